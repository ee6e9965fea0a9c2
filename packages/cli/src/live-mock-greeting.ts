import type { LiveMockOptions } from '@jobwire/mock';
import { indented } from './mock-greeting.ts';
import { shellUrl } from './server-urls.ts';

/**
 * What `jobwire mock --live` prints once it answers: a line for programs, then what a person needs to go on.
 *
 * @param controlHelp what the mock can be told
 */
export function liveMockGreeting(url: string, options: LiveMockOptions, controlHelp: string): string {
  const { keys, types, scenarios = {} } = options;
  const [key = 'any'] = keys ?? [];
  const scripted = Object.keys(scenarios).join(', ');
  const [type = types === undefined ? 'documents.extract' : 'demo.batch'] = types ?? [];
  const input = type === 'demo.batch' ? '{"items":20,"item_ms":500}' : '{}';
  return [
    `jobwire mock listening on ${url}`,
    '',
    `  keys       ${keys === undefined ? 'any' : keys.join(', ')}, each an organization of its own; with .read behind it, it may only read`,
    ...(keys === undefined ? ['             (answered 401, as on any server: none, unknown…, undefined, null)'] : []),
    `  job types  ${types === undefined ? 'any; demo.batch does what its input says' : ['demo.batch', ...types].join(', ')}`,
    ...(types === undefined ? ['             (answered 400, as on any server: unknown.…)'] : []),
    ...(scripted === '' ? [] : [`  scenarios  ${scripted}`]),
    `  clock      ${clockOf(options)}`,
    ...(stands(options)
      ? ['             (so does whatever waits for it: delays, and requests with "Prefer: wait")']
      : []),
    `  docs       ${url}/docs`,
    '',
    `What it can be told, as ${url}/__mock/openapi.json describes it:`,
    '',
    indented(controlHelp),
    '',
    'Create a job, and look where it is:',
    '',
    `  curl -sS ${shellUrl(`${url}/v1/jobs`)} -H 'Authorization: Bearer ${key}' -H 'Content-Type: application/json' -d '{"type":"${type}","input":${input}}'`,
    `  curl -sS ${shellUrl(`${url}/v1/jobs`)} -H 'Authorization: Bearer ${key}'`,
    '',
    'Let a minute pass; get any answer of the contract; fail the next three requests; begin anew:',
    '',
    `  curl -sS -X POST ${shellUrl(`${url}/__mock/clock/advance`)} -H 'Content-Type: application/json' -d '{"ms":60000}'`,
    `  curl -i -X POST ${shellUrl(`${url}/v1/jobs/job_1/cancel`)} -H 'Authorization: Bearer ${key}' -H 'Prefer: code=409, example=completed'`,
    `  curl -sS -X POST ${shellUrl(`${url}/__mock/faults`)} -H 'Content-Type: application/json' -d '{"count":3,"status":503}'`,
    `  curl -sS -X POST ${shellUrl(`${url}/__mock/reset`)}`,
    '',
    'Ctrl-C stops the mock, and everything in it is gone.',
  ].join('\n');
}

function stands({ seed, speed }: LiveMockOptions): boolean {
  return seed !== undefined && speed === undefined;
}

function clockOf(options: LiveMockOptions): string {
  const { seed, speed } = options;
  if (stands(options)) return 'begins on 2026-01-01, and stands still until it is advanced';
  const pace = speed === undefined ? 'as everywhere' : `${speed} seconds in one`;
  return seed === undefined ? pace : `begins on 2026-01-01, ${pace}`;
}
