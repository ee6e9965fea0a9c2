import { readFile } from 'node:fs/promises';
import { defaultConnectionBounds } from '@jobwire/server';
import { expect, test } from 'vitest';
import { flatCharge } from '../../packages/server/src/domain/stored-bytes.ts';
import { largestHanded } from '../../packages/server/src/engine/largest-handed.ts';
import { RequestRateLimiter } from '../../packages/server/src/http/request-rate-limiter.ts';
import { TestClock } from '../../packages/server/src/test/test-clock.ts';
import { codeBlocks } from './guide.ts';

const guide = await readFile(new URL('../../packages/docs/guides/limits.md', import.meta.url), 'utf8');

test('the guide to limits names every bound of a connection, and gives its default', () => {
  for (const [member, value] of Object.entries(defaultConnectionBounds)) {
    const [line = `no line for ${member}`] = guide.split('\n').filter((text) => text.includes(`\`${member}\``));
    const written = member.endsWith('Ms') ? `${value / 1000} s` : value.toLocaleString('en');
    expect(line).toMatch(new RegExp(`\\| (${written}|${value}) \\|`));
  }
});

test('the guide to limits gives the measure of stored bytes', () => {
  const { job, result, idempotencyKey } = flatCharge;
  for (const text of [
    `| a job | ${job.toLocaleString('en')},`,
    `| a result | ${result},`,
    `| an idempotency key | ${idempotencyKey},`,
  ]) {
    expect(guide).toContain(text);
  }
});

test('the guide to limits gives the bounds of what a handler hands over', () => {
  const written = {
    detailsBytes: ['| `error.details` of a job |', 'KiB as JSON', 1024],
    messageCharacters: ['| `error.message` of a job or an item |', 'characters', 1],
    phaseCharacters: ['| `phase` |', 'characters', 1],
    resultBytes: ['| a result: its id, and its output or its error with the details |', 'MiB as JSON', 1024 * 1024],
  } as const satisfies Record<keyof typeof largestHanded, readonly [string, string, number]>;
  for (const [member, [row, unit, bytes]] of Object.entries(written)) {
    const figure = (largestHanded[member as keyof typeof largestHanded] / bytes).toLocaleString('en');
    expect(guide).toContain(`${row} ${figure} ${unit} |`);
  }
});

test('the guide to limits shows the headers that the sixth request of a quiet organization is answered with', () => {
  const limiter = new RequestRateLimiter(6000, new TestClock());
  const [, , , , , sixth] = Array.from({ length: 6 }, () => limiter.take('acme'));
  expect(codeBlocks(guide).map(({ text }) => text)).toEqual([
    `RateLimit-Policy: ${sixth?.rateLimitPolicy}\nRateLimit: ${sixth?.rateLimit}\n`,
  ]);
});
