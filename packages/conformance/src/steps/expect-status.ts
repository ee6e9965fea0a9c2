import { CheckFailed } from '../runner/check-failed.ts';
import type { Exchange } from '../runner/exchange.ts';
import { problemLine } from '../runner/problem-line.ts';

/** Ends the check as failed unless the answer has this status. `meaning` says why it must, as a part of a sentence. */
export function expectStatus(exchange: Exchange, status: number, meaning: string): void {
  if (exchange.status !== status) {
    throw new CheckFailed({ expected: `${status}, ${meaning}`, actual: shortAnswer(exchange), exchange });
  }
}

/** An answer in a few words; of a job its status is enough. */
function shortAnswer(exchange: Exchange): string {
  const { status, body } = exchange;
  if (typeof body === 'object' && body !== null && 'object' in body && body.object === 'job' && 'status' in body) {
    return `${status} with a job that is ${String(body.status)}`;
  }
  return problemLine(exchange);
}
