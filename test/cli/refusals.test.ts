import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endAll, runJobwire, startJobwire } from './jobwire.ts';
import { runHere } from './run-here.ts';

/** What a test makes in its own folder, as the tests run beside each other. */
type Arguments = string[] | ((folder: string) => Promise<string[]>);

const taken: Server[] = [];
afterAll(async () => {
  await endAll();
  for (const server of taken) server.close();
});

/** Something else that listens; its port. */
async function takePort(): Promise<string> {
  const server = createServer();
  taken.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return String(typeof address === 'object' ? address?.port : address);
}

async function write(file: string, text: string): Promise<string> {
  await writeFile(file, text);
  return file;
}

const handlers =
  (text: string): Arguments =>
  async (folder) => ['serve', '--handlers', await write(join(folder, 'a.ts'), text)];
const definition = `{ type: 'test.one', description: 'One.', input: { type: 'object' }, async run() {} }`;

/** Where no folder can be made: the system makes up those that are there, or it is no folder. */
const noFolder = process.platform === 'linux' ? '/proc/jobwire' : '/dev/null/jobwire';

interface Refusal {
  readonly given: Arguments;
  readonly environment?: Record<string, string>;
  /** What the one line says: what is wrong, and what to do. */
  readonly want: RegExp;
  /** What the test itself has put into the folder. */
  readonly leaves?: string[];
  /** Whether it is a process that is refused, in the folder; the others are refused in this one. */
  readonly inProcess?: true;
}

test.concurrent.each<[string, Refusal]>([
  ['no command', { inProcess: true, given: [], want: /Name a command: serve, migrate, mock, docs, test/ }],
  ['an unknown command', { given: ['serv'], want: /unknown command 'serv'.*Did you mean serve/ }],
  [
    'an unknown flag',
    { inProcess: true, given: ['serve', '--prot', '1'], want: /unknown option '--prot'.*See "jobwire serve --help"/ },
  ],
  ['an unknown flag before the command', { given: ['--verbose', 'serve'], want: /unknown option '--verbose'/ }],
  ['a flag without its value', { given: ['serve', '--port'], want: /'--port <port>' argument missing/ }],
  ['one argument too many', { given: ['serve', 'now'], want: /too many arguments for 'serve'/ }],
  ['a port that is no number', { given: ['serve', '--port', 'http'], want: /0 to 65535.*cannot be "http"/ }],
  ['a port above the highest', { given: ['mock', '--port', '65536'], want: /0 to 65535.*cannot be "65536"/ }],
  [
    'a worker without a database',
    { given: ['serve', '--role', 'worker'], want: /role worker needs a database.*--database-url/ },
  ],
  [
    'two places for jobs',
    {
      given: ['serve', '--data', 'a', '--database-url', 'postgres://db/jobs'],
      want: /leave out --data or --database-url/,
    },
  ],
  [
    'the URL of another database',
    {
      given: ['serve', '--database-url', 'mysql://db/jobs'],
      want: /--database-url takes the URL of a PostgreSQL database/,
    },
  ],
  [
    'a migration of nothing',
    { given: ['migrate'], want: /migrate needs the URL of a PostgreSQL: set JOBWIRE_DATABASE_URL/ },
  ],
  [
    'a migration of a data folder',
    {
      given: ['migrate', '--data', 'a'],
      want: /takes no --data: the server that opens a data folder brings it up to date/,
    },
  ],
  [
    'a migration of another database',
    {
      given: ['migrate'],
      environment: { JOBWIRE_DATABASE_URL: 'mysql://jobs:secret@db/jobs' },
      want: /JOBWIRE_DATABASE_URL takes the URL of a PostgreSQL database/,
    },
  ],
  ['a host with a scheme', { given: ['serve', '--host', 'http://localhost'], want: /--host takes an address/ }],
  [
    "another machine's address",
    { given: ['serve', '--host', '192.0.2.1'], want: /no address of this machine.*--host/ },
  ],
  [
    'a host on more than one line',
    { given: ['mock', '--host', 'a\nb\u001b[31m'], want: /it cannot be "a b\uFFFD\[31m"/ },
  ],
  [
    'a taken port',
    {
      inProcess: true,
      given: async () => ['serve', '--port', await takePort()],
      want: /Port \d+ on 127\.0\.0\.1 is in use.*--port/,
    },
  ],
  [
    'a taken port for the mock',
    { given: async () => ['mock', '--port', await takePort()], want: /Port \d+ on 127\.0\.0\.1 is in use.*--port/ },
  ],
  [
    'a spec that is missing',
    {
      inProcess: true,
      given: ['mock', '--port', '0', '--spec', 'none.yaml'],
      want: /none\.yaml cannot be mocked: it cannot be read/,
    },
  ],
  [
    'a flag of the live mock without it',
    { given: ['mock', '--port', '0', '--speed', '2'], want: /--speed is for the live mock: add --live/ },
  ],
  [
    'a speed of nothing',
    {
      given: ['mock', '--live', '--port', '0', '--speed', '0'],
      want: /--speed takes a number from 0\.001 to 10000; it cannot be 0\./,
    },
  ],
  [
    'scenarios that are none',
    {
      inProcess: true,
      given: async (folder) => [
        'mock',
        '--live',
        '--port',
        '0',
        '--scenarios',
        await write(join(folder, 's.yaml'), 'a: { x: 1 }'),
      ],
      want: /s\.yaml: The scenario of a has a member "x", which is not known; it may have: queue_ms/,
      leaves: ['s.yaml'],
    },
  ],
  [
    'no keys for an address that other machines reach',
    {
      inProcess: true,
      given: ['serve', '--host', '0.0.0.0', '--port', '0'],
      want: /Other machines can reach 0\.0\.0\.0.*JOBWIRE_API_KEYS/,
    },
  ],
  [
    'a malformed key',
    {
      inProcess: true,
      given: ['serve'],
      environment: { JOBWIRE_API_KEYS: 'sk_a=acme,sk_secret' },
      want: /Entry 2 of JOBWIRE_API_KEYS has no "=".*KEY=ORGANIZATION/,
    },
  ],
  [
    'a key with an unknown right',
    {
      given: ['serve'],
      environment: { JOBWIRE_API_KEYS: 'sk_secret=acme:admin' },
      want: /Entry 1 of JOBWIRE_API_KEYS ends in something other than ":read"/,
    },
  ],
  ['an empty data folder', { given: ['serve', '--data', ''], want: /--data is empty/ }],
  [
    'a data folder where the system makes none',
    {
      inProcess: true,
      given: ['serve', '--port', '0', '--data', noFolder],
      want: /The data folder \/.*\/jobwire cannot be used: (no folder can be made there|a file is in the way).*--data/,
    },
  ],
  [
    'a file as data folder',
    {
      inProcess: true,
      given: async (folder) => ['serve', '--port', '0', '--data', await write(join(folder, 'file'), '')],
      want: /The data folder .*file cannot be used: a file is in the way.*--data/,
      leaves: ['file'],
    },
  ],
  [
    'a data folder with a database that is none',
    {
      given: async (folder) => {
        await mkdir(join(folder, 'data'));
        await write(join(folder, 'data', 'jobs.db'), 'not a database'.repeat(100));
        return ['serve', '--port', '0', '--data', join(folder, 'data')];
      },
      want: /The data folder .*data cannot be used: file is not a database.*--data/,
      leaves: ['data'],
    },
  ],
  [
    'a data folder whose key file was changed',
    {
      given: async (folder) => {
        await mkdir(join(folder, 'data'));
        await write(join(folder, 'data', 'api-key'), 'sk_secret');
        return ['serve', '--port', '0', '--data', join(folder, 'data')];
      },
      want: /The file .*api-key does not hold a key that jobwire made. Remove it/,
      leaves: ['data'],
    },
  ],
  [
    'a data folder that another process has',
    {
      inProcess: true,
      given: async (folder) => {
        await startJobwire(['serve', '--port', '0', '--data', join(folder, 'data')]);
        return ['serve', '--port', '0', '--data', join(folder, 'data')];
      },
      want: /The data folder .*data is in use by process \d+ .*Stop that process, or choose another folder/,
      leaves: ['data'],
    },
  ],
  [
    'a missing handlers file',
    { inProcess: true, given: ['serve', '--handlers', 'none.ts'], want: /none\.ts does not exist.*--handlers/ },
  ],
  [
    'a folder of handlers',
    { inProcess: true, given: async (folder) => ['serve', '--handlers', folder], want: /is no file.*path of a module/ },
  ],
  [
    'handlers with a syntax error',
    {
      inProcess: true,
      given: handlers('const one = 1;\nexport default {;'),
      want: /SyntaxError: .*a\.ts:2\. Correct it/,
      leaves: ['a.ts'],
    },
  ],
  [
    'handlers with TypeScript that is more than types',
    {
      inProcess: true,
      given: handlers('export enum A { B }'),
      want: /enum is not supported.*a\.ts:1/,
      leaves: ['a.ts'],
    },
  ],
  [
    'handlers that are CommonJS by their package',
    {
      inProcess: true,
      given: async (folder) => {
        await write(join(folder, 'package.json'), '{ "type": "commonjs" }');
        return ['serve', '--handlers', await write(join(folder, 'a.ts'), `export default ${definition}`)];
      },
      want: /Unexpected token 'export'.*"type": "module"/,
      leaves: ['a.ts', 'package.json'],
    },
  ],
  [
    'handlers that throw while they load',
    {
      inProcess: true,
      given: handlers(`throw new Error('no\\n  at all')`),
      want: /cannot be loaded: Error: no\. Correct it/,
      leaves: ['a.ts'],
    },
  ],
  [
    'handlers that import what is not installed',
    {
      inProcess: true,
      given: handlers(`import 'not-installed';`),
      want: /Cannot find package 'not-installed'/,
      leaves: ['a.ts'],
    },
  ],
  [
    'handlers without a default export',
    {
      inProcess: true,
      given: handlers(`export const job = ${definition}`),
      want: /has no default export.*defineJob/,
      leaves: ['a.ts'],
    },
  ],
  [
    'handlers that are no objects',
    { inProcess: true, given: handlers('export default () => {}'), want: /exports a function/, leaves: ['a.ts'] },
  ],
  [
    'an empty list of handlers',
    { inProcess: true, given: handlers('export default []'), want: /an empty list/, leaves: ['a.ts'] },
  ],
  [
    'handlers without a function',
    {
      inProcess: true,
      given: handlers(`export default { ...${definition}, run: 1 }`),
      want: /test\.one has no function `run`/,
      leaves: ['a.ts'],
    },
  ],
  [
    'handlers with a broken schema',
    {
      inProcess: true,
      given: handlers(`export default { ...${definition}, input: { type: 'thing' } }`),
      want: /a\.ts cannot be served: The input schema of job type test\.one is broken/,
      leaves: ['a.ts'],
    },
  ],
  [
    'handlers that define a type twice',
    {
      inProcess: true,
      given: handlers(`export default [${definition}, ${definition}]`),
      want: /Job type test\.one is defined twice/,
      leaves: ['a.ts'],
    },
  ],
  [
    'handlers that define the type of the server itself',
    {
      inProcess: true,
      given: handlers(`export default { ...${definition}, type: 'demo.batch' }`),
      want: /Job type demo\.batch is defined twice/,
      leaves: ['a.ts'],
    },
  ],
  ['docs without a folder', { given: ['docs'], want: /required option '--out <folder>' not specified/ }],
  [
    'docs at a root that is no folder',
    {
      given: ['docs', '--out', 'site', '--root', 'docs'],
      want: /--root takes a path .* such as \/docs\/; it cannot be "docs"/,
    },
  ],
  ['docs to an empty name', { given: ['docs', '--out', ''], want: /--out is empty/ }],
  [
    'docs to a file',
    {
      inProcess: true,
      given: async (folder) => ['docs', '--out', await write(join(folder, 'file'), '')],
      want: /a file is in the way.*another folder/,
      leaves: ['file'],
    },
  ],
  [
    'docs over the page of somebody else',
    {
      given: async (folder) => ['docs', '--out', dirname(await write(join(folder, 'index.html'), 'Mine.'))],
      want: /index\.html was made by something else.*another folder/,
      leaves: ['index.html'],
    },
  ],
  [
    'docs where nothing can be written',
    { inProcess: true, given: ['docs', '--out', 'x'.repeat(300)], want: /cannot be written to x+: ENAMETOOLONG/ },
  ],
  [
    'docs where the system makes no folder',
    {
      inProcess: true,
      given: ['docs', '--out', `${noFolder}/site`],
      want: /The site cannot be written to \/.*\/site: (no folder can be made there|a file is in the way).*another folder/,
    },
  ],
  ['a test of nothing', { given: ['test'], want: /missing required argument 'base-url'/ }],
  ['a test without a key', { given: ['test', 'http://127.0.0.1:9'], want: /no key to test with\. Set JOBWIRE_KEY/ }],
  [
    'a test of something that is no address',
    { given: ['test', 'localhost:8080', '--key', 'sk_secret'], want: /must begin with http:\/\/ or https:\/\// },
  ],
  [
    'a test of a server that is not there',
    {
      inProcess: true,
      given: ['test', 'http://127.0.0.1:9'],
      environment: { JOBWIRE_KEY: 'sk_secret' },
      want: /There is no server at http:\/\/127\.0\.0\.1:9: .*Start it, or correct the address/,
    },
  ],
  [
    'a test of a class that is none',
    { given: ['test', 'http://127.0.0.1:9', '--class', 'colours'], want: /no conformance class colours/ },
  ],
  [
    'a test whose address stands behind a list',
    { given: ['test', '--class', 'core', 'http://127.0.0.1:9'], want: /Put it first: jobwire test http:\/\/127/ },
  ],
  [
    'a test with a key of two words',
    {
      given: ['test', 'http://127.0.0.1:9'],
      environment: { JOBWIRE_KEY: ' sk_secret' },
      want: /JOBWIRE_KEY holds blanks/,
    },
  ],
  [
    'a test of nothing that there is',
    { given: ['test', 'http://127.0.0.1:9', '--only', 'colour/*'], want: /no requirement like colour/ },
  ],
  [
    'a test with a seed that is none',
    { given: ['test', 'http://127.0.0.1:9', '--key', 'k', '--seed', 'x'], want: /--seed takes a whole number/ },
  ],
  [
    'a test with a report of no kind',
    {
      given: ['test', 'http://127.0.0.1:9', '--report', 'pdf=a'],
      want: /--report takes junit=FILE, json=FILE, html=FILE/,
    },
  ],
  [
    'a test with a report where the system makes no folder',
    {
      inProcess: true,
      given: ['test', 'http://127.0.0.1:9', '--key', 'k', '--report', `json=${noFolder}/report.json`],
      want: /The json report cannot be written to \/.*\/report\.json: (no folder can be made there|a part of its path)/,
    },
  ],
  [
    'a test with a file that is not there',
    {
      given: ['test', 'http://127.0.0.1:9', '--config', 'none.yaml'],
      want: /--config none\.yaml cannot be read: there is no such file/,
    },
  ],
  [
    'a test with a job that is none',
    { given: ['test', 'http://127.0.0.1:9', '--key', 'k', '--slow-job', '{}'], want: /--slow-job takes the JSON body/ },
  ],
])('given %s, jobwire says in one line what to do, and leaves nothing behind', async (_name, refusal) => {
  const { given, environment = {}, want, leaves = [], inProcess } = refusal;
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-refused-'));
  const args = typeof given === 'function' ? await given(folder) : given;
  const ended = inProcess ? runJobwire(args, { environment, workingFolder: folder }) : runHere(args, environment);
  const { exitCode, stdout, stderr } = await ended;
  expect({ exitCode, stdout, lines: stderr.split('\n').length - 1 }).toEqual({ exitCode: 2, stdout: '', lines: 1 });
  expect(stderr).toMatch(want);
  expect(stderr).toMatch(/^jobwire: .*\.\n$/);
  expect(stderr).not.toMatch(/\n +at |secret/);
  expect(await readdir(folder)).toEqual(leaves);
  await rm(folder, { recursive: true });
});
