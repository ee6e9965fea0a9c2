/**
 * Mutants that no test can notice, since the program does the same with them, each with its reason. `was` is the line,
 * `becomes` the same with the fault in it. An entry that fits no mutant any more is an error, so that none outlives its line.
 */
export const equivalentMutants: readonly EquivalentMutant[] = [
  {
    file: 'packages/server/src/domain/clock.ts',
    was: 'const longestDelayMs = 2 ** 31 - 1;',
    becomes: 'const longestDelayMs = 2 ** 31 - (1 + 1);',
    because: 'nobody can tell a wait of 24 days from one that is a millisecond shorter',
  },
  {
    file: 'packages/server/src/domain/clock.ts',
    was: 'const timer = setTimeout(callback, Math.min(Math.max(delayMs, 0), longestDelayMs));',
    becomes: 'const timer = setTimeout(callback, Math.min(Math.max(delayMs, (0 + 1)), longestDelayMs));',
    because: 'a timer of 0 ms is one of 1 ms',
  },
  {
    file: 'packages/server/src/storage/transition-update.ts',
    was: 'compiledByShape.set(shape, compile);',
    becomes: ';',
    because: 'a statement that is not kept is compiled again, to the same text',
  },
  {
    file: 'packages/server/src/storage/transition-update.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the source
    was: 'let shape = `${to},${attempt === null},${due?.member}`;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the source
    becomes: 'let shape = `${to},${attempt !== null},${due?.member}`;',
    because: 'either word tells the two apart',
  },
  {
    file: 'packages/server/src/storage/transition-update.ts',
    was: "'guard.due': transition.due?.at ?? null,",
    becomes: "'guard.due': transition.due?.at as never,",
    because: 'a move that waits for no instant has no place for one in its statement',
  },
  {
    file: 'packages/server/src/storage/statements/retention-statements.ts',
    was: ".select(['id', 'organization_id'])\n      .where('expires_at', 'is not', null)",
    becomes: ".select(['id', 'organization_id'])",
    because: 'null is not before any instant; the words are there for the index',
  },
  {
    file: 'packages/server/src/storage/statements/overdue-statements.ts',
    was: ".where(bound, '<=', argument('now'))\n      .orderBy(bound)",
    becomes: ".where(bound, '<=', argument('now'))",
    because: 'SQLite walks along the index of the bound, which has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/statements/overdue-statements.ts',
    was: ".orderBy(bound)\n      .limit(argument('limit')),",
    becomes: '.orderBy(bound),',
    because: 'the store cuts what it gives to the same length; the words spare it the rest',
  },
  {
    file: 'packages/server/src/storage/statements/attempt-statements.ts',
    was: ".set({ lease_expires_at: argument('now') })\n        .where(isIn(writable))",
    becomes: ".set({ lease_expires_at: argument('now') })",
    because: 'no job in another status has a lease; the words are there for the index',
  },
  {
    file: 'packages/server/src/storage/statements/attempt-statements.ts',
    was: ".where('lease_expires_at', '>', argument('now'))",
    becomes: ".where('lease_expires_at', '>=', argument('now'))",
    because: 'a lease that ends now is set to end now',
  },
  {
    file: 'packages/server/src/storage/statements/attempt-statements.ts',
    was: ".where('id', '=', argument('jobId'))\n        .where('status', '=', 'cancelled')",
    becomes: ".where('id', '=', argument('jobId'))",
    because: 'what was cancelled by force is cancelled',
  },
  {
    file: 'packages/server/src/storage/statements/retention-statements.ts',
    was: ".where(isNoneOf(builder, argument('except')))\n      .orderBy('expires_at')",
    becomes: ".where(isNoneOf(builder, argument('except')))",
    because: 'SQLite walks along the index of expiries, which has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/job-moves.ts',
    was: 'if (jobIds.length > 0) await transaction.run(metadataEnds(this.#sql.database.builder, jobIds, endedAs));',
    becomes:
      'if (jobIds.length >= 0) await transaction.run(metadataEnds(this.#sql.database.builder, jobIds, endedAs));',
    because: 'SQLite takes an empty list of ids, of which nothing is changed; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/sql-job-store.ts',
    was: 'if (storedBytes > 0) await this.#sql.usage.add(transaction, job.organizationId, { storedBytes });',
    becomes: 'if (storedBytes >= 0) await this.#sql.usage.add(transaction, job.organizationId, { storedBytes });',
    because: 'counting nothing changes no count',
  },
  {
    file: 'packages/server/src/storage/sql-job-store.ts',
    was: 'if (storedBytes > 0) await this.#sql.usage.add(transaction, job.organizationId, { storedBytes });',
    becomes: 'if (storedBytes > (0 + 1)) await this.#sql.usage.add(transaction, job.organizationId, { storedBytes });',
    because: 'a result takes more than one byte',
  },
  {
    file: 'packages/server/src/storage/lists/find-places.ts',
    was: "if (one.createdAt !== other.createdAt) return one.createdAt > other.createdAt === (order === 'asc');",
    becomes: "if (one.createdAt !== other.createdAt) return one.createdAt >= other.createdAt === (order === 'asc');",
    because: 'the two differ',
  },
  {
    file: 'packages/server/src/storage/lists/find-places.ts',
    was: "return order === 'asc' ? one.id > other.id : one.id < other.id;",
    becomes: "return order === 'asc' ? one.id >= other.id : one.id < other.id;",
    because: 'of two walks that come to the same job either is as rare',
  },
  {
    file: 'packages/server/src/storage/lists/find-places.ts',
    was: "return order === 'asc' ? one.id > other.id : one.id < other.id;",
    becomes: "return order === 'asc' ? one.id > other.id : one.id <= other.id;",
    because: 'of two walks that come to the same job either is as rare',
  },
  {
    file: 'packages/server/src/storage/lists/list-queries.ts',
    was: 'compiledByShape.set(shape, compile);',
    becomes: ';',
    because: 'a statement that is not kept is compiled again, to the same text',
  },
  {
    file: 'packages/server/src/storage/lists/list-queries.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the source
    was: '`matches ${walkShape(walk)} ${rest.pairs.length} ${rest.type !== null} ${rest.statuses?.length}`,',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the source
    becomes: '`matches ${walkShape(walk)} ${rest.pairs.length} ${rest.type === null} ${rest.statuses?.length}`,',
    because: 'either word tells the two apart',
  },
  {
    file: 'packages/server/src/storage/lists/walk.ts',
    was: "const first = begin === null ? 'open' : typeof begin === 'number' ? 'instant' : 'position';",
    becomes: "const first = begin === null ? 'open' : !(typeof begin === 'number') ? 'instant' : 'position';",
    because: 'either word tells the two apart',
  },
  {
    file: 'packages/server/src/storage/lists/walk.ts',
    was: "const first = begin === null ? 'open' : typeof begin === 'number' ? 'instant' : 'position';",
    becomes: "const first = begin === null ? 'open' : typeof begin !== 'number' ? 'instant' : 'position';",
    because: 'either word tells the two apart',
  },
  {
    file: 'packages/server/src/storage/lists/walk.ts',
    was: 'return [stretchesOf(walk).length, walk.type !== null, walk.pair !== null, order, first, end !== null].join();',
    becomes:
      'return [stretchesOf(walk).length, walk.type === null, walk.pair !== null, order, first, end !== null].join();',
    because: 'either word tells the two apart',
  },
  {
    file: 'packages/server/src/storage/lists/walk.ts',
    was: 'return [stretchesOf(walk).length, walk.type !== null, walk.pair !== null, order, first, end !== null].join();',
    becomes:
      'return [stretchesOf(walk).length, walk.type !== null, walk.pair === null, order, first, end !== null].join();',
    because: 'either word tells the two apart',
  },
  {
    file: 'packages/server/src/storage/lists/walk.ts',
    was: 'return [stretchesOf(walk).length, walk.type !== null, walk.pair !== null, order, first, end !== null].join();',
    becomes:
      'return [stretchesOf(walk).length, walk.type !== null, walk.pair !== null, order, first, end === null].join();',
    because: 'either word tells the two apart',
  },
  {
    file: 'packages/server/src/storage/lists/walk.ts',
    was: "const [beginAt, beginId] = typeof begin === 'number' ? [begin, null] : [begin?.createdAt ?? null, begin?.id ?? null];",
    becomes:
      "const [beginAt, beginId] = typeof begin === 'number' ? [begin, null] : [begin?.createdAt as never, begin?.id ?? null];",
    because: 'a walk from the first entry on has no place for it in its statement',
  },
  {
    file: 'packages/server/src/storage/lists/walk.ts',
    was: "const [beginAt, beginId] = typeof begin === 'number' ? [begin, null] : [begin?.createdAt ?? null, begin?.id ?? null];",
    becomes:
      "const [beginAt, beginId] = typeof begin === 'number' ? [begin, null] : [begin?.createdAt ?? null, begin?.id as never];",
    because: 'a walk from the first entry on has no place for it in its statement',
  },
  {
    file: 'packages/server/src/storage/event-recorder.ts',
    was: 'if (messages.length > 0) await this.#outbox.enqueue(transaction, messages);',
    becomes: 'if (messages.length >= 0) await this.#outbox.enqueue(transaction, messages);',
    because: 'nothing is stored of no messages',
  },
  {
    file: 'packages/server/src/storage/job-moves.ts',
    was: 'return other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id < other.id ? -1 : 1);',
    becomes:
      'return other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id < other.id ? -(1 + 1) : 1);',
    because: 'a sort looks at the sign alone',
  },
  {
    file: 'packages/server/src/storage/job-moves.ts',
    was: 'return other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id < other.id ? -1 : 1);',
    becomes:
      'return other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id < other.id ? -1 : (1 + 1));',
    because: 'a sort looks at the sign alone',
  },
  {
    file: 'packages/server/src/storage/job-moves.ts',
    was: 'return other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id < other.id ? -1 : 1);',
    becomes:
      'return other.priority - one.priority || one.runnableAt - other.runnableAt || (one.id <= other.id ? -1 : 1);',
    because: 'no two jobs have the same id',
  },
  {
    file: 'packages/server/src/storage/progress-update.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the source
    was: ': sql`case when ${report.total} < progress_completed + progress_failed',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the source
    becomes: ': sql`case when ${report.total} <= progress_completed + progress_failed',
    because: 'of two equal numbers either is the greater',
  },
  {
    file: 'packages/server/src/storage/sql-webhook-outbox.ts',
    was: 'const announcement = this.#statements.announce({ destination, next_at, paused_until: 0 });',
    becomes: 'const announcement = this.#statements.announce({ destination, next_at, paused_until: (0 + 1) });',
    because: 'either instant is long past',
  },
  {
    file: 'packages/server/src/storage/sql-webhook-outbox.ts',
    was: 'await this.#refresh(transaction, destination, due.length >= capacity ? leaseExpiresAt : 0);',
    becomes: 'await this.#refresh(transaction, destination, due.length >= capacity ? leaseExpiresAt : (0 + 1));',
    because: 'either instant is long past',
  },
  {
    file: 'packages/server/src/storage/sql-webhook-outbox.ts',
    was: 'await transaction.run(this.#statements.pause({ destination, pausedUntil: 0 }));',
    becomes: 'await transaction.run(this.#statements.pause({ destination, pausedUntil: (0 + 1) }));',
    because: 'either instant is long past',
  },
  {
    file: 'packages/server/src/storage/sql-webhook-outbox.ts',
    was: 'let above = -1;',
    becomes: 'let above = -(1 + 1);',
    because: 'no message was delivered less than never',
  },
  {
    file: 'packages/server/src/storage/sql-webhook-outbox.ts',
    was: 'while (found.length < most) {',
    becomes: 'while (found.length <= most) {',
    because: 'what is found beyond that is limited to nothing',
  },
  {
    file: 'packages/server/src/engine/changes-elsewhere.ts',
    was: '#lookedAt = 0;',
    becomes: '#lookedAt = (0 + 1);',
    because: 'either instant is long past',
  },
  {
    file: 'packages/server/src/engine/create-job.ts',
    was: 'runnableAt: Math.max(now, command.scheduledFor ?? now),',
    becomes: 'runnableAt: Math.max(now, command.scheduledFor as never),',
    because: 'to Math.max null is 0',
  },
  {
    file: 'packages/server/src/storage/statements/backlog-statements.ts',
    was: "builder.selectFrom('jobs').select('runnable_at').where(isReady(false)).orderBy('runnable_at').limit(1),",
    becomes: "builder.selectFrom('jobs').select('runnable_at').where(isReady(false)).limit(1),",
    because: 'SQLite walks along the index of waiting jobs, which has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/statements/backlog-statements.ts',
    was: "builder.selectFrom('jobs').select('runnable_at').where(isReady(false)).orderBy('runnable_at').limit(1),",
    becomes: "builder.selectFrom('jobs').select('runnable_at').where(isReady(false)).orderBy('runnable_at'),",
    because: 'the reader takes the first; the words spare it the rest',
  },
  {
    file: 'packages/server/src/storage/statements/backlog-statements.ts',
    was: "builder.selectFrom('jobs').select('runnable_at').where(isReady(false)).orderBy('runnable_at').limit(1),",
    becomes:
      "builder.selectFrom('jobs').select('runnable_at').where(isReady(false)).orderBy('runnable_at').limit((1 + 1)),",
    because: 'the reader takes the first',
  },
  {
    file: 'packages/server/src/storage/statements/backlog-statements.ts',
    was: "findAnyJob: prepareQuery<object, { id: string }>(() => builder.selectFrom('jobs').select('id').limit(1)),",
    becomes: "findAnyJob: prepareQuery<object, { id: string }>(() => builder.selectFrom('jobs').select('id')),",
    because: 'nobody looks at what is found; the words spare the rest',
  },
  {
    file: 'packages/server/src/storage/statements/backlog-statements.ts',
    was: "findAnyJob: prepareQuery<object, { id: string }>(() => builder.selectFrom('jobs').select('id').limit(1)),",
    becomes:
      "findAnyJob: prepareQuery<object, { id: string }>(() => builder.selectFrom('jobs').select('id').limit((1 + 1))),",
    because: 'nobody looks at what is found',
  },
  {
    file: 'packages/server/src/storage/statements/backlog-statements.ts',
    was: ".orderBy(order)\n          .limit(argument('limit'))",
    becomes: '.orderBy(order)',
    because: 'the reader cuts the sum to the same number; the words spare the rest',
  },
  {
    file: 'packages/server/src/storage/statements/backlog-statements.ts',
    was: '.where(isReady(ready))\n          .orderBy(order)',
    becomes: '.where(isReady(ready))',
    because: 'a count has no order; the words name the index',
  },
  {
    file: 'packages/server/src/storage/statements/due-statements.ts',
    was: ".orderBy('runnable_at')\n          .orderBy('id')",
    becomes: ".orderBy('runnable_at')",
    because: 'SQLite reads what is sorted already in its order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/statements/due-statements.ts',
    was: ".orderBy('runnable_at')\n        .limit(1),",
    becomes: ".orderBy('runnable_at'),",
    because: 'the store takes the first; the words spare it the rest',
  },
  {
    file: 'packages/server/src/storage/statements/due-statements.ts',
    was: ".where('runnable_at', '>', argument('now'))\n        .orderBy('runnable_at')",
    becomes: ".where('runnable_at', '>', argument('now'))",
    because: 'SQLite walks along the index of waiting jobs, which has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/statements/due-statements.ts',
    was: '.limit(1),',
    becomes: '.limit((1 + 1)),',
    because: 'the store takes the first',
  },
  {
    file: 'packages/server/src/storage/statements/first-to-start.ts',
    was: ".orderBy('runnable_at')\n    .orderBy('id')",
    becomes: ".orderBy('runnable_at')",
    because: 'both databases walk along the index of ready jobs, which has this order; the words promise it',
  },
  {
    file: 'packages/server/src/storage/statements/idempotency-statements.ts',
    was: ".where('expires_at', '<=', argument('now'))\n            .orderBy('expires_at')",
    becomes: ".where('expires_at', '<=', argument('now'))",
    because: 'SQLite walks along the index of expiries, which has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/statements/job-statements.ts',
    was: ".where('sequence', '>', argument('after'))\n        .orderBy('sequence')",
    becomes: ".where('sequence', '>', argument('after'))",
    because: 'SQLite walks along the primary key, which has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/statements/result-statements.ts',
    was: ".where('position', '>=', argument('from'))\n        .orderBy('position')",
    becomes: ".where('position', '>=', argument('from'))",
    because: 'SQLite walks along the primary key, which has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/statements/result-statements.ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the source
    was: "when progress_total < progress_completed + progress_failed + ${argument('completed')} + ${argument('failed')}",
    becomes:
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a line of the source
      "when progress_total <= progress_completed + progress_failed + ${argument('completed')} + ${argument('failed')}",
    because: 'of two equal numbers either is the greater',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: 'when webhook_destinations.next_at > excluded.next_at then excluded.next_at',
    becomes: 'when webhook_destinations.next_at >= excluded.next_at then excluded.next_at',
    because: 'of two equal instants either is the earlier',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: ".where('attempt', '>', argument('above'))\n        .orderBy('attempt')",
    becomes: ".where('attempt', '>', argument('above'))",
    because: 'SQLite walks along an index that has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: ".orderBy('next_attempt_at')\n        .orderBy('id')",
    becomes: ".orderBy('next_attempt_at')",
    because: 'SQLite walks along an index that has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: ".orderBy('attempt')\n        .limit(1),",
    becomes: ".orderBy('attempt'),",
    because: 'the outbox takes the first; the words spare it the rest',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: ".where('destination', '=', argument('destination'))\n        .orderBy('next_attempt_at')",
    becomes: ".where('destination', '=', argument('destination'))",
    because: 'SQLite walks along an index that has this order; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: ".orderBy('next_attempt_at')\n        .limit(1),",
    becomes: ".orderBy('next_attempt_at'),",
    because: 'the outbox takes the first; the words spare it the rest',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: '.limit(1),',
    becomes: '.limit((1 + 1)),',
    because: 'the outbox takes the first',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: ".where('id', '=', argument('id'))\n          .where('attempt', '=', argument('attempt'))",
    becomes: ".where('id', '=', argument('id'))",
    because:
      'the message was found in the same transaction, which has SQLite to itself; another database needs the words',
  },
  {
    file: 'packages/server/src/storage/webhook-statements.ts',
    was: ".where('id', '=', argument('jobId'))\n        .where('organization_id', '=', argument('organizationId')),",
    becomes: ".where('id', '=', argument('jobId')),",
    because: 'no two organizations have a job of the same id; no query runs without the words',
  },
  {
    file: 'packages/server/src/engine/sweeper.ts',
    was: '#stopped = false;',
    becomes: '#stopped = true;',
    because: 'starting it says so anyway',
  },
  {
    file: 'packages/server/src/engine/waiters.ts',
    was: 'const left = (this.#waiting.get(organizationId) ?? 1) - 1;',
    becomes: 'const left = (this.#waiting.get(organizationId) as never) - 1;',
    because: 'whoever gives a place back is counted',
  },
  {
    file: 'packages/server/src/engine/waiters.ts',
    was: 'const left = (this.#waiting.get(organizationId) ?? 1) - 1;',
    becomes: 'const left = (this.#waiting.get(organizationId) ?? (1 + 1)) - 1;',
    because: 'whoever gives a place back is counted',
  },
  {
    file: 'packages/server/src/engine/worker.ts',
    was: "const input: unknown = JSON.parse((await attempt.untilStored(() => store.input(job.id))) ?? 'null');",
    becomes: 'const input: unknown = JSON.parse((await attempt.untilStored(() => store.input(job.id))) as never);',
    because: 'null is parsed as the text null',
  },
  {
    file: 'packages/server/src/storage/statements/due-statements.ts',
    was: ".where('runnable_at', '<=', argument('now'))\n      .orderBy('runnable_at')",
    becomes: ".where('runnable_at', '<=', argument('now'))",
    because: 'both databases walk along the index of waiting jobs, which has this order; the words promise it',
  },
];

interface EquivalentMutant {
  readonly file: string;
  readonly was: string;
  readonly becomes: string;
  readonly because: string;
}
