import type { Verdict } from '@jobwire/conformance';
import type { CommandContext } from '../command-context.ts';

const width = 32;

/** A line at the bottom of a terminal that says how far a run is. Nothing where there is no terminal. */
export interface ProgressBar {
  readonly isShown: boolean;
  /** Counts one more verdict, and draws the bar again. */
  readonly advance: (outcome: Verdict['outcome']) => void;
  /** Takes the bar away, so that something else can be printed. */
  readonly clear: () => void;
}

/** Begins with nothing done. */
export function createProgressBar(terminal: CommandContext['terminal'], total: number): ProgressBar {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  let drawn = false;
  return {
    isShown: terminal !== null,
    advance(outcome) {
      counts[outcome] += 1;
      if (terminal === null) return;
      const done = counts.passed + counts.failed + counts.skipped;
      const filled = Math.round((width * done) / Math.max(1, total));
      const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`;
      terminal.write(`${bar} ${done}/${total}  ${counts.passed} passed, ${counts.failed} failed`);
      drawn = true;
    },
    clear() {
      // Back to the beginning of the line, and what is there is wiped out.
      if (drawn) terminal?.write('\r\u001b[2K');
      drawn = false;
    },
  };
}
