import { CompiledQuery } from 'kysely';
import type { ClientBase } from 'pg';
import { expect, test } from 'vitest';
import type { PlannedByValues } from '../sql-database.ts';
import { DatabaseFaultError } from './database-fault.ts';
import { PostgresSession } from './postgres-session.ts';
import { StatementNames } from './statement-names.ts';

/** What a connection was sent, and what it answers: rows, or an error to fail with. */
function connection(answer: readonly object[] | Error = []) {
  const sent: unknown[] = [];
  const client = {
    async query(query: unknown) {
      sent.push(query);
      if (answer instanceof Error) throw answer;
      return { rows: answer };
    },
  };
  return { sent, client: client as unknown as ClientBase };
}

const text = 'select $1::integer as one';
const query = CompiledQuery.raw(text, [1]);
const plannedByValues: CompiledQuery & PlannedByValues = { ...query, plannedByValues: true };

/** As the server says it. */
const serverError = (code: string) => Object.assign(new Error('The server said so.'), { code, severity: 'ERROR' });

test('a statement is prepared under the name of its text, and gives its rows', async () => {
  const { client, sent } = connection([{ one: 1 }]);
  const names = new StatementNames();

  expect(await new PostgresSession(client, names).run(query)).toEqual([{ one: 1 }]);

  expect(sent).toEqual([{ text, values: [1], name: names.of(text) }]);
});

test('one whose best plan depends on its values is planned each time', async () => {
  const { client, sent } = connection();

  await new PostgresSession(client, new StatementNames()).run(plannedByValues);

  expect(sent).toEqual([{ text, values: [1] }]);
});

test('nothing is prepared where there are no names', async () => {
  const { client, sent } = connection();

  await new PostgresSession(client, null).run(query);

  expect(sent).toEqual([{ text, values: [1] }]);
});

test.each(['26000', '42P05'])(
  'nothing is prepared any more once a proxy has mixed up connections (%s)',
  async (code) => {
    let told = 0;
    const names = new StatementNames(() => {
      told += 1;
    });
    const { client } = connection(serverError(code));

    await expect(new PostgresSession(client, names).run(query)).rejects.toMatchObject({
      fault: 'conflict',
      mayBeTriedAgain: true,
    });

    expect([told, names.of(text)]).toEqual([1, undefined]);
  },
);

test.each([
  ['40001', 'conflict'],
  ['57P01', 'disconnected'],
  ['53200', 'unavailable'],
])('a statement that is not to blame for %s says so: %s', async (code, fault) => {
  const cause = serverError(code);
  const names = new StatementNames();
  const failed = new PostgresSession(connection(cause).client, names).run(query);

  await expect(failed).rejects.toBeInstanceOf(DatabaseFaultError);
  await expect(failed).rejects.toMatchObject({ fault, cause });
  expect(names.of(text)).toBeDefined();
});

test('a statement that is wrong fails as the server says', async () => {
  const error = serverError('23505');

  await expect(new PostgresSession(connection(error).client, null).run(query)).rejects.toBe(error);
});

test('a statement that is not there since one before it failed does not tell of a proxy', async () => {
  let told = 0;
  const names = new StatementNames(() => {
    told += 1;
  });
  const failures = ['23505', '25P02', '26000'].map(serverError);
  const session = new PostgresSession(connectionThatFails(failures), names);

  // All are on their way before the first is answered, as in a group of writes.
  const outcomes = await Promise.allSettled(failures.map(() => session.run(query)));

  expect(outcomes.map((outcome) => outcome.status === 'rejected' && outcome.reason)).toEqual(failures);
  expect(told).toBe(0);
  expect(names.of(text)).toBeDefined();
});

function connectionThatFails(failures: readonly Error[]): ClientBase {
  const left = [...failures];
  const client = { query: () => Promise.reject(left.shift()) };
  return client as unknown as ClientBase;
}
