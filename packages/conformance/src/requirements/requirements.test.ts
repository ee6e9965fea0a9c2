import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { checks } from '../checks/checks.ts';
import { requirements } from './requirements.ts';

const ids = requirements.map(({ id }) => id);

test('ids are unique, and shaped like paths', () => {
  expect(new Set(ids).size).toBe(ids.length);
  for (const id of ids) {
    expect(id).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z0-9]+(-[a-z0-9]+)*$/);
  }
});

test('each requirement has a check, in the file that is named for it', () => {
  expect(Object.keys(checks)).toEqual(ids);
  for (const id of ids) {
    expect(existsSync(new URL(`../checks/${id}.ts`, import.meta.url)), id).toBe(true);
  }
});
