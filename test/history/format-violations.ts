import type { BrokenInvariant } from './check-history.ts';
import { type History, type HistoryEntry, instantOf } from './history.ts';

const mostShown = 10;
const longestText = 400;

/** What a person needs to find a fault: the invariant, the job, the lines of the history that show it, and the seed. */
export function formatViolations(history: History, broken: readonly BrokenInvariant[]): string {
  if (broken.length === 0) return 'Every invariant holds.\n';
  const shown = broken.slice(0, mostShown).map(({ invariant, job, message, entries }) => {
    const lines = [...entries].sort((one, other) => instantOf(one) - instantOf(other)).map(formatEntry);
    const about = job === null ? '' : ` (job ${job})`;
    return `Invariant ${invariant.number} is broken: ${invariant.title}${about}\n  ${message}\n${lines.map((line) => `    ${line}\n`).join('')}`;
  });
  const left = broken.length - shown.length;
  return `${shown.join('')}${left > 0 ? `and ${left} more\n` : ''}The seed was ${history.seed}.\n`;
}

/** One entry as one line. */
export function formatEntry(entry: HistoryEntry): string {
  if (entry.kind === 'mark') return `${time(entry.at)} the server is ${entry.event}`;
  if (entry.kind === 'pause')
    return `${time(entry.at)} to ${time(entry.endedAt)} worker ${entry.processId} stands still`;
  if (entry.kind === 'worker') {
    const about = entry.about === null ? '' : ` ${entry.about}`;
    return `${time(entry.at)} worker ${entry.processId}, ${entry.job} attempt ${entry.attempt}: ${entry.act}${about}`;
  }
  const key = entry.idempotencyKey === null ? '' : ` key ${entry.idempotencyKey}`;
  const answer = entry.status === null ? 'no answer' : `${entry.status} ${cut(entry.text)}`;
  const sent = entry.sent === null ? '' : ` ${cut(entry.sent)}`;
  return `${time(entry.startedAt)} to ${time(entry.endedAt)} ${entry.organization}${key}: ${entry.method} ${entry.path}${sent} → ${answer}`;
}

function time(instant: number): string {
  return new Date(instant).toISOString().slice(11, 23);
}

function cut(text: string): string {
  return text.length <= longestText ? text : `${text.slice(0, longestText)}…`;
}
