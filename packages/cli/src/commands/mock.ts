import { formatMockAnswers, isPortInUseError, startMock } from '@jobwire/mock';
import { checkAddress } from '../check-address.ts';
import type { CommandContext } from '../command-context.ts';
import { mockGreeting } from '../mock-greeting.ts';
import { parseHost } from '../parse-host.ts';
import { parsePort } from '../parse-port.ts';
import { UsageError } from '../usage-error.ts';

export interface MockOptions {
  readonly host: string;
  readonly port: string;
}

/** `jobwire mock`: answers every operation with the examples of the contract until it is asked to stop. */
export async function mock(options: MockOptions, context: CommandContext): Promise<number> {
  const host = parseHost(options.host);
  const port = parsePort(options.port);
  await checkAddress(host, port);
  const running = await startMock({ host, port }).catch((error: unknown) => {
    throw isPortInUseError(error) ? new UsageError(error.message) : error;
  });
  const stopped = context.untilStopped();
  context.print(mockGreeting(running.url, formatMockAnswers()));
  await stopped;
  await running.stop();
  return 0;
}
