import { SqlJobStore } from '../sql-job-store.ts';
import { describeWebhookOutbox } from '../webhook-outbox-suite.ts';
import { openSqliteDatabase } from './open-sqlite-database.ts';

describeWebhookOutbox(
  'The outbox on SQLite in memory',
  async (webhookOf) => new SqlJobStore(await openSqliteDatabase(':memory:'), webhookOf),
);
