// Loaded by Node before a server, with `--import`: makes it one of a newer version, which has one more step of the schema.
import { migrations } from '../../packages/server/src/storage/migrations.ts';

migrations['9999_newer'] = {
  // Something that statements prepared before it do not expect.
  up: ({ schema }) =>
    schema
      .alterTable('jobs')
      .addColumn('newer', 'text', (column) => column.notNull().defaultTo('newer'))
      .execute(),
};
