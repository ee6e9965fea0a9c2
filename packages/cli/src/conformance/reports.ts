import { writeFile } from 'node:fs/promises';
import { type ConformanceReport, htmlReport, jsonReport, junitReport } from '@jobwire/conformance';
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

/** Writes each report to its file. @throws UsageError when a file cannot be written */
export async function writeReports(wanted: readonly WantedReport[], report: ConformanceReport): Promise<void> {
  for (const { kind, file } of wanted) {
    try {
      await writeFile(file, writers[kind](report));
    } catch (error) {
      const reason = (error as NodeJS.ErrnoException).code ?? String(error);
      throw new UsageError(`The ${kind} report cannot be written to ${file}: ${reason}.`);
    }
  }
}
