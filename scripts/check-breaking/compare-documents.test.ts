import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import type { ApiDocument } from './api-document.ts';
import { judgeChanges } from './compare-documents.ts';
import { gravest } from './finding.ts';
import { applyFixture } from './fixtures/apply-fixture.ts';
import type { Fixture } from './fixtures/fixture.ts';
import { fixtures } from './fixtures/fixtures.ts';
import { alone, sideBySide } from './fixtures/side-by-side.ts';
import { type RedoclyChange, redoclyDiff } from './redocly-diff.ts';

const api = fileURLToPath(new URL('fixtures/api.yaml', import.meta.url));
const before = parse(await readFile(api, 'utf8')) as ApiDocument;
const all = fixtures.flatMap(({ fixtures }) => fixtures);
const documents = all.map((fixture) => applyFixture(before, fixture) as ApiDocument);
/** What stands in a part of the document of which there can be many. */
const together = all.flatMap(({ at }, number) =>
  /^\/(paths|webhooks|components\/schemas)\//.test(at) ? [number] : [],
);

let folder: string;
let changes: ReadonlyMap<number, readonly RedoclyChange[]>;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jobwire-compatibility-'));
  changes = await changesOfAll();
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(fixtures)('$title:', ({ fixtures }) => {
  test.each(fixtures)('$change: $want', (fixture) => {
    const number = all.indexOf(fixture);
    const byRedocly = changes.get(number) ?? [];
    const findings = judgeChanges(before, documents[number] as ApiDocument, byRedocly);

    const worst = gravest(findings);
    const gravestOnes = findings.filter(({ verdict }) => verdict === worst);
    expect({ verdict: worst ?? 'nothing', redocly: impactOf(byRedocly) }, JSON.stringify(findings, null, 2)).toEqual({
      verdict: fixture.want,
      redocly: fixture.redocly,
    });
    expect(gravestOnes).toContainEqual(expect.objectContaining({ rule: fixture.by, breaks: fixture.breaks ?? null }));
  });
});

test('every rule of our own, and every tolerance, is needed by a kind of change that redocly misjudges', () => {
  const misjudged = all.filter(({ by }) => by.startsWith('jobwire/'));
  const sameAsRedocly = { breaking: 'major', addition: 'minor', wording: 'patch' };
  expect(misjudged.filter(({ want, redocly }) => sameAsRedocly[want] === redocly)).toEqual([]);
  expect(
    all.filter((fixture) => !misjudged.includes(fixture) && sameAsRedocly[fixture.want] !== fixture.redocly),
  ).toEqual([]);
});

/** One run of redocly for all that can stand side by side, and one for each of the others. */
async function changesOfAll(): Promise<Map<number, RedoclyChange[]>> {
  const found = new Map(all.map((_, number) => [number, [] as RedoclyChange[]]));
  const one = {
    before: together.map((number) => ({ number, document: before })),
    after: together.map(numberedDocument),
  };
  for (const change of await diff('together', sideBySide(one.before), sideBySide(one.after))) {
    const { base, revision, path } = change;
    const number = [base?.pointer, revision?.pointer, path]
      .map((pointer) => alone(pointer ?? '')?.number)
      .find(Number.isInteger);
    found
      .get(number ?? -1)
      ?.push({ ...change, ...(base && { base: { pointer: alone(base.pointer)?.pointer ?? '' } }) });
  }
  const others = all.flatMap((_, number) => (together.includes(number) ? [] : [number]));
  await Promise.all(
    others.map(async (number) => found.get(number)?.push(...(await diff(`${number}`, before, documents[number])))),
  );
  return found;
}

function numberedDocument(number: number) {
  return { number, document: documents[number] };
}

async function diff(name: string, base: unknown, revision: unknown): Promise<readonly RedoclyChange[]> {
  const files = ['before', 'after'].map((side) => join(folder, `${name}-${side}.json`)) as [string, string];
  await Promise.all([writeFile(files[0], JSON.stringify(base)), writeFile(files[1], JSON.stringify(revision))]);
  return redoclyDiff(...files);
}

function impactOf(byRedocly: readonly RedoclyChange[]): Fixture['redocly'] {
  return (
    (['major', 'minor', 'patch'] as const).find((impact) => byRedocly.some((change) => change.impact === impact)) ??
    'nothing'
  );
}
