import type { OpenApiDocument } from '@jobwire/contract/spec';
import type { MockAnswer } from './asking/mock-answers.ts';
import type { SpecFileError } from './prism/spec-file-error.ts';

export interface MockOptions {
  /** The address to listen on, `127.0.0.1` by default. Any web page may call the mock (CORS is open), so keep it on loopback. */
  readonly host?: string | undefined;
  /** The port to listen on. 0, the default, takes a free one. */
  readonly port?: number | undefined;
  /** What to mock: the contract by default. */
  readonly spec?: OpenApiDocument | undefined;
  /** What to mock, as a file of YAML or JSON. It is read anew whenever it changes; while it is broken, what was read before stays. */
  readonly specFile?: string | undefined;
  /** Told of each time that `specFile` was read anew, also when it was broken. */
  readonly onReload?: ((reload: SpecReload) => void) | undefined;
  /** Gets a line for each request and for each step of choosing its answer. Nothing is logged by default. */
  readonly log?: ((line: string) => void) | undefined;
}

/** What became of a change of the file: the answers that there are now, or why it stays as it was. */
export type SpecReload =
  | { readonly file: string; readonly answers: readonly MockAnswer[]; readonly error: null }
  | { readonly file: string; readonly answers: null; readonly error: SpecFileError };

export interface RunningMock {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:4010`. */
  readonly url: string;
  /** Everything that can be asked for at the moment. */
  readonly answers: readonly MockAnswer[];
  /** Closes every connection and frees the port. Calling it again does nothing more. */
  stop(): Promise<void>;
}
