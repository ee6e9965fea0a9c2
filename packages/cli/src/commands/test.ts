import { readFile } from 'node:fs/promises';
import {
  type ConformanceReport,
  chosenRequirements,
  formatCounts,
  formatRequirements,
  formatVerdict,
  isConformanceSetupError,
  parseRunConfig,
  type RunOptions,
  runConformance,
} from '@jobwire/conformance';
import type { CommandContext } from '../command-context.ts';
import { createProgressBar } from '../conformance/progress-bar.ts';
import { parseReports, writeReports } from '../conformance/reports.ts';
import { parseClasses, type TestOptions, testRunOptions } from '../conformance/test-run-options.ts';
import { UsageError } from '../usage-error.ts';

/** `jobwire test`: holds a server against the contract. Its exit code is the verdict. */
export async function test(baseUrl: string, options: TestOptions, context: CommandContext): Promise<number> {
  return withoutSetupErrors(async () => {
    const chosen = chosenRequirements({ classes: parseClasses(options.class), only: options.only });
    if (options.list === true) {
      context.print(formatRequirements(chosen));
      return 0;
    }
    const reports = parseReports(options.report ?? []);
    const config = options.config === undefined ? {} : parseRunConfig(await readConfig(options.config), options.config);
    const runOptions = testRunOptions(baseUrl, options, config, context.environment);
    const report = await run(runOptions, chosen, context);
    await writeReports(reports, report);
    context.print(`\n${formatCounts(report)}`);
    return report.conforms ? 0 : 1;
  });
}

async function run(
  options: RunOptions,
  chosen: readonly { readonly id: string }[],
  context: CommandContext,
): Promise<ConformanceReport> {
  const idWidth = Math.max(...chosen.map(({ id }) => id.length));
  const bar = createProgressBar(context.terminal, chosen.length);
  try {
    const report = await runConformance({
      ...options,
      onVerdict(verdict) {
        bar.clear();
        // At a terminal what passes is shown by the bar; elsewhere every line is wanted.
        if (!bar.isShown || verdict.outcome === 'failed') context.print(formatVerdict(verdict, idWidth));
        bar.advance(verdict.outcome);
      },
    });
    bar.clear();
    if (report.verdicts.some(({ outcome }) => outcome === 'failed')) {
      context.print(`\nseed ${report.seed}: --seed ${report.seed} repeats what chance chose`);
    }
    return report;
  } finally {
    bar.clear();
  }
}

async function readConfig(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`--config ${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? String(error)}.`);
  }
}

/** A run that could not be done is a matter of how it was asked for. */
async function withoutSetupErrors(work: () => Promise<number>): Promise<number> {
  try {
    return await work();
  } catch (error) {
    if (!isConformanceSetupError(error)) throw error;
    // The kit speaks of the options of its function.
    throw new UsageError(
      error.message.replaceAll(/`jobs\.(quick|slow)`/g, '--$1-job, or `jobs.$1` in the file of --config,'),
    );
  }
}
