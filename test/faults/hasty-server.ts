// Run in the place of `jobwire serve`, with the same flags: the same server with bounds so short that tests can pass them,
// and with room for many jobs at a time.
import { parseArgs } from 'node:util';
import { ApiKeys, createJobServer } from '@jobwire/server';

/** The bounds, in milliseconds. */
export const hasty = { leaseMs: 900, graceMs: 600 };

if (import.meta.main) {
  const { values } = parseArgs({
    allowPositionals: true,
    options: {
      data: { type: 'string' },
      'database-url': { type: 'string' },
      lease: { type: 'string' },
      handlers: { type: 'string', multiple: true },
      port: { type: 'string' },
    },
  });
  const keys = new ApiKeys();
  for (const entry of (process.env.JOBWIRE_API_KEYS ?? '').split(',')) {
    const [key = '', organizationId = ''] = entry.split('=');
    keys.add(key, { organizationId, access: 'write' });
  }
  const modules = await Promise.all((values.handlers ?? []).map((file) => import(file)));
  const handlers = modules.flatMap((module) => module.default);
  const databaseUrl = values['database-url'];
  const place = databaseUrl === undefined ? { data: values.data ?? ':memory:' } : { databaseUrl };
  const server = await createJobServer({ handlers, keys, ...place, concurrency: 50, ...hasty });
  const port = await server.listen({ host: '127.0.0.1', port: 0 });
  process.stdout.write(`jobwire listening on http://127.0.0.1:${port}\n`);
  process.once('SIGTERM', () => void server.close().then(() => process.exit(0)));
}
