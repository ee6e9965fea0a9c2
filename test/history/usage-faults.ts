import pg from 'pg';

/** The organizations of a PostgreSQL whose counters differ from what their rows add up to; empty when all are right. */
export async function usageFaults(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<Record<string, string>>(`
      with counted as (
        select organization_id, count(*) filter (where status in ('queued', 'running', 'cancelling')) as open_jobs,
          sum(stored_bytes) as stored_bytes from jobs group by organization_id
      ), kept as (
        select organization_id, sum(stored_bytes) as stored_bytes from idempotency_keys group by organization_id
      )
      select u.organization_id, u.open_jobs, coalesce(c.open_jobs, 0) as jobs, u.stored_bytes,
        coalesce(c.stored_bytes, 0) + coalesce(k.stored_bytes, 0) as bytes
      from organization_usage u left join counted c using (organization_id) left join kept k using (organization_id)`);
    return rows
      .filter((row) => row.open_jobs !== row.jobs || Number(row.stored_bytes) !== Number(row.bytes))
      .map((row) => JSON.stringify(row));
  } finally {
    await client.end();
  }
}
