import { access, constants, open, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type ConformanceReport, htmlReport, jsonReport, junitReport } from '@jobwire/conformance';
import { makeFolder } from '@jobwire/server/make-folder';
import { reasonOf } from '../reason-of.ts';
import { UsageError } from '../usage-error.ts';

const writers = { junit: junitReport, json: jsonReport, html: htmlReport } as const;

/** A report that was asked for. */
export interface WantedReport {
  readonly kind: keyof typeof writers;
  readonly file: string;
}

/** Reads flags such as `junit=FILE`. @throws UsageError when one is something else */
export function parseReports(flags: readonly string[]): WantedReport[] {
  return flags.map((flag) => {
    const [, kind = '', file = ''] = /^([a-z]+)=(.+)$/.exec(flag) ?? [];
    if (!(kind in writers)) {
      throw new UsageError(`--report takes ${Object.keys(writers).join('=FILE, ')}=FILE, and not ${flag}.`);
    }
    return { kind: kind as WantedReport['kind'], file };
  });
}

/**
 * Makes sure before a run that its reports can be written after it. Folders that are missing are made.
 *
 * @throws UsageError when one cannot be written, or two go to one file
 */
export async function prepareReports(wanted: readonly WantedReport[]): Promise<void> {
  const kinds = new Map<string, string>();
  for (const { kind, file } of wanted) {
    const path = resolve(file);
    const other = kinds.get(path);
    if (other !== undefined) {
      throw new UsageError(
        `The ${other} report and the ${kind} report cannot both be written to ${file}. Name two files.`,
      );
    }
    kinds.set(path, kind);
    try {
      makeFolder(dirname(path));
      await refuseUnwritable(path);
    } catch (error) {
      throw new UsageError(`The ${kind} report cannot be written to ${file}: ${reasonOf(error)}.`);
    }
  }
}

/** Writes each report to its file, the others too when one cannot be written. Gives a sentence for each of those. */
export async function writeReports(wanted: readonly WantedReport[], report: ConformanceReport): Promise<string[]> {
  const refused: string[] = [];
  for (const { kind, file } of wanted) {
    try {
      await writeFile(file, writers[kind](report));
    } catch (error) {
      refused.push(`The ${kind} report cannot be written to ${file}: ${reasonOf(error)}.`);
    }
  }
  return refused;
}

/** What is there keeps what it holds until there is something to write. */
async function refuseUnwritable(path: string): Promise<void> {
  try {
    await (await open(path, 'r+')).close();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    await access(dirname(path), constants.W_OK);
  }
}
