import { formatMockAnswers, isPortInUseError, isSpecFileError, type SpecReload, startMock } from '@jobwire/mock';
import { checkAddress } from '../check-address.ts';
import type { CommandContext } from '../command-context.ts';
import { indented, mockGreeting } from '../mock-greeting.ts';
import { parseHost } from '../parse-host.ts';
import { parsePort } from '../parse-port.ts';
import { UsageError } from '../usage-error.ts';

export interface MockOptions {
  readonly host: string;
  readonly port: string;
  /** Another spec than the contract. */
  readonly spec?: string;
}

/** `jobwire mock`: answers every operation with the examples of the contract until it is asked to stop. */
export async function mock(options: MockOptions, context: CommandContext): Promise<number> {
  const host = parseHost(options.host);
  const port = parsePort(options.port);
  await checkAddress(host, port);
  const running = await startMock({
    host,
    port,
    specFile: options.spec,
    onReload: (reload) => printReload(reload, context),
  }).catch((error: unknown) => {
    throw isPortInUseError(error) || isSpecFileError(error) ? new UsageError(error.message) : error;
  });
  const stopped = context.untilStopped();
  context.print(mockGreeting(running.url, formatMockAnswers(running.answers), options.spec));
  await stopped;
  await running.stop();
  return 0;
}

function printReload({ file, answers, error }: SpecReload, context: CommandContext): void {
  if (error !== null) context.printError(`jobwire: ${error.message} The answers stay as they were.`);
  else context.print(`\nRead ${file} anew. What can be asked for now:\n\n${indented(formatMockAnswers(answers))}`);
}
