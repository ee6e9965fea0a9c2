import { expect, test } from 'vitest';
import { requirements } from '../requirements/requirements.ts';
import { chosenRequirements } from './chosen-requirements.ts';

test('everything is chosen when nothing was said', () => {
  expect(chosenRequirements({})).toEqual(requirements);
});

test('classes and patterns choose together', () => {
  const ids = chosenRequirements({ classes: ['core'], only: ['cancel/*-answers-409', 'races/*'] }).map(({ id }) => id);
  expect(ids).toContain('cancel/completed-answers-409');
  expect(ids).toContain('races/cancel-against-start');
  expect(ids).not.toContain('cancel/expired-answers-409');
  expect(ids).not.toContain('races/one-job-per-key');
});

test('a pattern that fits nothing is refused, since a run of nothing would pass', () => {
  expect(() => chosenRequirements({ only: 'cancel/[a-z]+' })).toThrow('There is no requirement like cancel/[a-z]+.');
  expect(() => chosenRequirements({ only: ['cancel/*', 'typo/*'] })).toThrow('There is no requirement like typo/*.');
});

test('a pattern that fits nothing of the classes is told from one that fits nothing at all', () => {
  expect(() => chosenRequirements({ only: 'capabilities/core*', classes: ['webhooks'] })).toThrow(
    'No requirement like capabilities/core* is of class webhooks.',
  );
});
