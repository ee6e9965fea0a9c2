import { checkMockOptions } from './check-mock-options.ts';
import type { LiveMockOptions } from './live/live-mock-options.ts';
import type { LiveMock } from './live/start-live-mock.ts';
import type { MockOptions, RunningMock } from './mock-options.ts';
import { startPrismMock } from './prism/start-prism-mock.ts';

/**
 * Starts a server that answers every operation of the contract with the examples in it. It remembers nothing: a request for a
 * job gives the example of a job, whatever was created or cancelled before.
 *
 * - A valid request gets the first example of the lowest 2xx status; `Prefer: code=409` and `Prefer: code=409, example=NAME`
 *   get another one. `mockAnswers` lists them.
 * - A request without `Authorization: Bearer …` gets the 401 of the contract, and any key will do: the mock knows no
 *   organizations. An invalid request gets the 400, and both come before what `Prefer` asks for.
 *
 * With `live: true` it is the whole job API in memory instead: jobs queue, progress, complete, fail and get cancelled, on a clock of
 * their own, and `control` tells them how. `Prefer: code=409` still gets any answer.
 *
 * @throws {UnusableOptionError} when an option cannot be used, is not known, or belongs to the other kind of mock.
 * @throws {PortInUseError} when another program listens on the port.
 * @throws {SpecFileError} when `specFile` cannot be mocked.
 * @throws {Error} when it cannot listen for another reason, which the message names.
 */
export function startMock(options: LiveMockOptions & { readonly live: true }): Promise<LiveMock>;
export function startMock(options?: MockOptions & { readonly live?: false }): Promise<RunningMock>;
export async function startMock(
  options: (LiveMockOptions & { readonly live: true }) | (MockOptions & { readonly live?: false }) = {},
): Promise<LiveMock | RunningMock> {
  checkMockOptions(options);
  if (options.live !== true) return startPrismMock(options);
  // Whoever asks for examples alone need not load a server.
  const { startLiveMock } = await import('./live/start-live-mock.ts');
  return startLiveMock(options);
}
