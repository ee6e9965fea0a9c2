import { setTimeout as sleep } from 'node:timers/promises';
import type { Job, JobResultList } from '@jobwire/contract';

const baseUrl = process.env.JOBWIRE_URL ?? 'http://127.0.0.1:8080';
const headers = { Authorization: `Bearer ${process.env.JOBWIRE_KEY ?? ''}`, 'Content-Type': 'application/json' };

// Was: POST /v1/jobs with schema_id and document_ids: 201 in both. A repeated create is
// safe with the same key.
const body = JSON.stringify({ type: 'demo.batch', input: { items: 200, item_ms: 50 } });
const key = crypto.randomUUID();
const create = () =>
  fetch(`${baseUrl}/v1/jobs`, { method: 'POST', headers: { ...headers, 'Idempotency-Key': key }, body });
const job = (await (await create()).json()) as Job;
const repeated = await create();
console.log(repeated.status, ((await repeated.json()) as Job).id === job.id);

// Was: processing, with progress in per cent. Here running, with counts.
let now = job;
while (now.progress.completed === 0) {
  await sleep(50);
  now = (await (await fetch(`${baseUrl}${job.links.self}`, { headers })).json()) as Job;
}
console.log(now.status);

// Was: 200 with status failed and the message "Cancelled via API". Here the end is
// called cancelled, and error stays null.
const cancel = () => fetch(`${baseUrl}/v1/jobs/${job.id}/cancel`, { method: 'POST', headers });
const cancelled = await cancel();
const ended = (await (
  await fetch(`${baseUrl}${job.links.self}`, { headers: { ...headers, Prefer: 'wait=20' } })
).json()) as Job;
console.log(cancelled.status, ended.status, ended.error);

// Was: 409, since the job had failed. Here a second cancel is a success, and changes
// nothing.
console.log((await cancel()).status);

// Was: total_rows and data, all at once. Here pages, and sealed says that no more will
// come.
const page = (await (await fetch(`${baseUrl}${job.links.results}?limit=1`, { headers })).json()) as JobResultList;
console.log(page.data.length, page.sealed);
