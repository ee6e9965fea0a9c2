import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { JobStore } from '../domain/job-store.ts';
import { claimed } from '../domain/transition.ts';
import type {
  ClaimedWebhook,
  WebhookClaim,
  WebhookMessage,
  WebhookMessageSource,
  WebhookOutbox,
} from '../domain/webhook-outbox.ts';
import { everyTransition } from '../test/every-transition.ts';
import { newJob } from '../test/new-job.ts';

type OutboxStore = JobStore & { readonly outbox: WebhookOutbox };

const url = 'https://example.com/hook';
const now = 1_000_000;

/** What every outbox has to do. `openStore` gives an empty store each time that asks `webhookOf` for its messages. */
export function describeWebhookOutbox(
  name: string,
  openStore: (webhookOf: WebhookMessageSource) => Promise<OutboxStore>,
): void {
  describe(name, () => {
    let store: OutboxStore;
    let made: number;

    beforeEach(async () => {
      made = 0;
      store = await openStore((job, event) => {
        if (job.webhook === null) return null;
        made += 1;
        return {
          id: `msg_${String(made).padStart(6, '0')}`,
          jobId: job.id,
          organizationId: job.organizationId,
          destination: `${job.organizationId} ${job.webhook.url}`,
          url: job.webhook.url,
          body: JSON.stringify({ type: event.type, version: job.version }),
          createdAt: event.at,
        };
      });
    });

    afterEach(() => store.close());

    /** A job with one message in the outbox. */
    async function announced(members: { organizationId?: string; url?: string; createdAt?: number } = {}) {
      const job = newJob({
        ...members,
        createdAt: members.createdAt ?? now,
        webhook: { url: members.url ?? url, events: null },
      });
      return store.create(job);
    }

    function claim(
      given: { at?: number; limit?: number; capacity?: number; sharesOf?: WebhookClaim['sharesOf'] } = {},
    ): Promise<ClaimedWebhook[]> {
      const at = given.at ?? now;
      return store.outbox.claim({
        now: at,
        limit: given.limit ?? 100,
        leaseExpiresAt: at + 30_000,
        capacityOf: () => given.capacity ?? 100,
        sharesOf: given.sharesOf ?? ((organizations) => new Map(organizations.map((name) => [name, 100]))),
      });
    }

    async function claimOne(at: number = now): Promise<ClaimedWebhook> {
      const [message, ...others] = await claim({ at });
      expect(others).toEqual([]);
      if (message === undefined) throw new Error('nothing is due');
      return message;
    }

    test('an event of many jobs at once has a message for each of them', async () => {
      const jobs = [await announced(), await announced({ url: 'https://example.com/other' })];
      await claim();
      const cancelAll = everyTransition.cancelledInQueue[0]({ now: now + 10, attempt: 0 });
      const jobIds = jobs.map(({ id }) => id);

      await store.transitionAll('org_one', jobIds, cancelAll);

      const due = await claim({ at: now + 10 });
      expect(due.map(({ jobId, body }) => [jobId, body]).sort()).toEqual(
        jobIds.map((id) => [id, '{"type":"job.cancelled","version":2}']).sort(),
      );
    });

    test('an event and its message are stored together, with the text that is sent', async () => {
      const job = await announced();

      expect(await claimOne()).toEqual({
        id: 'msg_000001',
        jobId: job.id,
        organizationId: 'org_one',
        destination: `org_one ${url}`,
        url,
        body: '{"type":"job.queued","version":1}',
        createdAt: now,
        attempt: 1,
      } satisfies WebhookMessage & { attempt: number });
    });

    test('a transition that is refused leaves no message', async () => {
      const job = await announced();
      await store.outbox.settle(await claimOne());
      const claim = claimed({ now, leaseOwner: 'worker', leaseExpiresAt: now + 1000 });

      const moves = await Promise.all([store.transition(job.id, claim), store.transition(job.id, claim)]);

      expect(moves.filter((moved) => moved !== null)).toHaveLength(1);
      expect((await claimOne()).body).toBe('{"type":"job.started","version":2}');
    });

    test('a job without a webhook has no messages', async () => {
      await store.create(newJob());

      expect(await claim()).toEqual([]);
      expect(await store.outbox.nextDueAt()).toBeNull();
    });

    test('the next message to come up is that of all destinations that comes up first', async () => {
      for (const [organizationId, createdAt] of [
        ['org_b', now + 300],
        ['org_c', now + 100],
        ['org_a', now + 200],
      ] as const) {
        await announced({ organizationId, createdAt });
      }

      expect(await store.outbox.nextDueAt()).toBe(now + 100);
    });

    test('a message that was taken is forgotten', async () => {
      await announced();
      await store.outbox.settle(await claimOne());

      expect(await claim({ at: now + 1_000_000 })).toEqual([]);
      expect(await store.outbox.nextDueAt()).toBeNull();
    });

    test('a message is delivered once at a time, and again when its delivery has said nothing for too long (F45)', async () => {
      await announced();
      const first = await claimOne();

      expect(await claim({ at: now + 29_999 })).toEqual([]);
      expect(await store.outbox.nextDueAt()).toBe(now + 30_000);
      const second = await claimOne(now + 30_000);
      expect(second).toEqual({ ...first, attempt: 2 });
    });

    test('two that look at the same time do not get the same message', async () => {
      for (let count = 0; count < 20; count += 1) await announced();

      const both = await Promise.all([claim({ limit: 15 }), claim({ limit: 15 })]);

      const ids = both.flat().map(({ id }) => id);
      expect(new Set(ids).size).toBe(20);
      expect(ids).toHaveLength(20);
    });

    test('dispatchers at work while messages come deliver each one once at a time, and leave none behind', async () => {
      const receivers = ['https://a.example.com/', 'https://b.example.com/', 'https://c.example.com/'];
      const delivered = new Map<string, number>();
      const announcing = Promise.all(
        receivers.map(async (receiver) => {
          for (let count = 0; count < 8; count += 1) await announced({ url: receiver });
        }),
      );
      let isOver = false;
      void announcing.finally(() => {
        isOver = true;
      });
      const dispatcher = async () => {
        for (let last = false; !last; ) {
          last = isOver;
          for (const message of await claim({ limit: 3 })) {
            delivered.set(message.id, (delivered.get(message.id) ?? 0) + 1);
            await store.outbox.settle(message);
            last = false;
          }
        }
      };

      await Promise.all([announcing, dispatcher(), dispatcher(), dispatcher()]);

      expect([...delivered.values()]).toEqual(Array.from({ length: 24 }, () => 1));
      expect(await store.outbox.nextDueAt()).toBeNull();
    });

    test('what is said about a delivery is ignored when a later one has begun', async () => {
      await announced();
      const first = await claimOne();
      const second = await claimOne(now + 30_000);

      await store.outbox.settle(first);
      await store.outbox.giveUp(first, { createdBefore: 0, destinationPausedUntil: 0 });
      await store.outbox.postpone(first, { at: now + 31_000, destinationPausedUntil: 0 });

      expect(await claim({ at: now + 59_999 })).toEqual([]);
      expect(await claimOne(now + 60_000)).toEqual({ ...second, attempt: 3 });
    });

    test('a message that failed comes up again when it was postponed to', async () => {
      await announced();
      await store.outbox.postpone(await claimOne(), { at: now + 5000, destinationPausedUntil: now });

      expect(await store.outbox.nextDueAt()).toBe(now + 5000);
      expect(await claim({ at: now + 4999 })).toEqual([]);
      expect((await claimOne(now + 5000)).attempt).toBe(2);
    });

    test('a destination that is paused gets nothing, not even what is new', async () => {
      await announced();
      await store.outbox.postpone(await claimOne(), { at: now + 1000, destinationPausedUntil: now + 60_000 });
      await announced({ createdAt: now + 2000 });

      expect(await claim({ at: now + 59_999 })).toEqual([]);
      expect(await claim({ at: now + 60_000 })).toHaveLength(2);
    });

    test('a receiver that has answered ends the pause of its destination', async () => {
      await announced();
      await announced();
      const [first, second] = await claim();
      await store.outbox.postpone(first as ClaimedWebhook, { at: now + 1000, destinationPausedUntil: now + 60_000 });
      await store.outbox.settle(second as ClaimedWebhook);

      expect((await claimOne(now + 1000)).id).toBe(first?.id);
    });

    test('what is new after the end of a pause is delivered at once', async () => {
      await announced();
      await announced();
      const [first, second] = await claim();
      await store.outbox.postpone(first as ClaimedWebhook, { at: now + 9000, destinationPausedUntil: now + 60_000 });
      await store.outbox.settle(second as ClaimedWebhook);
      const fresh = await announced({ createdAt: now + 10 });

      expect((await claimOne(now + 10)).jobId).toBe(fresh.id);
    });

    test('a message that is given up is forgotten, and so are those to its destination that are too old', async () => {
      await announced({ createdAt: now - 100 });
      await announced({ createdAt: now - 99 });
      await announced({ createdAt: now - 100, url: 'https://other.example.com/' });
      const given = (await claim()).find(({ createdAt, url: to }) => createdAt === now - 100 && to === url);
      if (given === undefined) throw new Error('nothing is due');

      await store.outbox.giveUp(given, { createdBefore: now - 99, destinationPausedUntil: now });

      const left = (await claim({ at: now + 30_000 })).map(({ createdAt, url: to }) => [createdAt, to]);
      expect(left.sort()).toEqual(
        [
          [now - 99, url],
          [now - 100, 'https://other.example.com/'],
        ].sort(),
      );
    });

    test('giving up one message forgets it and those that are older than it may be, and pauses the destination', async () => {
      for (const createdAt of [now - 10, now - 300, now - 200]) await announced({ createdAt });
      const given = (await claim()).find(({ createdAt }) => createdAt === now - 10) as ClaimedWebhook;

      await store.outbox.giveUp(given, { createdBefore: now - 250, destinationPausedUntil: now + 90_000 });

      expect(await store.outbox.nextDueAt()).toBe(now + 90_000);
      expect((await claim({ at: now + 90_000 })).map(({ createdAt }) => createdAt)).toEqual([now - 200]);
    });

    test('a destination whose receiver wants no more of its only job is forgotten', async () => {
      await announced();

      await store.outbox.endForJob(await claimOne());

      expect(await store.outbox.nextDueAt()).toBeNull();
    });

    test('a receiver that wants no more of a job gets no more of it, and all of the others', async () => {
      const ended = await announced();
      await announced();
      const [first] = await claim();
      await store.outbox.endForJob(first as ClaimedWebhook);
      await store.transition(ended.id, claimed({ now, leaseOwner: 'worker', leaseExpiresAt: now + 1000 }));

      const left = await claim({ at: now + 30_000 });

      expect(left.map(({ jobId }) => jobId === ended.id)).toEqual([false]);
      expect(await store.find('org_one', ended.id)).toMatchObject({ webhook: null, version: 2 });
    });

    test('messages outlive the deletion of their job', async () => {
      const job = await announced();
      await store.transition(job.id, claimed({ now, leaseOwner: 'worker', leaseExpiresAt: now + 1000 }));
      await store.delete('org_one', job.id);

      expect(await claim()).toHaveLength(2);
    });

    test('a destination takes no more than it has room for, and comes up again when a delivery has ended', async () => {
      for (let count = 0; count < 5; count += 1) await announced();
      const [first, ...rest] = await claim({ capacity: 2 });
      expect(rest).toHaveLength(1);
      expect(await store.outbox.nextDueAt()).toBe(now + 30_000);
      expect(await claim({ capacity: 0 })).toEqual([]);

      await store.outbox.settle(first as ClaimedWebhook);

      expect(await claim({ capacity: 1 })).toHaveLength(1);
    });

    test('no more is claimed than asked for over all destinations, and the rest is due at once', async () => {
      for (const organizationId of ['org_a', 'org_a', 'org_b', 'org_b', 'org_c']) await announced({ organizationId });

      expect(await claim({ limit: 3 })).toHaveLength(3);
      expect(await store.outbox.nextDueAt()).toBe(now);
      expect(await claim({ limit: 3 })).toHaveLength(2);
      expect(await claim()).toEqual([]);
    });

    test('a long line at one destination does not hold up another (F46)', async () => {
      for (let count = 0; count < 200; count += 1) await announced({ organizationId: 'org_busy' });
      await announced({ organizationId: 'org_quiet', createdAt: now + 1 });

      const claimedNow = await claim({ at: now + 1, limit: 20, capacity: 8 });

      expect(claimedNow.map(({ organizationId }) => organizationId)).toEqual([
        ...Array.from({ length: 8 }, () => 'org_busy'),
        'org_quiet',
      ]);
    });

    test('an organization gets no more than its share, however many destinations it has due (F46)', async () => {
      for (let host = 0; host < 30; host += 1) {
        await announced({ organizationId: 'org_busy', url: `https://h${host}.example.com/` });
      }
      await announced({ organizationId: 'org_quiet', createdAt: now + 1 });
      await announced({ organizationId: 'org_later', createdAt: now + 1000 });
      const asked: string[][] = [];
      const take = (limit: number, shares: Record<string, number>) =>
        claim({
          at: now + 1,
          limit,
          sharesOf(organizations) {
            asked.push([...organizations].sort());
            return new Map(Object.entries(shares).filter(([name]) => organizations.includes(name)));
          },
        });

      const crowded = await take(10, { org_busy: 3, org_quiet: 3, org_later: 3 });
      const room = await take(100, { org_busy: 5 });
      const full = await take(20, {});

      const names = (messages: ClaimedWebhook[]) => messages.map(({ organizationId }) => organizationId).sort();
      expect(names(crowded)).toEqual(['org_busy', 'org_busy', 'org_busy', 'org_quiet']);
      expect(names(room)).toEqual(Array.from({ length: 5 }, () => 'org_busy'));
      expect(full).toEqual([]);
      expect(asked).toEqual([['org_busy', 'org_quiet'], ['org_busy'], ['org_busy']]);
      expect(await take(100, { org_busy: 100 })).toHaveLength(22);
    });

    test('where more is due than can be taken, organizations take turns', async () => {
      for (const organizationId of ['org_c', 'org_a', 'org_b']) {
        for (let count = 0; count < 3; count += 1) await announced({ organizationId });
      }
      const turns: string[] = [];
      for (let count = 0; count < 6; count += 1) {
        const [message] = await claim({ limit: 1, sharesOf: ([first]) => new Map([[first as string, 1]]) });
        turns.push(message?.organizationId as string);
      }

      expect(turns).toEqual(['org_a', 'org_b', 'org_c', 'org_a', 'org_b', 'org_c']);
    });

    test('what was never delivered goes before what has failed, however long that is due', async () => {
      for (let count = 0; count < 5; count += 1) await announced();
      for (const failed of await claim()) {
        await store.outbox.postpone(failed, { at: now + 1, destinationPausedUntil: 0 });
      }
      const fresh = await announced({ createdAt: now + 100 });

      const [first, second, ...others] = await claim({ at: now + 200, capacity: 2 });

      expect([first?.jobId, first?.attempt, second?.attempt]).toEqual([fresh.id, 1, 2]);
      expect(others).toEqual([]);
    });

    test('messages to one destination come in the order of their events', async () => {
      for (const createdAt of [now - 1, now - 3, now - 2]) await announced({ createdAt });

      expect((await claim()).map(({ createdAt }) => createdAt)).toEqual([now - 3, now - 2, now - 1]);
    });
  });
}
