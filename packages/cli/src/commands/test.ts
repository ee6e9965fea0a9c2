import { readFile } from 'node:fs/promises';
import {
  chosenRequirements,
  formatRequirements,
  formatSummary,
  isConformanceSetupError,
  parseRunConfig,
} from '@jobwire/conformance';
import type { CommandContext } from '../command-context.ts';
import { inWordsOfFlags } from '../conformance/in-words-of-flags.ts';
import { parseReports, prepareReports, writeReports } from '../conformance/reports.ts';
import { type RunEnd, runToItsEnd } from '../conformance/run-to-its-end.ts';
import { parseClasses, type TestOptions, testRunOptions } from '../conformance/test-run-options.ts';
import { reasonOf } from '../reason-of.ts';
import { UsageError } from '../usage-error.ts';

/** `jobwire test`: holds a server against the contract. Its exit code is the verdict. */
export async function test(baseUrl: string, options: TestOptions, context: CommandContext): Promise<number> {
  const chosen = refusing(() => chosenRequirements({ classes: parseClasses(options.class), only: options.only }));
  if (options.list === true) {
    context.print(formatRequirements(chosen));
    return 0;
  }
  const reports = parseReports(options.report ?? []);
  const config = options.config === undefined ? {} : await readConfig(options.config);
  const runOptions = testRunOptions(baseUrl, options, config, context.environment);
  await prepareReports(reports);

  const end = await runToItsEnd(runOptions, chosen, context);
  const unwritten = end.report === null ? [] : await writeReports(reports, end.report);
  if (end.report !== null && end.begun) context.print(`\n${formatSummary(end.report)}`);
  return conclude(end, unwritten, context);
}

/** A broken MUST counts for more than a report that could not be written, and a run that did not come to its end for most. */
function conclude({ report, error, stopCode }: RunEnd, unwritten: readonly string[], context: CommandContext): number {
  for (const sentence of unwritten) context.printError(`jobwire: ${sentence}`);
  if (stopCode !== null && error !== null) {
    context.printError(`jobwire: ${error}`);
    return stopCode;
  }
  if (error !== null) throw new UsageError(inWordsOfFlags(error));
  if (report?.conforms === false) return 1;
  return unwritten.length > 0 ? 2 : 0;
}

async function readConfig(file: string) {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--config ${file} cannot be read: ${reasonOf(error)}.`);
  }
  return refusing(() => parseRunConfig(text, file));
}

/** What cannot be used is a matter of how it was asked for. */
function refusing<Result>(work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw isConformanceSetupError(error) ? new UsageError(error.message) : error;
  }
}
