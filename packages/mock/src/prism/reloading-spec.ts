import type { OpenApiDocument } from '@jobwire/contract/spec';
import { mockAnswers } from '../asking/mock-answers.ts';
import type { SpecReload } from '../mock-options.ts';
import { onFileChange } from './on-file-change.ts';
import { readSpecFile } from './read-spec-file.ts';
import { isSpecFileError, SpecFileError } from './spec-file-error.ts';

interface Reloading {
  /** The state of the file before it was read. */
  readonly since: string;
  readonly onReload: ((reload: SpecReload) => void) | undefined;
  /** Answers from this spec from now on, or rejects and changes nothing. */
  use(spec: OpenApiDocument): Promise<void>;
}

/** Reads a spec anew whenever its file changes. A broken one is told and left alone. Returns what ends it. */
export function reloadingSpec(file: string, { since, onReload, use }: Reloading): () => Promise<void> {
  // One after the other, so that the last change is the one that stays.
  let underWay = Promise.resolve();
  const stopWatching = onFileChange(file, since, () => {
    underWay = underWay.then(reload);
  });

  async function reload(): Promise<void> {
    try {
      const spec = await readSpecFile(file);
      await use(spec);
      onReload?.({ file, answers: mockAnswers(spec), error: null });
    } catch (error) {
      const told = isSpecFileError(error) ? error : new SpecFileError(file, String((error as Error).message ?? error));
      onReload?.({ file, answers: null, error: told });
    }
  }

  return async () => {
    stopWatching();
    await underWay;
  };
}
