import { readFile } from 'node:fs/promises';
import { reasonOf } from '../../packages/cli/src/reason-of.ts';

/** @throws an `Error` that names the flag and the reason, when the file that it names cannot be read. */
export async function refuseUnreadable(flag: string, file: string | undefined): Promise<void> {
  if (file === undefined) return;
  await readFile(file).catch((error: unknown) => {
    throw new Error(`${flag} ${file} cannot be read: ${reasonOf(error)}.`);
  });
}
