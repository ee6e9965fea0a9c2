import { spec } from '@jobwire/contract/spec';
import { expect, test } from 'vitest';
import { answersMeantBy, declaredAnswers } from './covered-answers.ts';
import type { Requirement } from './requirement.ts';
import { requirements } from './requirements.ts';
import { unseenAnswers } from './unseen-answers.ts';

const catalogue: readonly Requirement[] = requirements;
const covered = catalogue.flatMap(({ covers = [] }) => covers);
const coveredAnswers = covered.filter((name) => !name.startsWith('header '));
const coveredHeaders = covered.filter((name) => name.startsWith('header ')).map((name) => name.slice('header '.length));

test('every declared answer is covered by a requirement, or stands among those that nobody outside can see', () => {
  const known = new Set([...coveredAnswers, ...Object.keys(unseenAnswers)].flatMap(answersMeantBy));
  expect(declaredAnswers.filter((answer) => !known.has(answer))).toEqual([]);
});

test('no answer is both covered and said to be unseen', () => {
  const seen = new Set(coveredAnswers.flatMap(answersMeantBy));
  expect(
    Object.keys(unseenAnswers)
      .flatMap(answersMeantBy)
      .filter((answer) => seen.has(answer)),
  ).toEqual([]);
});

test('what is covered is declared', () => {
  const names = [...coveredAnswers, ...Object.keys(unseenAnswers)];
  expect(names.filter((name) => answersMeantBy(name).length === 0)).toEqual([]);
  expect(coveredHeaders.filter((name) => !declaredHeaders().has(name))).toEqual([]);
});

test('every declared header of an answer is covered by a requirement', () => {
  expect([...declaredHeaders()].filter((name) => !coveredHeaders.includes(name))).toEqual([]);
});

test('the source of each requirement is a place in the contract', () => {
  expect(catalogue.filter(({ source }) => !isPlace(source)).map(({ id, source }) => `${id}: ${source}`)).toEqual([]);
});

/** The names of the headers of all answers, wherever a response stands. */
function declaredHeaders(): Set<string> {
  const responses = [
    ...Object.values(spec.paths).flatMap((path) =>
      Object.values(path).flatMap((operation) => Object.values((operation as { responses: object }).responses)),
    ),
    ...Object.values(spec.components.responses ?? {}),
  ];
  return new Set(responses.flatMap((response) => Object.keys((response as { headers?: object }).headers ?? {})));
}

function isPlace(source: string): boolean {
  const [pointer = '', anchor] = source.split('#');
  const found = pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], spec);
  return anchor === undefined ? found !== undefined : typeof found === 'string' && headings(found).includes(anchor);
}

function headings(markdown: string): string[] {
  return [...markdown.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) => title.toLowerCase().replaceAll(' ', '-'));
}
