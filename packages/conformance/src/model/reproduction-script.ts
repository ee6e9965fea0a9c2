import { curlLine } from '../report/curl-line.ts';
import type { Exchange } from '../runner/exchange.ts';
import { seenJob } from '../runner/seen-job.ts';

/** Shorter gaps between two requests are those of the kit itself. */
const shortestPauseMs = 10;

/** Takes the id out of the job in an answer, without more than every system has. */
const takeId = `sed -n 's/.*"id": *"\\([^"]*\\)".*/\\1/p' | head -n 1`;

/** Lines for a shell that send a sequence again, with the same pauses, to jobs that they create themselves. */
export function reproductionScript(exchanges: readonly Exchange[], seed: number): string[] {
  const variables = new Map<string, string>();
  const lines = exchanges.flatMap((exchange, index) => {
    const gapMs = exchange.beganAtMs - (exchanges[index - 1]?.endedAtMs ?? exchange.beganAtMs);
    const pause = gapMs >= shortestPauseMs ? [`sleep ${(gapMs / 1_000).toFixed(3)}`] : [];
    const job = exchange.operationId === 'createJob' ? seenJob(exchange.body) : null;
    if (job === null) {
      return [...pause, withVariables(curlLine(exchange), variables)];
    }
    variables.set(job.id, `JOB_${variables.size + 1}`);
    return [...pause, `${variables.get(job.id)}=$(${curlLine(exchange).replace('curl -i', 'curl -s')} | ${takeId})`];
  });
  return [`# found with seed ${seed}`, ...lines];
}

/** Ids stand within single quotes, which end before the variable and begin again behind it. */
function withVariables(line: string, variables: ReadonlyMap<string, string>): string {
  return [...variables].reduce((text, [id, name]) => text.replaceAll(id, `'"$${name}"'`), line);
}
