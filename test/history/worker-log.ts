import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WorkerAct, WorkerLine } from './history.ts';

/** Where handlers write, for the process of a server. */
export const workerLogVariable = 'HISTORY_FOLDER';

/** Writes one line for its job, out of reach of a SIGKILL as soon as it returns. */
export function writeWorkerLine(
  folder: string,
  line: { job: string; attempt: number; act: WorkerAct; about?: string },
): void {
  const { about = null, ...given } = line;
  const at = performance.timeOrigin + performance.now();
  const entry: WorkerLine = { kind: 'worker', at, processId: process.pid, ...given, about };
  appendFileSync(join(folder, `${line.job}.jsonl`), `${JSON.stringify(entry)}\n`);
}

/** Everything that the handlers wrote, the lines of each job in their order. */
export function readWorkerLog(folder: string): WorkerLine[] {
  return readdirSync(folder).flatMap((file) => readWorkerLines(folder, file.replace('.jsonl', '')));
}

/** What the attempts of one job wrote; nothing where none has begun. */
export function readWorkerLines(folder: string, job: string): WorkerLine[] {
  let text: string;
  try {
    text = readFileSync(join(folder, `${job}.jsonl`), 'utf8');
  } catch {
    return [];
  }
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
