import type { LookupAddress } from 'node:dns';
import { describe, expect, test } from 'vitest';
import { eventually } from '../test/eventually.ts';
import { TestClock } from '../test/test-clock.ts';
import { ReceiverGuard } from './receiver-guard.ts';

const publicly: LookupAddress = { address: '93.184.216.34', family: 4 };
const privately: LookupAddress = { address: '10.0.0.7', family: 4 };
const loopback: LookupAddress = { address: '127.0.0.1', family: 4 };

function guard({
  allowLoopback = false,
  addresses = [publicly],
}: {
  allowLoopback?: boolean;
  addresses?: LookupAddress[];
}) {
  return new ReceiverGuard({ allowLoopback, resolve: async () => addresses });
}

const strict = guard({});

describe('a receiver is taken', () => {
  test.each([
    'https://example.com/hook',
    'https://example.com:443/hook?token=1',
    'https://hooks.example.com:8443/',
    'https://example.com./hook',
    'https://8.8.8.8/hook',
    'https://[2606:4700:4700::1111]/hook',
    'https://xn--bcher-kva.example/hook',
  ])('%s', (address) => {
    expect(strict.refusalOf(new URL(address))).toBeNull();
  });
});

describe('a receiver is refused when it is handed in (S17)', () => {
  test.each([
    'https://127.0.0.1/hook',
    'http://127.0.0.1/hook',
    'http://2130706433/hook',
    'http://0177.0.0.1/hook',
    'http://0x7f000001:9000/hook',
    'http://[::ffff:127.0.0.1]/hook',
    'http://[::ffff:a00:1]/hook',
    'http://0xA9FEA9FE/latest/meta-data',
    'http://012.1/hook',
    'http://localhost/hook',
    'https://2130706433/hook',
    'https://0177.0.0.1/hook',
    'https://0x7f000001/hook',
    'https://127.1/hook',
    'https://127.0.0.1./hook',
    'https://①②⑦.⓪.⓪.①/hook',
    'https://0/hook',
    'https://0.0.0.0/hook',
    'https://[::]/hook',
    'https://[::1]/hook',
    'https://[::ffff:127.0.0.1]/hook',
    'https://[::ffff:7f00:1]/hook',
    'https://[64:ff9b::7f00:1]/hook',
    'https://[2002:7f00:1::]/hook',
    'https://[fe80::1]/hook',
    'https://10.0.0.1/hook',
    'https://100.64.0.1/hook',
    'https://169.254.169.254/latest/meta-data',
    'https://localhost/hook',
    'https://localhost./hook',
    'https://LOCALHOST/hook',
    'https://api.localhost/hook',
    'https://printer/hook',
    'https://printer.local/hook',
    'https://metadata.google.internal/computeMetadata/v1',
  ])('%s does not lead to a public address', (address) => {
    expect(strict.refusalOf(new URL(address))).toBe('must lead to a public address');
  });

  test.each([
    ['http://example.com/hook', 'must be an https URL'],
    ['ftp://example.com/hook', 'must be an https URL'],
    ['file:///etc/passwd', 'must be an https URL'],
    ['javascript:alert(1)', 'must be an https URL'],
    ['https://user@example.com/hook', 'must not carry a user name or a password'],
    ['https://user:secret@example.com/hook', 'must not carry a user name or a password'],
    ['https://example.com:22/hook', 'must use port 443 or 8443'],
    ['https://example.com:6379/hook', 'must use port 443 or 8443'],
    ['https://example.com:80/hook', 'must use port 443 or 8443'],
  ])('%s %s', (address, refusal) => {
    expect(strict.refusalOf(new URL(address))).toBe(refusal);
  });

  test('a name that has one private address among public ones is refused', async () => {
    const refusal = await guard({ addresses: [publicly, privately] }).refusalAfterLookup(
      new URL('https://example.com'),
      'acme',
    );

    expect(refusal).toBe('must lead to a public address');
  });

  test('a name that cannot be resolved now is taken, since it is judged at each connection', async () => {
    const offline = new ReceiverGuard({
      allowLoopback: false,
      resolve: () => Promise.reject(Object.assign(new Error('no answer'), { code: 'EAI_AGAIN' })),
    });

    expect(await offline.refusalAfterLookup(new URL('https://example.com'), 'acme')).toBeNull();
  });

  test('an IP address is not looked up', async () => {
    const noLookup = new ReceiverGuard({ allowLoopback: false, resolve: () => Promise.reject(new Error('asked')) });

    expect(await noLookup.refusalAfterLookup(new URL('https://8.8.8.8/'), 'acme')).toBeNull();
  });
});

describe('loopback is allowed when it is asked for, and nothing else (S20)', () => {
  const lax = guard({ allowLoopback: true });

  test.each(['http://127.0.0.1:9000/hook', 'http://localhost:9000/hook', 'https://[::1]:9000/'])(
    '%s is taken',
    (address) => {
      expect(lax.refusalOf(new URL(address))).toBeNull();
    },
  );

  test.each([
    'http://10.0.0.1/hook',
    'https://169.254.169.254/',
    'http://example.com/',
    'https://[::]/',
    'ftp://localhost/',
  ])('%s is refused', (address) => {
    expect(lax.refusalOf(new URL(address))).not.toBeNull();
  });
});

describe('a connection gets to see only addresses that were judged (S18)', () => {
  function lookup(from: ReceiverGuard, all: boolean, ended = new AbortController().signal): Promise<unknown> {
    return new Promise((resolve) => {
      from.lookupUntil(ended)('example.com', { all }, (error, address, family) => resolve(error ?? [address, family]));
    });
  }

  test('a public name gives its addresses', async () => {
    expect(await lookup(strict, false)).toEqual([publicly.address, 4]);
    expect(await lookup(strict, true)).toEqual([[publicly], undefined]);
  });

  test.each([
    ['became private since it was handed in', [privately]],
    ['became loopback', [loopback]],
    ['has a private address beside a public one', [publicly, privately]],
    ['has no address any more', []],
  ])('a name that %s is blocked', async (_, addresses) => {
    expect(await lookup(guard({ addresses }), true)).toMatchObject({ code: 'EBLOCKED' });
  });

  test('a name that leads to this machine passes only when loopback is allowed', async () => {
    expect(await lookup(guard({ addresses: [loopback], allowLoopback: true }), true)).toEqual([[loopback], undefined]);
  });

  test('a name server that does not answer is an error of the connection', async () => {
    const failing = new ReceiverGuard({
      allowLoopback: false,
      resolve: () => Promise.reject(Object.assign(new Error('no answer'), { code: 'EAI_AGAIN' })),
    });

    expect(await lookup(failing, true)).toMatchObject({ code: 'EAI_AGAIN' });
  });

  test('a connection does not wait for a name server that is silent, nor beyond its own end (S19)', async () => {
    const { clock, silent, given } = silentResolver();
    const late = lookup(silent, true);
    const abort = new AbortController();
    const ended = lookup(silent, true, abort.signal);

    abort.abort(new Error('the server stops'));
    expect(await ended).toMatchObject({ message: 'the server stops' });
    await clock.advance(5000);

    expect(await late).toMatchObject({ code: 'EDNSTIMEOUT' });
    expect(given.map(({ signal }) => signal.aborted)).toEqual([true, true]);
    expect(clock.pending).toBe(0);
  });
});

describe('whoever hands in names whose server is silent keeps nobody else waiting (S16)', () => {
  test('a name is taken after two seconds without an answer, since it is judged at each connection', async () => {
    const { clock, silent } = silentResolver();
    const refusal = silent.refusalAfterLookup(new URL('https://slow.example.com'), 'acme');

    await clock.advance(2000);

    expect(await refusal).toBeNull();
    expect(clock.pending).toBe(0);
  });

  test('a few names of an organization are looked up at once, and those of another meanwhile', async () => {
    const { clock, silent, given } = silentResolver();
    const hand = (name: string, organizationId: string) =>
      silent.refusalAfterLookup(new URL(`https://${name}.example.com`), organizationId);
    const many = Array.from({ length: 100 }, (_, index) => hand(`slow${index}`, 'acme'));
    expect(given).toHaveLength(8);

    const other = hand('other', 'globex');

    expect(given.map(({ hostname }) => hostname)).toContain('other.example.com');
    given.at(-1)?.answer([privately]);
    expect(await other).toBe('must lead to a public address');
    await clock.advance(2000);
    expect(await Promise.all(many)).toEqual(Array.from({ length: 100 }, () => null));
    expect(clock.pending).toBe(0);
  });

  test('the next in line is looked up when one before it has its answer', async () => {
    const { silent, given } = silentResolver();
    const all = Array.from({ length: 20 }, (_, index) =>
      silent.refusalAfterLookup(new URL(`https://slow${index}.example.com`), 'acme'),
    );
    for (let next = 0; next < 20; next += 1) {
      await eventually('it is looked up', () => given.length > next);
      given[next]?.answer([next === 17 ? privately : publicly]);
    }

    const refusals = await Promise.all(all);
    expect(refusals.flatMap((refusal, index) => (refusal === null ? [] : [index]))).toEqual([17]);
  });
});

/** A guard whose names are answered by hand, or never. */
function silentResolver() {
  const clock = new TestClock();
  const given: { hostname: string; signal: AbortSignal; answer: (addresses: LookupAddress[]) => void }[] = [];
  const silent = new ReceiverGuard({
    allowLoopback: false,
    clock,
    resolve: (hostname, signal) => new Promise((answer) => void given.push({ hostname, signal, answer })),
  });
  return { clock, silent, given };
}
