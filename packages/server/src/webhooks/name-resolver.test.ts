import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { createNameResolver } from './name-resolver.ts';

const ipv4 = 1;
const ipv6 = 28;
const refused = 5;

/** The address of a name as bytes, a code of failure, or null for no answer at all. */
type Answers = (name: string, type: number) => readonly number[] | number | null;

/** A name server on this machine, for the length of one test, with what it was asked (RFC 1035 section 4). */
async function nameServer(answers: Answers) {
  const asked: string[] = [];
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const end = query.indexOf(0, 12);
    const labels: string[] = [];
    for (let at = 12; at < end; at += 1 + (query[at] ?? 0)) {
      labels.push(query.subarray(at + 1, at + 1 + (query[at] ?? 0)).toString());
    }
    const type = query.readUInt16BE(end + 1);
    const name = labels.join('.');
    asked.push(`${name} ${type}`);
    const given = answers(name, type);
    if (given === null) return;
    const head = Buffer.from(query.subarray(0, 12));
    head.writeUInt16BE(0x8180 + (typeof given === 'number' ? given : 0), 2);
    head.writeUInt16BE(typeof given === 'number' || given.length === 0 ? 0 : 1, 6);
    head.writeUInt32BE(0, 8);
    const record =
      typeof given === 'number' || given.length === 0
        ? []
        : [0xc0, 12, 0, type, 0, 1, 0, 0, 0, 60, 0, given.length, ...given];
    socket.send(Buffer.concat([head, query.subarray(12, end + 5), Buffer.from(record)]), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(() => void socket.close());
  return { asked, servers: [`127.0.0.1:${socket.address().port}`] };
}

async function hostsFile(text: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwire-hosts-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'hosts'), text);
  return join(folder, 'hosts');
}

const endless = new AbortController().signal;
const last = (byte: number) => [0x20, 1, 0xd, 0xb8, ...Array(11).fill(0), byte];

test('a name has the addresses of both families that its server tells', async () => {
  const { servers } = await nameServer((_, type) => (type === ipv4 ? [192, 0, 2, 7] : last(8)));
  const resolve = createNameResolver({ servers, hostsFile: await hostsFile('') });

  expect(await resolve('hooks.example.com', endless)).toEqual([
    { address: '192.0.2.7', family: 4 },
    { address: '2001:db8::8', family: 6 },
  ]);
});

test.each([
  { what: 'has none of the other', other: [] },
  { what: 'does not answer for the other', other: null },
  { what: 'refuses the other', other: refused },
])('a name has its addresses of one family where the server $what', async ({ other }) => {
  const { servers } = await nameServer((_, type) => (type === ipv6 ? last(8) : other));
  const resolve = createNameResolver({ servers, hostsFile: await hostsFile('') });

  expect(await resolve('hooks.example.com', endless)).toEqual([{ address: '2001:db8::8', family: 6 }]);
});

test.each([
  { what: 'does not exist', given: 3, code: 'ENOTFOUND' },
  { what: 'has no address', given: [], code: 'ENODATA' },
  { what: 'is refused', given: refused, code: 'EREFUSED' },
])('a name that $what is an error that says so', async ({ given, code }) => {
  const { servers } = await nameServer(() => given);
  const resolve = createNameResolver({ servers, hostsFile: await hostsFile('') });

  await expect(resolve('hooks.example.com', endless)).rejects.toMatchObject({ code });
});

test('a name whose server is silent is given up at the signal', async () => {
  const { servers, asked } = await nameServer(() => null);
  const resolve = createNameResolver({ servers, hostsFile: await hostsFile('') });
  const abort = new AbortController();
  const resolved = resolve('hooks.example.com', abort.signal);
  resolved.catch(() => {});
  await eventually('it was asked', () => asked.length >= 2);

  abort.abort();

  await expect(resolved).rejects.toMatchObject({ code: 'ECANCELLED' });
});

test('many names whose server is silent keep no other from its addresses', async () => {
  const { servers, asked } = await nameServer((name) => (name.startsWith('slow') ? null : [192, 0, 2, 7]));
  const resolve = createNameResolver({ servers, hostsFile: await hostsFile('') });
  const abort = new AbortController();
  const slow = Array.from({ length: 40 }, (_, index) => resolve(`slow${index}.example.com`, abort.signal));
  const ended = Promise.allSettled(slow);
  await eventually('all were asked', () => asked.length >= 80);

  expect(await resolve('fast.example.com', endless)).toContainEqual({ address: '192.0.2.7', family: 4 });
  abort.abort();
  expect((await ended).map(({ status }) => status)).toEqual(Array.from({ length: 40 }, () => 'rejected'));
});

test('a name of the hosts file has its addresses from there, also when they change, and no server is asked', async () => {
  const { servers, asked } = await nameServer(() => refused);
  const path = await hostsFile(
    '# ours\n192.0.2.1\tHooks.example.com alias.example.com # one\n2001:db8::1 hooks.example.com\n',
  );
  const resolve = createNameResolver({ servers, hostsFile: path });

  expect(await resolve('hooks.example.com.', endless)).toEqual([
    { address: '192.0.2.1', family: 4 },
    { address: '2001:db8::1', family: 6 },
  ]);
  expect(await resolve('ALIAS.example.com', endless)).toEqual([{ address: '192.0.2.1', family: 4 }]);
  await writeFile(path, '192.0.2.200 alias.example.com\n');
  expect(await resolve('alias.example.com', endless)).toEqual([{ address: '192.0.2.200', family: 4 }]);
  expect(asked).toEqual([]);
});

test('localhost is this machine, whatever the hosts file says', async () => {
  const { servers, asked } = await nameServer(() => [192, 0, 2, 7]);
  const resolve = createNameResolver({ servers, hostsFile: await hostsFile('192.0.2.1 localhost\n') });

  expect((await resolve('localhost', endless)).map(({ address }) => address)).toEqual(['127.0.0.1', '::1']);
  expect(asked).toEqual([]);
});
