import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { createContext, runInContext } from 'node:vm';
import { spec } from '@jobwire/contract/spec';
import { Ajv2020 } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';
import ts from 'typescript';
import { expect, test } from 'vitest';

/** As long as a whole block of headers may be. */
const length = 16_384;
const longestMs = 50;

/** Text that leads a careless pattern into trying every way to divide it: one or two characters again and again. */
function attacksOn(source: string): string[] {
  const characters = [...new Set(`${source.replaceAll(/[^\w\s"=;,.:/%-]/g, '')}a0 -.,"=`)].slice(0, 14);
  const repeated = characters.flatMap((one) => [
    one.repeat(length),
    ...characters.map((other) => (one + other).repeat(length / 2)),
  ]);
  return repeated.flatMap((text) => [text, `${text}\0`]);
}

const context = createContext({ isMatch: (attempt: () => void) => attempt() });

/** Of the processor, since the machine may be busy; the shortest of a few tries. What runs for too long is stopped. */
function timeOf(pattern: RegExp, text: string): number {
  context.pattern = new RegExp(pattern.source, pattern.flags.replace('g', ''));
  context.text = text;
  const times: number[] = [];
  while (times.length < 3 && !times.some((time) => time < longestMs)) {
    const begin = process.threadCpuUsage();
    let isStopped = false;
    try {
      runInContext('pattern.test(text)', context, { timeout: 20 * longestMs });
    } catch {
      isStopped = true;
    }
    const time = processorMs(begin);
    // One that was stopped and has not run for long stood still: that says nothing.
    if (!isStopped || time >= longestMs) times.push(time);
  }
  return Math.min(...times);
}

function processorMs(since: NodeJS.CpuUsage): number {
  const { user, system } = process.threadCpuUsage(since);
  return (user + system) / 1000;
}

async function patternsOfServer(): Promise<RegExp[]> {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const files = ts.sys.readDirectory(root, ['.ts'], ['**/test/**', '**/*.test.ts', '**/*-suite.ts']);
  const found: RegExp[] = [];
  for (const file of files) {
    const source = ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf('/');
        found.push(new RegExp(node.text.slice(1, end), node.text.slice(end + 1)));
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return found;
}

function patternsOfContract(): RegExp[] {
  const found = [...JSON.stringify(spec).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
  return found.map(([, json]) => new RegExp(JSON.parse(json ?? '""'), 'u'));
}

test('every pattern of the contract and of the server takes any text in no time (S27)', async () => {
  const [ofContract, ofServer] = [patternsOfContract(), await patternsOfServer()];
  expect(ofContract.length).toBeGreaterThan(1);
  expect(ofServer.length).toBeGreaterThan(5);
  for (const pattern of [...ofContract, ...ofServer]) {
    for (const text of attacksOn(pattern.source)) {
      if (timeOf(pattern, text) >= longestMs) expect.unreachable(`${pattern} is slow on ${text.slice(0, 10)}…`);
    }
  }
});

test('a pattern that is not linear would be found', () => {
  expect(timeOf(/^(a+)+$/, `${'a'.repeat(length)}\0`)).toBeGreaterThan(longestMs);
  expect(timeOf(/\s*\s*\s*$/, `${' '.repeat(length)}\0`)).toBeGreaterThan(longestMs);
});

test('every format of the contract takes any text in no time (S27)', () => {
  const ajv = new Ajv2020();
  addFormats.default(ajv);
  const { schemas, parameters } = spec.components;
  const formats = new Set(
    [...JSON.stringify([schemas, parameters]).matchAll(/"format":"([\w-]+)"/g)].map(([, name]) => name),
  );
  expect([...formats]).toContain('date-time');
  for (const format of formats) {
    const accepts = ajv.compile({ type: 'string', format });
    for (const text of attacksOn('2026-01-01T00:00:00.000Z+-:/@?#[]%')) {
      const times = [1, 2].map(() => {
        const begin = process.threadCpuUsage();
        accepts(text);
        return processorMs(begin);
      });
      const shortest = Math.min(...times);
      if (shortest >= longestMs) expect.unreachable(`${format} is slow on ${text.slice(0, 10)}…`);
    }
  }
});
