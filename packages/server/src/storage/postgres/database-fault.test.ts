import { expect, test } from 'vitest';
import { type DatabaseFault, DatabaseFaultError, databaseFaultOf } from './database-fault.ts';

const said = (code: string, more: object = {}) => Object.assign(new Error(code), { code, severity: 'ERROR', ...more });

test.each<{ given: unknown; because: string; want: DatabaseFault }>([
  { given: said('40001'), because: 'two transactions could not have come one after the other', want: 'conflict' },
  { given: said('40P01'), because: 'two transactions waited for each other', want: 'conflict' },
  { given: said('26000'), because: 'what was prepared is with another connection', want: 'conflict' },
  { given: said('42P05'), because: 'another process has prepared it already', want: 'conflict' },
  { given: said('40002'), because: 'a constraint did not hold at the commit', want: 'refused' },
  { given: said('57P01'), because: 'the server shuts down', want: 'disconnected' },
  { given: said('57P05'), because: 'the connection was idle for too long', want: 'disconnected' },
  { given: said('25P03'), because: 'the transaction was idle for too long', want: 'disconnected' },
  { given: said('08006'), because: 'the server lost the connection', want: 'disconnected' },
  { given: said('25006'), because: 'the server only reads by now', want: 'disconnected' },
  { given: said('53300'), because: 'the server has no connection left', want: 'unavailable' },
  { given: said('53100'), because: 'the disk is full', want: 'unavailable' },
  { given: said('57014'), because: 'the statement took too long', want: 'unavailable' },
  { given: said('58030'), because: 'the disk cannot be read', want: 'unavailable' },
  { given: said('55P03'), because: 'a lock was not to be had', want: 'unavailable' },
  { given: said('23505'), because: 'a row is there already', want: 'refused' },
  { given: said('42601'), because: 'the statement has a mistake', want: 'refused' },
  {
    given: said('0A000', { routine: 'RevalidateCachedQuery' }),
    because: 'the table has changed since the plan was made',
    want: 'disconnected',
  },
  { given: said('0A000', { routine: 'other' }), because: 'the server cannot do it', want: 'refused' },
  {
    given: said('42601', { routine: 'RevalidateCachedQuery' }),
    because: 'the statement has a mistake, wherever that was found',
    want: 'refused',
  },
  { given: new TypeError('no text'), because: 'a value is of no type that can be sent', want: 'refused' },
  { given: new RangeError('too long'), because: 'a value is too long to be sent', want: 'refused' },
  { given: new Error('Connection terminated'), because: 'the connection has ended', want: 'disconnected' },
  {
    given: Object.assign(new Error('read'), { code: 'ECONNRESET' }),
    because: 'the network has dropped the connection',
    want: 'disconnected',
  },
  { given: said('40001', { severity: undefined }), because: 'it is nothing that a server said', want: 'disconnected' },
  { given: { severity: 'ERROR' }, because: 'it says too little', want: 'disconnected' },
])('$want when $because', ({ given, want }) => {
  expect(databaseFaultOf(given)).toBe(want);
});

test.each([
  { fault: 'conflict', again: true },
  { fault: 'disconnected', again: true },
  { fault: 'unavailable', again: false },
] as const)('what failed because of a fault that is $fault may be tried again: $again', ({ fault, again }) => {
  const error = new DatabaseFaultError(fault, 'the cause');
  expect([error.fault, error.mayBeTriedAgain, error.mayBeStored]).toEqual([fault, again, false]);

  // Nobody knows whether it was stored, so that it might be stored twice.
  const doubtful = error.inDoubt();
  expect([doubtful.fault, doubtful.mayBeTriedAgain, doubtful.mayBeStored]).toEqual([fault, false, true]);
  expect(doubtful.cause).toBe('the cause');
});
