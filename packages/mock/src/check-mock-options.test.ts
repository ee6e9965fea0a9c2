import { expect, test } from 'vitest';
import { startMock } from './start-mock.ts';

/** As a program in JavaScript may call it. */
const start = startMock as (options: unknown) => Promise<unknown>;

test.each<[options: unknown, option: string, why: RegExp]>([
  [null, 'options', /are an object/],
  [{ live: 'yes' }, 'live', /`live` takes true or false; it cannot be "yes"/],
  [{ sede: 1, live: true }, 'sede', /A mock has no option "sede"\. It has: live, host, port, log, speed, seed, keys/],
  [{ SpecFile: 'a' }, 'SpecFile', /It has: live, host, port, log, spec, specFile, onReload\./],
  [{ seed: 1 }, 'seed', /`seed` is for the live mock: add `live`, or leave it out/],
  [{ live: false, keys: ['a'] }, 'keys', /`keys` is for the live mock/],
  [{ live: true, specFile: 'a' }, 'specFile', /`specFile` is not for the live mock.*leave out `specFile` or `live`/],
  [{ live: true, onReload() {} }, 'onReload', /not for the live mock/],
  [{ spec: {}, specFile: 'a' }, 'spec', /either `spec` or `specFile`/],
  [{ specFile: '' }, 'specFile', /`specFile` takes the path of a file/],
  [{ host: '' }, 'host', /`host` takes an address; it cannot be ""/],
  [{ port: 99_999 }, 'port', /`port` takes a whole number from 0 to 65535; it cannot be 99999/],
  [{ live: true, port: '80' }, 'port', /it cannot be "80"/],
  [{ log: true }, 'log', /`log` takes a function; it cannot be true/],
  [{ live: true, onError: 1 }, 'onError', /`onError` takes a function/],
  [{ live: true, speed: 0 }, 'speed', /`speed` takes a number from 0\.001 to 10000; it cannot be 0\./],
  [{ live: true, speed: Number.NaN }, 'speed', /cannot be NaN/],
  [{ live: true, speed: '2' }, 'speed', /cannot be "2"/],
  [{ live: true, seed: 1.5 }, 'seed', /`seed` takes a whole number from 0 to 2147483647; it cannot be 1\.5/],
  [{ live: true, seed: -1 }, 'seed', /cannot be -1/],
  [{ live: true, graceMs: Number.POSITIVE_INFINITY }, 'graceMs', /`graceMs` takes .* cannot be Infinity/],
  [{ live: true, keys: [] }, 'keys', /`keys` names no key.*Leave it out to accept any/],
  [{ live: true, keys: 'a' }, 'keys', /`keys` takes a list of keys; it cannot be "a"/],
  [{ live: true, keys: [''] }, 'keys', /"" in `keys` cannot be a key: it is empty/],
  [{ live: true, keys: ['a.read'] }, 'keys', /"a\.read" in `keys` cannot be a key/],
  [{ live: true, types: ['Bad'] }, 'types', /"Bad" in `types` is no job type/],
  [{ live: true, types: ['*'] }, 'types', /"\*" in `types` is no job type/],
  [{ live: true, webhookSecret: 'x' }, 'webhookSecret', /`webhookSecret` cannot be used: A webhook secret is "whsec_"/],
  [{ live: true, scenarios: [] }, 'scenarios', /`scenarios` takes a scenario for each job type/],
  [{ live: true, scenarios: { a: { items: -1 } } }, 'scenarios', /The scenario of a at \/items must be >= 0/],
  [{ live: true, scenarios: { a: { items: 2, fail_at: 2 } } }, 'scenarios', /fail_at must be below `items`: it is 2/],
  [{ live: true, types: ['b'], scenarios: { a: {} } }, 'scenarios', /type a, which is not offered.*: demo\.batch, b/],
])('startMock(%j) is refused by the name of the option', async (options, option, why) => {
  const error = await start(options).catch((reason: unknown) => reason);
  expect(error).toMatchObject({ name: 'UnusableOptionError', option, message: expect.stringMatching(why) });
});

test('an option that is undefined is as good as none', async () => {
  const mock = (await start({ live: undefined, seed: undefined, specFile: undefined })) as { stop(): Promise<void> };
  await mock.stop();
});
