import type { MockOptions, RunningMock } from './mock-options.ts';
import { startPrismMock } from './start-prism-mock.ts';

/**
 * Starts a server that answers every operation of the contract with the examples in it. It remembers nothing: a request for a
 * job gives the example of a job, whatever was created or cancelled before.
 *
 * - A valid request gets the first example of the lowest 2xx status; `Prefer: code=409` and `Prefer: code=409, example=NAME`
 *   get another one. `mockAnswers` lists them.
 * - A request without `Authorization: Bearer …` gets the 401 of the contract, and any key will do: the mock knows no
 *   organizations. An invalid request gets the 400, and both come before what `Prefer` asks for.
 *
 * @throws {PortInUseError} when another program listens on the port.
 * @throws {SpecFileError} when `specFile` cannot be mocked.
 * @throws {Error} when it cannot listen for another reason, which the message names.
 */
export function startMock(options: MockOptions = {}): Promise<RunningMock> {
  return startPrismMock(options);
}
