import { expect, test } from 'vitest';
import { Waiters } from './waiters.ts';

test('an organization has so many places, whatever others hold, and gets one back when it is left', () => {
  const waiters = new Waiters(2);
  const leave = waiters.enter('org_one');
  const leaveOther = waiters.enter('org_one', 'stream');

  expect(waiters.perOrganization).toBe(2);
  expect(waiters.enter('org_one')).toBeNull();
  expect(waiters.enter('org_two')).not.toBeNull();
  leave?.();
  expect(waiters.enter('org_one')).not.toBeNull();
  expect(waiters.enter('org_one')).toBeNull();
  leaveOther?.();
  expect(waiters.enter('org_one')).not.toBeNull();
});

test('an organization that nobody waits for any more has all its places again', () => {
  const waiters = new Waiters(1);
  for (let turn = 0; turn < 3; turn += 1) {
    const leave = waiters.enter('org_one');
    expect(leave).not.toBeNull();
    expect(waiters.enter('org_one')).toBeNull();
    leave?.();
  }
});

test('a place that is left twice is given back once', () => {
  const waiters = new Waiters(2);
  const leave = waiters.enter('org_one');
  waiters.enter('org_one');
  leave?.();
  leave?.();

  expect(waiters.enter('org_one')).not.toBeNull();
  expect(waiters.enter('org_one')).toBeNull();
});

test('what is held is counted by its kind, over all organizations', () => {
  const waiters = new Waiters(5);
  expect(waiters.held).toEqual({ request: 0, stream: 0 });
  const leaves = [waiters.enter('org_one'), waiters.enter('org_two'), waiters.enter('org_one', 'stream')];

  expect(waiters.held).toEqual({ request: 2, stream: 1 });
  for (const leave of leaves) leave?.();
  expect(waiters.held).toEqual({ request: 0, stream: 0 });
});

test('when the server shuts down those who wait are told, and nobody is held any more', () => {
  const waiters = new Waiters(5);
  waiters.enter('org_one');
  expect(waiters.released.aborted).toBe(false);

  waiters.releaseAll();

  expect(waiters.released.aborted).toBe(true);
  expect(waiters.enter('org_two')).toBeNull();
});
