import type { CheckContext } from '../runner/check-context.ts';
import type { Exchange } from '../runner/exchange.ts';

/** A request that has broken servers before, and what it is, for a person. */
export type HostileRequest = readonly [what: string, send: () => Promise<Exchange>];

/** The fixed list of malformed requests. None of them may create a job or bring the server down. */
export function hostileRequests({ call, callPath, bodyOf }: CheckContext): HostileRequest[] {
  const json = JSON.stringify(bodyOf('quick'));
  const withMembers = (members: string) => `${json.slice(0, -1)},${members}}`;
  const create = (what: string, rawBody: string): HostileRequest => [what, () => call('createJob', { rawBody })];
  return [
    create('a number that no double holds', withMembers('"priority":1e999')),
    create('a number with a thousand digits', withMembers(`"priority":${'9'.repeat(1_000)}`)),
    create('a negative zero', withMembers('"priority":-0.5')),
    create('a name that is an object', withMembers('"name":{"$ne":null}')),
    create('a type that is a list', '{"type":["a"],"input":{}}'),
    create('an input that is text', '{"type":"a","input":"text"}'),
    create('metadata that is a list', withMembers('"metadata":[["a","b"]]')),
    create('metadata with a nested value', withMembers('"metadata":{"a":{"b":"c"}}')),
    create('a thousand unknown members', withMembers(manyMembers(1_000))),
    create('brackets only', '['.repeat(10_000)),
    create('a body of one byte', '\u0000'),
    create('a body with a byte order mark and nothing else', '\ufeff'),
    create('text of SQL', withMembers(`"name":7,"metadata":{"a":"'; DROP TABLE jobs; --"}`)),
    ['a path of percent signs', () => callPath('GET', '/v1/jobs/%', { as: 'getJob' })],
    ['a path with a broken escape', () => callPath('GET', '/v1/jobs/%zz', { as: 'getJob' })],
    ['a path with invalid UTF-8', () => callPath('GET', '/v1/jobs/%ff%fe', { as: 'getJob' })],
    ['a path with an escaped slash', () => callPath('GET', '/v1/jobs/a%2Fb', { as: 'getJob' })],
    ['a path with an escaped NUL', () => callPath('GET', '/v1/jobs/a%00', { as: 'getJob' })],
    ['a very long path', () => callPath('GET', `/v1/jobs/${'a'.repeat(4_000)}`, { as: 'getJob' })],
    ['a query with a broken escape', () => callPath('GET', '/v1/capabilities?a=%zz', { as: 'getCapabilities' })],
    ['a query with a repeated parameter', () => callPath('GET', '/v1/jobs?limit=1&limit=2', { as: 'listJobs' })],
    ['a query with nested brackets', () => callPath('GET', '/v1/jobs?metadata[a][b]=c', { as: 'listJobs' })],
    ['a query with an unclosed bracket', () => callPath('GET', '/v1/jobs?metadata[a=c', { as: 'listJobs' })],
    ['a query with __proto__', () => callPath('GET', '/v1/jobs?__proto__[a]=c', { as: 'listJobs' })],
    ['a limit that is no number', () => callPath('GET', '/v1/jobs?limit=NaN', { as: 'listJobs' })],
    ['a cursor of bytes', () => callPath('GET', '/v1/jobs?cursor=%00%01', { as: 'listJobs' })],
    ['an id in a foreign script', () => call('getJob', { jobId: '\u7d50\u679c' })],
    ['a tag without quotes', () => call('getJob', { jobId: 'unknown', headers: { 'If-None-Match': 'W/' } })],
    [
      'a very long tag',
      () => call('getJob', { jobId: 'unknown', headers: { 'If-None-Match': `"${'a'.repeat(2_000)}"` } }),
    ],
    [
      'a wait that no clock holds',
      () => call('getJob', { jobId: 'unknown', headers: { Prefer: 'wait=99999999999999999999' } }),
    ],
    ['a cancel with a list', () => call('cancelJob', { jobId: 'unknown', rawBody: '[[]]' })],
  ];
}

function manyMembers(count: number): string {
  return Array.from({ length: count }, (_none, index) => `"m${index}":${index}`).join(',');
}
