import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spec } from '@jobwire/contract/spec';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { stringify } from 'yaml';
import type { SpecReload } from '../mock-options.ts';
import { startMock } from '../start-mock.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwire-mock-'));
});
afterEach(() => rm(folder, { recursive: true }));

/** A spec of one operation, whose answer says which spec it was. */
function yamlWith(title: string): string {
  const value = { title };
  const response = { description: 'It.', content: { 'application/json': { examples: { it: { value } } } } };
  return stringify({
    openapi: '3.1.0',
    info: { title, version: '1', description: title },
    paths: { '/it': { get: { operationId: 'getIt', responses: { '200': response } } } },
  });
}

/** A mock of a file, and its reloads one after the other. */
async function mockOf(text: string) {
  const file = join(folder, 'openapi.yaml');
  await writeFile(file, text);
  const reloads: SpecReload[] = [];
  let reloaded = Promise.withResolvers<void>();
  const mock = await startMock({
    specFile: file,
    onReload(reload) {
      reloads.push(reload);
      reloaded.resolve();
      reloaded = Promise.withResolvers();
    },
  });
  onTestFinished(() => mock.stop());
  return {
    mock,
    async rewrite(next: string): Promise<SpecReload | undefined> {
      const { promise } = reloaded;
      // As editors do it, so that nobody reads half a file.
      await writeFile(`${file}.new`, next);
      await rename(`${file}.new`, file);
      await promise;
      return reloads.at(-1);
    },
    title: async () => ((await (await fetch(`${mock.url}/it`)).json()) as { title: string }).title,
  };
}

describe('a mock of a file', () => {
  test('answers from the file, and from the new one after a change, on the same port', async () => {
    const { mock, rewrite, title } = await mockOf(yamlWith('the first'));
    expect(await title()).toBe('the first');

    const reload = await rewrite(yamlWith('the second one'));

    expect(reload).toMatchObject({ error: null, answers: [{ operationId: 'getIt', status: 200, examples: ['it'] }] });
    expect(await title()).toBe('the second one');
    expect(mock.answers).toEqual(reload?.answers);
  });

  test.each([
    ['breaks the syntax', 'openapi: 3.1.0\npaths: [', /openapi\.yaml cannot be mocked: line 2, column \d+: /],
    ['is no OpenAPI document', 'colour: red\n', /it is no OpenAPI document/],
    ['is empty', '', /it is no OpenAPI document/],
    [
      'refers to what is not there',
      yamlWith('x').replace(
        /responses:[\s\S]*/,
        'responses:\n        "200":\n          $ref: "#/components/responses/No"\n',
      ),
      /#\/components\/responses\/No, which is not in it/,
    ],
    [
      'has an operation without an answer',
      yamlWith('x').replace(/responses:[\s\S]*/, 'responses: {}\n'),
      /getIt has no/,
    ],
  ])('stays as it was when the new text %s, says why, and takes the next good one', async (_what, broken, why) => {
    const { mock, rewrite, title } = await mockOf(yamlWith('the first'));
    const before = mock.answers;

    const reload = await rewrite(broken);

    expect(reload?.error?.message).toMatch(why);
    expect(mock.answers).toEqual(before);
    expect(await title()).toBe('the first');
    expect(await rewrite(yamlWith('mended at last'))).toMatchObject({ error: null });
    expect(await title()).toBe('mended at last');
  });

  test('stays as it was when the file goes away', async () => {
    const file = join(folder, 'openapi.yaml');
    await writeFile(file, yamlWith('the first'));
    const told = Promise.withResolvers<SpecReload>();
    const mock = await startMock({ specFile: file, onReload: told.resolve });
    onTestFinished(() => mock.stop());
    await rm(file);
    expect((await told.promise).error?.message).toMatch(/it cannot be read \(ENOENT\)/);
    expect((await fetch(`${mock.url}/it`)).status).toBe(200);
  });

  test('does not start when the file is missing or broken', async () => {
    const file = join(folder, 'none.yaml');
    await expect(startMock({ specFile: file })).rejects.toThrow(/none\.yaml cannot be mocked: it cannot be read/);
    await writeFile(file, '{');
    await expect(startMock({ specFile: file })).rejects.toThrow(/none\.yaml cannot be mocked: line 1/);
  });

  test('of another API is that API alone: its problems are its own, and it has no guides', async () => {
    const { mock } = await mockOf(yamlWith('the first'));
    const refusals = await Promise.all(
      ['/docs/errors', '/openapi.json', '/none'].map((path) => fetch(mock.url + path)),
    );
    expect(refusals.map(({ status }) => status)).toEqual([404, 404, 404]);
    expect(await refusals[2]?.json()).not.toHaveProperty('code');
    const unknown = await fetch(`${mock.url}/it`, { headers: { Prefer: 'example=none' } });
    expect(await unknown.json()).toMatchObject({
      status: 404,
      detail: 'No answer of getIt has an example none. getIt can be answered: 200 (it).',
    });
  });

  test('whose operation has a default answer gives it for any status', async () => {
    const text = yamlWith('the first').replace('"200":', 'default:');
    const { mock } = await mockOf(text);
    const response = await fetch(`${mock.url}/it`, { headers: { Prefer: 'code=418' } });
    expect([response.status, await response.json()]).toEqual([418, { title: 'the first' }]);
  });

  test('answers the same from the contract as YAML as from the contract itself', async () => {
    const file = join(folder, 'contract.yaml');
    await writeFile(file, stringify(spec, { aliasDuplicateObjects: false }));
    const [fromFile, built] = await Promise.all([startMock({ specFile: file }), startMock()]);
    expect(fromFile.answers).toEqual(built.answers);
    const path = '/v1/jobs/job_1/cancel';
    const ask = async (url: string) =>
      (await fetch(url + path, { method: 'POST', headers: { authorization: 'Bearer a' } })).text();
    expect(await ask(fromFile.url)).toBe(await ask(built.url));
    await Promise.all([fromFile.stop(), built.stop()]);
  });
});
