import { resolve } from 'node:path';
import type { ServerRole } from '@jobwire/server';
import { localKeyFile } from './local-key.ts';
import { reachableUrl, serverUrl, shellUrl } from './server-urls.ts';

export interface ServeGreeting {
  readonly host: string;
  readonly port: number;
  /** The key that was made; null when the keys come from the environment. */
  readonly localKey: string | null;
  /** The data folder; null when nothing is kept. */
  readonly data: string | null;
  /** The shared database, without its password; null where there is none. */
  readonly database: string | null;
  readonly role: ServerRole;
  readonly jobTypes: readonly string[];
}

/** What `jobwire serve` prints once it answers: a line for programs, then what a person needs to go on. */
export function serveGreeting({ host, port, localKey, data, database, role, jobTypes }: ServeGreeting): string {
  const url = reachableUrl(host, port);
  const key = localKey ?? '$JOBWIRE_KEY';
  const keptIn = data === null ? 'until it stops' : `kept in ${resolve(localKeyFile(data))}`;
  const place = data === null ? 'in memory, gone when it stops' : resolve(data);
  if (role === 'worker') {
    return [
      `jobwire listening on ${serverUrl(host, port)}`,
      '',
      `  role       worker: runs jobs, and answers /healthz, /readyz and /metrics alone`,
      `  database   ${database}`,
      `  job types  ${jobTypes.join(', ')}`,
      '',
      'Ctrl-C stops the worker; jobs that it leaves open go on in any other worker, or in the next that starts.',
    ].join('\n');
  }
  return [
    `jobwire listening on ${serverUrl(host, port)}`,
    '',
    ...(role === 'api' ? ['  role       api: answers requests; workers run the jobs'] : []),
    `  docs       ${url}/docs`,
    ...(localKey === null ? [] : [`  key        ${localKey}  (${keptIn})`]),
    database === null ? `  data       ${place}` : `  database   ${database}`,
    `  job types  ${jobTypes.join(', ')}`,
    '',
    `Create a job of twenty items that takes ten seconds${localKey === null ? ', with one of your keys in JOBWIRE_KEY' : ''}:`,
    '',
    `  curl -sS ${shellUrl(`${url}/v1/jobs`)} -H "Authorization: Bearer ${key}" -H 'Content-Type: application/json' -d '{"type":"demo.batch","input":{"items":20,"item_ms":500}}'`,
    '',
    data === null && database === null
      ? 'Ctrl-C stops the server.'
      : 'Ctrl-C stops the server; jobs that are still open go on after the next start.',
  ].join('\n');
}
