import {
  type ConformanceReport,
  formatVerdict,
  isConformanceSetupError,
  type RunOptions,
  runConformance,
} from '@jobwire/conformance';
import type { CommandContext } from '../command-context.ts';
import { inWordsOfFlags } from './in-words-of-flags.ts';
import { createProgressBar } from './progress-bar.ts';

/** How a run ended. */
export interface RunEnd {
  /** What is known; null when the run was refused before it began. */
  readonly report: ConformanceReport | null;
  /** Whether a requirement was tried. */
  readonly begun: boolean;
  /** Why it did not come to its end; null when it did. */
  readonly error: string | null;
  /** The exit code of the signal that asked to stop; null when none did. */
  readonly stopCode: number | null;
}

/** Carries a run out and shows each verdict. A signal ends it early; then it cancels its jobs and tells what is known. */
export async function runToItsEnd(
  options: RunOptions,
  chosen: readonly { readonly id: string }[],
  context: CommandContext,
): Promise<RunEnd> {
  const idWidth = Math.max(...chosen.map(({ id }) => id.length));
  const bar = createProgressBar(context.terminal, chosen.length);
  const stopping = new AbortController();
  let stopCode: number | null = null;
  let begun = false;
  void context.untilStopped().then((code) => {
    stopCode = code;
    bar.clear();
    context.printError(
      'jobwire: Stopping: the open jobs of the run are being cancelled. A second signal exits at once.',
    );
    stopping.abort();
  });
  try {
    const report = await runConformance({
      ...options,
      signal: stopping.signal,
      onNotice(sentence) {
        bar.clear();
        context.printError(`jobwire: ${inWordsOfFlags(sentence)}`);
      },
      onVerdict(verdict) {
        begun = true;
        bar.clear();
        // At a terminal what passes is shown by the bar; elsewhere every line is wanted.
        if (!bar.isShown || verdict.outcome === 'failed') context.print(formatVerdict(verdict, idWidth));
        bar.advance(verdict.outcome);
      },
    });
    return { report, begun: true, error: null, stopCode };
  } catch (error) {
    if (!isConformanceSetupError(error)) throw error;
    return { report: error.report, begun, error: error.message, stopCode };
  } finally {
    bar.clear();
  }
}
