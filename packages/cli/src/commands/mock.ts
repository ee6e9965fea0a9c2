import {
  formatMockAnswers,
  isPortInUseError,
  isSpecFileError,
  isUnusableOptionError,
  type LiveMockOptions,
  type MockOptions,
  type SpecReload,
  startMock,
} from '@jobwire/mock';
import { checkAddress } from '../check-address.ts';
import type { CommandContext } from '../command-context.ts';
import { liveMockGreeting } from '../live-mock-greeting.ts';
import { inFlags, type MockFlags, mockOptionsOf } from '../mock-flags.ts';
import { indented, mockGreeting } from '../mock-greeting.ts';
import { parseHost } from '../parse-host.ts';
import { parsePort } from '../parse-port.ts';
import { UsageError } from '../usage-error.ts';

/** `jobwire mock`: answers with the examples of the contract, or lives, until it is asked to stop. */
export async function mock(flags: MockFlags, context: CommandContext): Promise<number> {
  const host = parseHost(flags.host);
  const port = parsePort(flags.port);
  await checkAddress(host, port);
  const { greeting, stop } = await correctable(() =>
    flags.live === true ? startLive(flags, host, port) : startExamples(flags, host, port, context),
  );
  const stopped = context.untilStopped();
  context.print(greeting);
  await stopped;
  await stop();
  return 0;
}

async function startLive(flags: MockFlags, host: string, port: number) {
  const options = (await mockOptionsOf(flags)) as LiveMockOptions;
  const running = await startMock({ ...options, live: true, host, port });
  return { greeting: liveMockGreeting(running.url, options, running.controlHelp), stop: () => running.stop() };
}

async function startExamples(flags: MockFlags, host: string, port: number, context: CommandContext) {
  const onReload = (reload: SpecReload) => printReload(reload, context);
  const options = (await mockOptionsOf(flags)) as MockOptions;
  const running = await startMock({ ...options, live: false, host, port, onReload });
  const greeting = mockGreeting(running.url, formatMockAnswers(running.answers), flags.spec);
  return { greeting, stop: () => running.stop() };
}

/** What the mock refuses to start with is a matter of how it was asked for. */
async function correctable<Value>(start: () => Promise<Value>): Promise<Value> {
  try {
    return await start();
  } catch (error) {
    if (isUnusableOptionError(error)) throw new UsageError(inFlags(error.message));
    if (isPortInUseError(error) || isSpecFileError(error)) throw new UsageError(error.message);
    throw error;
  }
}

function printReload({ file, answers, error }: SpecReload, context: CommandContext): void {
  if (error !== null) context.printError(`jobwire: ${error.message} The answers stay as they were.`);
  else context.print(`\nRead ${file} anew. What can be asked for now:\n\n${indented(formatMockAnswers(answers))}`);
}
