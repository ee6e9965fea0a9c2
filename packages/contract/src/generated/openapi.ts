// Generated from openapi/openapi.yaml. Do not edit: change the contract, then run `pnpm generate`.

export interface paths {
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description Lists the jobs of the organization, a page at a time, ordered by `created_at`, then `id`. All filters must match.
         *     `created_after` and `created_before` are exclusive.
         *
         *     The cursor is opaque and is bound to the organization, the filters and the order; it may be used with another `limit`. With
         *     other filters or another `order` it is 400 `invalid_cursor`. There is no total.
         */
        get: operations["listJobs"];
        put?: never;
        /**
         * Create a job
         * @description Creates a job and answers 201 as soon as it is stored: it exists and can be read when the answer arrives. Its status is
         *     `queued`, unless `Prefer: wait` held the answer until the job had moved on.
         *
         *     A `type` that the server does not offer is `validation_error`, and so is an `input` that does not match the `input_schema`
         *     of its type. A `scheduled_for` in the past means now. `timeout_seconds` counts from creation, also for a job that is
         *     scheduled for later.
         *
         *     With an `Idempotency-Key` the request can be repeated safely: the same key and body replay the first answer. Without a key
         *     every request creates a job of its own.
         *
         *     An organization that has as many open jobs or stored bytes as it may is answered 429 `rate_limited`.
         */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel many jobs
         * @description Cancels many jobs in one call. The body holds either `job_ids` or a `filter`, never both and never neither; anything else
         *     is `validation_error`. Each job is treated as by `cancelJob`, and the same promises hold for it.
         *
         *     With `job_ids` the answer has one outcome for each id, in the order of the request. An id that is unknown, or that belongs
         *     to another organization, has the outcome `not_found`.
         *
         *     With a `filter` the server cancels every job that matches, however many there are (50,000 queued jobs in one call are
         *     fine), in transactions of bounded size, and answers with counts per outcome. A filter without `status` matches jobs of every status. A job that is already `cancelled`
         *     or `cancelling` is counted as that. A job that is created while the call runs may or may not be met.
         *
         *     The call as a whole is not a transaction. When it is interrupted, repeat it: a job that was cancelled stays cancelled.
         */
        post: operations["cancelJobs"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a job
         * @description Reads a job, or waits for it. The job does not carry its `input` unless asked with `include=input`: a poll must stay
         *     small. A failed job is a successful answer of 200; why it failed is in `error`.
         *
         *     With `Prefer: wait` alone the answer is held until the job is terminal. With `If-None-Match` it is held until the version
         *     differs from the tag, and is 304 if it does not. With `If-None-Match` and no `Prefer` the answer is 304 at once when the
         *     version is the same. A terminal job is never held.
         *
         *     `Retry-After` is sent only while the job is not terminal.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /**
         * Delete a job that has ended
         * @description Purges a terminal job with its input, its results and its events, before its `expires_at`. It never cancels: a job that is
         *     not terminal is 409 `job_not_terminal` with the job inside, and stays as it is.
         *
         *     Afterwards the job is unknown, so deleting it again is 404 `job_not_found`. A stored answer of its `Idempotency-Key` stays
         *     until its 24 hours are over. Deleting raises no event and no webhook.
         */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job
         * @description Cancels a job. An answer of 200 is a promise: the job ends as `cancelled`, and as nothing else.
         *
         *     - A `queued` job is `cancelled` at once and never runs.
         *     - A `running` job is `cancelling`: its worker is told, and stops at its next checkpoint, or the server ends the job at
         *       `cancellation.deadline_at`. It is `cancelled` already if it stopped meanwhile.
         *     - A job that is `cancelling` or `cancelled` is answered 200 and stays unchanged: `requested_at`, `deadline_at` and the
         *       first `reason` stay. While it is `cancelling` the stop signal is sent again. No second event or webhook is raised.
         *     - A job that is `completed`, `failed` or `expired` is answered 409 `job_already_terminal`, with the job in member `job`.
         *     - An unknown id and a job of another organization are answered 404 `job_not_found`, and the two cannot be told apart.
         *
         *     Work already dispatched is not rolled back. Every result produced before the stop is kept and readable.
         *
         *     No body, an empty body with a JSON content type, and `{}` are all accepted. With `Prefer: wait` the answer is held until
         *     the job is terminal.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/results": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the results of a job
         * @description Lists what the job has produced so far, ordered by `index`. Results can be read while the job runs, and stay readable after
         *     it was cancelled, has failed or has expired.
         *
         *     `sealed` speaks of the job, not of the page: when it is true the job is terminal and no more results will come. While it
         *     is false and `has_more` is false, everything that exists was read; repeat the request with the same `cursor` later.
         *
         *     The list is append-only: an `index` never changes its result and there are no gaps. A job with a single answer has one
         *     result.
         */
        get: operations["listJobResults"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{job_id}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or stream the events of a job
         * @description Reads the log of a job: one event per transition, ordered by `sequence`, beginning with the one from null to `queued`.
         *     Replaying the log gives the current status.
         *
         *     **As pages.** The answer is `application/json` unless the stream is asked for. `next_cursor` is never null: after the last
         *     event it stands for what comes next. With `Prefer: wait` a request that would find no newer event is held until there is
         *     one. When the job is terminal no newer event comes, and the answer is given at once.
         *
         *     **As a stream.** The answer is `text/event-stream` when `Accept` names that type with a weight not lower than that of
         *     `application/json`. Each transition is an event with `event: <type>`, `id: <sequence>` and a JobEvent as `data`. Between
         *     them come `job.progress` events without an id, with a JobProgressEvent as `data`, at most four a second. They are not kept
         *     and not repeated. The stream ends after the terminal transition. It begins after the event named by `Last-Event-ID`, or
         *     else after `cursor`, or else with the first event. A server may send comment lines to keep the connection open, and may
         *     close the stream earlier; the client then connects again with `Last-Event-ID`. `Prefer` and `limit` do not matter to a
         *     stream.
         *
         *     When `Accept` allows neither type the answer is 406 `not_acceptable`.
         */
        get: operations["listJobEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/capabilities": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get what the server offers
         * @description Tells which conformance classes the server serves, which job types it offers and what input each of them takes, how long a
         *     cancelled worker may take to stop, and where the limits are for the organization of the key.
         */
        get: operations["getCapabilities"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    "job.started": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A worker has claimed the job
         * @description Sent when a worker claims the job, for every attempt.
         *
         *     The receiver checks `webhook-signature`, drops a `data.version` that is not above the last one it has seen of this job, and
         *     answers 2xx within 15 seconds. Any other answer, or none, is repeated with growing pauses, under the same `webhook-id` and with a
         *     new `webhook-timestamp`. So a webhook arrives at least once, and not always in order. A redirect is not followed. An answer of
         *     410 ends all deliveries of the job to this receiver.
         */
        post: operations["receiveJobStarted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "job.cancelling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The job was cancelled while it ran
         * @description Sent when a cancel reaches a job that runs, and its worker is told to stop. It is sent once, however often the cancel is repeated.
         *
         *     The receiver checks `webhook-signature`, drops a `data.version` that is not above the last one it has seen of this job, and
         *     answers 2xx within 15 seconds. Any other answer, or none, is repeated with growing pauses, under the same `webhook-id` and with a
         *     new `webhook-timestamp`. So a webhook arrives at least once, and not always in order. A redirect is not followed. An answer of
         *     410 ends all deliveries of the job to this receiver.
         */
        post: operations["receiveJobCancelling"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "job.completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The work was done
         * @description Sent when the job becomes `completed`.
         *
         *     The receiver checks `webhook-signature`, drops a `data.version` that is not above the last one it has seen of this job, and
         *     answers 2xx within 15 seconds. Any other answer, or none, is repeated with growing pauses, under the same `webhook-id` and with a
         *     new `webhook-timestamp`. So a webhook arrives at least once, and not always in order. A redirect is not followed. An answer of
         *     410 ends all deliveries of the job to this receiver.
         */
        post: operations["receiveJobCompleted"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "job.failed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The job has failed
         * @description Sent when the job becomes `failed`. `data.error` says why.
         *
         *     The receiver checks `webhook-signature`, drops a `data.version` that is not above the last one it has seen of this job, and
         *     answers 2xx within 15 seconds. Any other answer, or none, is repeated with growing pauses, under the same `webhook-id` and with a
         *     new `webhook-timestamp`. So a webhook arrives at least once, and not always in order. A redirect is not followed. An answer of
         *     410 ends all deliveries of the job to this receiver.
         */
        post: operations["receiveJobFailed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "job.cancelled": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The job has ended as cancelled
         * @description Sent when the job becomes `cancelled`, from `queued` or after `cancelling`. No work goes on any more. It is sent once, however often the cancel is repeated.
         *
         *     The receiver checks `webhook-signature`, drops a `data.version` that is not above the last one it has seen of this job, and
         *     answers 2xx within 15 seconds. Any other answer, or none, is repeated with growing pauses, under the same `webhook-id` and with a
         *     new `webhook-timestamp`. So a webhook arrives at least once, and not always in order. A redirect is not followed. An answer of
         *     410 ends all deliveries of the job to this receiver.
         */
        post: operations["receiveJobCancelled"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "job.expired": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The deadline of the job passed
         * @description Sent when the job becomes `expired`.
         *
         *     The receiver checks `webhook-signature`, drops a `data.version` that is not above the last one it has seen of this job, and
         *     answers 2xx within 15 seconds. Any other answer, or none, is repeated with growing pauses, under the same `webhook-id` and with a
         *     new `webhook-timestamp`. So a webhook arrives at least once, and not always in order. A redirect is not followed. An answer of
         *     410 ends all deliveries of the job to this receiver.
         */
        post: operations["receiveJobExpired"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        /** @description The id of a job. Opaque, unique on the server, and never `cancel`. The reference server makes ids that begin with `job_` and sort by creation; a client does not rely on that. */
        JobId: string;
        /** @description What kind of work a job is. A server lists the types it offers in its capabilities. */
        JobType: string;
        /** @description Pairs of strings that the caller attaches to a job and can filter by. The server never interprets them. At most 16 pairs; a key has 1 to 64 characters, a value at most 512. Keys such as `__proto__` are data like any other. */
        Metadata: {
            [key: string]: string;
        };
        /** @description Pairs that the metadata of a job must all hold, 1 to 16 of them. Keys and values are compared exactly. */
        MetadataFilter: {
            [key: string]: string;
        };
        /**
         * @description Where a job is in its lifecycle. `queued`, `running` and `cancelling` are open; `completed`, `failed`, `cancelled` and `expired` are terminal. A client that meets a status it does not know goes by `terminal`.
         * @enum {string}
         */
        JobStatus: "queued" | "running" | "cancelling" | "completed" | "failed" | "cancelled" | "expired";
        /**
         * @description The type of an event of a job. There is one event for each transition.
         * @enum {string}
         */
        JobEventType: "job.queued" | "job.started" | "job.requeued" | "job.cancelling" | "job.completed" | "job.failed" | "job.cancelled" | "job.expired";
        /** @description How much of the job is done, counted in items. `completed` plus `failed` never exceeds `total`. The two counts never decrease in the whole life of a job, over all its attempts. */
        JobProgress: {
            /** @description The number of items that the job has. Null while it is not known. */
            total: number | null;
            /** @description The number of items that were done. In a terminal job it equals the number of its results with status `completed`. */
            completed: number;
            /** @description The number of items that failed. In a terminal job it equals the number of its results with status `failed`. */
            failed: number;
        };
        /** @description Why a job, or one item of it, has failed. It is part of a successful answer and is not a problem. */
        JobError: {
            /** @description A stable name of the cause. It is `attempts_exhausted` when the last attempt of the job was lost; the others belong to the job type. */
            code: string;
            /** @description What happened, in words for a person. */
            message: string;
            /** @description Whether a new job with the same input may succeed. */
            retryable: boolean;
            /** @description More about the cause, in members that belong to the `code`. Null when there is nothing more to say. */
            details: {
                [key: string]: unknown;
            } | null;
        };
        /** @description The cancel that ended the job or is ending it. Repeating the cancel changes none of it. */
        JobCancellation: {
            /**
             * Format: date-time
             * @description When the first cancel was accepted.
             */
            requested_at: string;
            /** @description The reason that the first cancel gave. Null when it gave none. */
            reason: string | null;
            /**
             * Format: date-time
             * @description The grace bound, when the server ends the job if its worker has not stopped. The job is `cancelled` within 5 seconds of it. Null when the job was cancelled without being `cancelling` first, as every job cancelled from `queued` is.
             */
            deadline_at: string | null;
            /**
             * Format: date-time
             * @description When the worker really stopped, or was found dead. Null while it has not, and null when no worker had the job.
             */
            stopped_at: string | null;
            /** @description Whether the server stopped waiting at the grace bound. When it is true, whatever the attempt writes afterwards is refused, and `stopped_at` stays null until the worker has really stopped. */
            forced: boolean;
        };
        /** @description Where to go from this job. Paths relative to the server. A link into a class that the server does not serve answers 404 `route_not_found`. */
        JobLinks: {
            /**
             * Format: uri-reference
             * @description The job itself, for `getJob` and `deleteJob`.
             */
            self: string;
            /**
             * Format: uri-reference
             * @description Its results, for `listJobResults`.
             */
            results: string;
            /**
             * Format: uri-reference
             * @description Its events, for `listJobEvents`.
             */
            events: string;
            /**
             * Format: uri-reference
             * @description Where to cancel it, for `cancelJob`. Set while a cancel would do something, which is in `queued`, `running` and `cancelling` (there it sends the stop signal again). Null in a terminal job.
             */
            cancel: string | null;
        };
        /** @description One piece of work, and where it is in its lifecycle. */
        Job: {
            id: components["schemas"]["JobId"];
            /**
             * @description The kind of this object.
             * @constant
             */
            object: "job";
            type: components["schemas"]["JobType"];
            /** @description The name that the caller gave the job, for people. Null when it gave none. */
            name: string | null;
            status: components["schemas"]["JobStatus"];
            /** @description Whether the job has ended. A terminal job never changes its status, counts and results again. */
            terminal: boolean;
            /** @description The number of the job's present version. It begins at 1 and rises by one with every visible change of the job. Of two answers about one job, the one with the higher version is the later. */
            version: number;
            /** @description How often a worker has claimed the job; the number of the present or last attempt. 0 before the first claim. It may exceed `max_attempts`, because a requeue by graceful shutdown is not counted there. */
            attempt: number;
            /** @description How many attempts may be lost or end with a retryable error before the job is `failed`. */
            max_attempts: number;
            /** @description Of the jobs of its organization that could start now, those with the higher priority start first, and among equals the one that could start earliest. It does not matter to other organizations. */
            priority: number;
            /** @description The organization that the job belongs to, which is that of the key it was created with. Opaque. */
            organization_id: string;
            /** @description The pairs that the caller attached. An empty object when it attached none. */
            metadata: components["schemas"]["Metadata"];
            progress: components["schemas"]["JobProgress"];
            /** @description What the work is at, as free text of the job type. Null before the first phase is named. A job that is no longer running keeps its last phase. */
            phase: string | null;
            /** @description How many seconds the work is estimated to take from now. Null when there is no estimate, and in every job that is not `running`. */
            estimated_seconds_remaining: number | null;
            /** @description Why the job has failed. Set exactly when the status is `failed`, null otherwise; a cancelled job is not a failure. */
            error: components["schemas"]["JobError"] | null;
            /** @description The cancel of the job. Set exactly when the status is `cancelling` or `cancelled`, null otherwise. */
            cancellation: components["schemas"]["JobCancellation"] | null;
            /**
             * Format: date-time
             * @description When the job was created.
             */
            created_at: string;
            /**
             * Format: date-time
             * @description The time before which the job does not start, as the caller asked for it. It may lie in the past, which means now. Null when none was asked for.
             */
            scheduled_for: string | null;
            /**
             * Format: date-time
             * @description When a worker first claimed the job. Later attempts do not change it. Null exactly while `attempt` is 0.
             */
            started_at: string | null;
            /**
             * Format: date-time
             * @description When the job became terminal, whichever way it ended. Null exactly while it is open.
             */
            finished_at: string | null;
            /**
             * Format: date-time
             * @description When the job expires if it has not ended, which is `created_at` plus `timeout_seconds`. Null when it has no deadline.
             */
            deadline_at: string | null;
            /**
             * Format: date-time
             * @description When the data of the job is purged. Null while the job is open, and on a server that never purges.
             */
            expires_at: string | null;
            links: components["schemas"]["JobLinks"];
            /** @description The input that the job was created with. Present only when it was asked for with `include=input`, and absent otherwise. */
            input?: {
                [key: string]: unknown;
            };
        };
        /** @description Where to send webhooks about this job, and which. The job does not show it, since the address may hold a secret. */
        CreateJobWebhook: {
            /**
             * Format: uri
             * @description The address of the receiver, at most 2,048 characters. An address that the server will not send to, such as one inside its own network, is `validation_error`.
             */
            url: string;
            /** @description The types to send. All of them when it is left out. */
            events?: components["schemas"]["WebhookEventType"][];
        };
        /** @description A job to be created. */
        CreateJobRequest: {
            /** @description What kind of work it is. A type that the server does not offer is `validation_error`. */
            type: components["schemas"]["JobType"];
            /** @description What to work on. Any JSON object that matches the `input_schema` of the type. */
            input: {
                [key: string]: unknown;
            };
            /** @description A name for people, at most 200 characters. */
            name?: string;
            /** @description Pairs of strings to attach to the job. None when it is left out. */
            metadata?: components["schemas"]["Metadata"];
            /** @description Of the jobs of its organization that could start now, those with the higher priority start first, and among equals the one that could start earliest. It does not matter to other organizations. 0 to 9, and 5 when it is left out. */
            priority?: number;
            /**
             * Format: date-time
             * @description The time before which the job must not start, at most a year (365 days) ahead. A time in the past means now. At once when it is left out. RFC 3339 with any offset.
             */
            scheduled_for?: string;
            /** @description After how many seconds the job expires if it has not ended, counted from creation, even when it is scheduled for later. 1 to 604,800 (one week). No deadline when it is left out. */
            timeout_seconds?: number;
            /** @description How many attempts may be lost or end with a retryable error before the job fails. 1 to 20, and 3 when it is left out. */
            max_attempts?: number;
            /** @description Where to send webhooks about this job. None are sent when it is left out. */
            webhook?: components["schemas"]["CreateJobWebhook"];
        };
        /** @description Why a job is cancelled. It may be empty. */
        CancelJobRequest: {
            /** @description The reason, in words for a person, at most 500 characters. It is kept in `cancellation.reason` of the job by the first cancel only. */
            reason?: string;
        };
        /** @description Which jobs of the organization to cancel. It has at least one member, and a job matches when all of them match. */
        CancelJobsFilter: {
            /** @description Jobs in one of these statuses. Jobs of every status when it is left out; those that have ended are only counted. */
            status?: components["schemas"]["JobStatus"][];
            /** @description Jobs of this type. */
            type?: components["schemas"]["JobType"];
            metadata?: components["schemas"]["MetadataFilter"];
            /**
             * Format: date-time
             * @description Jobs created before this time; exclusive. RFC 3339 with any offset.
             */
            created_before?: string;
            /**
             * Format: date-time
             * @description Jobs created after this time; exclusive. RFC 3339 with any offset.
             */
            created_after?: string;
        };
        /** @description Which jobs to cancel. Exactly one of `job_ids` and `filter` must be sent; both together, and neither of them, are `validation_error`. */
        CancelJobsRequest: {
            /** @description The ids of the jobs, 1 to 100 of them, none twice. */
            job_ids?: components["schemas"]["JobId"][];
            filter?: components["schemas"]["CancelJobsFilter"];
            /** @description The reason, in words for a person, at most 500 characters, as in `cancelJob`. */
            reason?: string;
        };
        /**
         * @description What became of one job of a bulk cancellation.
         * @enum {string}
         */
        CancelOutcome: "cancelled" | "cancelling" | "already_terminal" | "not_found";
        /** @description How many jobs had each outcome. */
        BulkCancellationCounts: {
            /** @description The number of jobs that are `cancelled`, by this call or by an earlier one. */
            cancelled: number;
            /** @description The number of jobs that are `cancelling`, by this call or by an earlier one. */
            cancelling: number;
            /** @description The number of jobs that had ended as `completed`, `failed` or `expired`. */
            already_terminal: number;
            /** @description The number of ids that name no job of this organization. Always 0 for a filter. */
            not_found: number;
        };
        /** @description What became of the job with this id. */
        BulkCancellationOutcome: {
            job_id: components["schemas"]["JobId"];
            outcome: components["schemas"]["CancelOutcome"];
        };
        /** @description What became of the jobs of one bulk cancellation. */
        BulkCancellation: {
            /**
             * @description The kind of this object.
             * @constant
             */
            object: "bulk_cancellation";
            counts: components["schemas"]["BulkCancellationCounts"];
            /** @description One outcome for each of `job_ids`, in the order of the request. Null for a filter. */
            outcomes: components["schemas"]["BulkCancellationOutcome"][] | null;
        };
        /** @description A page of jobs. */
        JobList: {
            /**
             * @description The kind of this object.
             * @constant
             */
            object: "list";
            /** @description The jobs of this page, in the order that was asked for. */
            data: components["schemas"]["Job"][];
            /** @description Whether there is a page after this one. */
            has_more: boolean;
            /** @description The cursor of the next page. Null when there is none. */
            next_cursor: string | null;
        };
        /**
         * @description How one item of a job ended.
         * @enum {string}
         */
        JobResultStatus: "completed" | "failed";
        /** @description What a job has produced for one item. A result never changes once it exists. */
        JobResult: {
            /** @description The position of the result in order of arrival, from 0, without gaps. */
            index: number;
            /** @description The client's own id of the item, taken from the input. Emitting the same id a second time changes nothing. Null when the items of the job have none. */
            id: string | null;
            status: components["schemas"]["JobResultStatus"];
            /** @description What came out, any JSON value that the job type documents. Null when the item failed. */
            output: unknown;
            /** @description Why the item failed. Set exactly when the status is `failed`, null otherwise. */
            error: components["schemas"]["JobError"] | null;
            /**
             * Format: date-time
             * @description When the result was stored.
             */
            created_at: string;
        };
        /** @description A page of the results of one job. */
        JobResultList: {
            /**
             * @description The kind of this object.
             * @constant
             */
            object: "list";
            /** @description The results of this page, ordered by `index`. */
            data: components["schemas"]["JobResult"][];
            /** @description Whether more results exist already after this page. */
            has_more: boolean;
            /** @description The cursor of the next page. Null when nothing exists after this page yet; while `sealed` is false, the same request may find more later. */
            next_cursor: string | null;
            /** @description Whether the job has ended, so that no more results will come. It speaks of the job, not of the page. */
            sealed: boolean;
        };
        /** @description One transition of a job. */
        JobEvent: {
            /** @description The `version` that the job had after this transition. It rises from event to event; gaps are normal, since other changes raise the version too. */
            sequence: number;
            type: components["schemas"]["JobEventType"];
            /**
             * Format: date-time
             * @description When the transition happened.
             */
            at: string;
            /** @description The status before. Null in the first event, where the job was created. */
            from: components["schemas"]["JobStatus"] | null;
            /** @description The status after. */
            to: components["schemas"]["JobStatus"];
            /** @description The number of the attempt at that moment. 0 before the first claim. */
            attempt: number;
            /** @description Why. The reason of the cancel in `job.cancelling` and `job.cancelled`; the `code` of the error in `job.failed`; a word of the server in `job.requeued`, such as `attempt_lost`, `retryable_error` or `shutdown`. Null when there is nothing to say. */
            reason: string | null;
        };
        /** @description A page of the events of one job. */
        JobEventList: {
            /**
             * @description The kind of this object.
             * @constant
             */
            object: "list";
            /** @description The events of this page, ordered by `sequence`. */
            data: components["schemas"]["JobEvent"][];
            /** @description Whether more events exist already after this page. */
            has_more: boolean;
            /** @description The cursor behind the last event of this page. Never null; with `Prefer` and `wait` it waits for what comes next. */
            next_cursor: string;
        };
        /** @description The data of a `job.progress` event of the stream. It tells how far the work is between two transitions. */
        JobProgressEvent: {
            /** @description The version of the job that has this progress. */
            version: number;
            progress: components["schemas"]["JobProgress"];
            /** @description What the work is at, as free text of the job type. Null before the first phase is named. */
            phase: string | null;
            /** @description How many seconds the work is estimated to take from now. Null when there is no estimate. */
            estimated_seconds_remaining: number | null;
        };
        /**
         * @description A part of this contract that a server serves as a whole or not at all. `core` is required.
         * @enum {string}
         */
        ConformanceClass: "core" | "list" | "results" | "events" | "wait" | "idempotency" | "bulk-cancel" | "delete" | "scheduling" | "webhooks" | "rate-limit";
        /** @description A type of job that the server offers. */
        CapabilityJobType: {
            type: components["schemas"]["JobType"];
            /** @description What a job of this type does and what its results are, in words for a person. */
            description: string;
            /** @description The JSON Schema (draft 2020-12) that the `input` of such a job must match. An empty object when any object is accepted. */
            input_schema: {
                [key: string]: unknown;
            };
        };
        /** @description The limits that hold for the organization of the key. Each is a maximum. Where a member is not said to be the operator's choice, its value is that of the contract. */
        CapabilityLimits: {
            /** @description The size of a request body, in bytes. 1,048,576 (1 MiB) unless the operator says otherwise. */
            body_bytes: number;
            /** @description The nesting of a request body, in levels; the outermost object is level 1. 32 unless the operator says otherwise. */
            body_depth: number;
            /** @description The length of `type`, in characters. 64. */
            type_length: number;
            /** @description The length of `name`, in characters. 200. */
            name_length: number;
            /** @description The length of the `reason` of a cancel, in characters. 500. */
            reason_length: number;
            /** @description The number of pairs in `metadata`. 16. */
            metadata_pairs: number;
            /** @description The length of a key in `metadata`, in characters. 64. */
            metadata_key_length: number;
            /** @description The length of a value in `metadata`, in characters. 512. */
            metadata_value_length: number;
            /** @description The highest `priority`. 9. */
            priority: number;
            /** @description The longest `timeout_seconds`, in seconds. 604,800 (one week). */
            timeout_seconds: number;
            /** @description How far ahead `scheduled_for` may lie, in seconds. 31,536,000 (365 days). */
            scheduled_ahead_seconds: number;
            /** @description The highest `max_attempts`. 20. */
            max_attempts: number;
            /** @description The length of `webhook.url`, in characters. 2,048. */
            webhook_url_length: number;
            /** @description The highest `limit` of a list, in entries. 100. */
            page_size: number;
            /** @description The number of `job_ids` in one bulk cancellation. 100. */
            bulk_job_ids: number;
            /** @description The longest wait that `Prefer` can ask for, in seconds; a longer one is clamped to it. 60. */
            wait_seconds: number;
            /** @description The length of an `Idempotency-Key`, in characters. 255. */
            idempotency_key_length: number;
            /** @description How long an `Idempotency-Key` is kept, in seconds. 86,400 (24 hours). */
            idempotency_ttl_seconds: number;
            /** @description How long the data of a job is kept after its end, in seconds. The operator's choice; null when it is never purged. */
            retention_seconds: number | null;
            /** @description How many requests of the organization the server holds at the same time. The operator's choice; null when there is no cap. */
            waiters_per_organization: number | null;
            /** @description How many open jobs the organization may have. The operator's choice; null when there is no cap. */
            active_jobs_per_organization: number | null;
            /** @description How much the organization may store in inputs, metadata and results, in bytes; a server may count what it needs to keep them. The operator's choice; null when there is no cap. */
            stored_bytes_per_organization: number | null;
            /** @description How many requests a minute the organization may make. The operator's choice; null when there is no cap. */
            requests_per_minute: number | null;
        };
        /** @description What a server offers to the organization of the key. */
        Capabilities: {
            /**
             * @description The kind of this object.
             * @constant
             */
            object: "capabilities";
            /** @description The conformance classes that the server serves. `core` is always among them. */
            conformance_classes: components["schemas"]["ConformanceClass"][];
            /** @description The types of job that the server offers. */
            job_types: components["schemas"]["CapabilityJobType"][];
            /** @description How long the worker of a cancelled job may take to stop before the server ends the job by force, in seconds. 30 unless the operator says otherwise. */
            cancellation_grace_seconds: number;
            limits: components["schemas"]["CapabilityLimits"];
        };
        /**
         * @description The type of a webhook.
         * @enum {string}
         */
        WebhookEventType: "job.started" | "job.cancelling" | "job.completed" | "job.failed" | "job.cancelled" | "job.expired";
        /** @description The job as it was after the transition that the webhook tells of. Read the job for all the rest. */
        WebhookEventData: {
            job_id: components["schemas"]["JobId"];
            job_type: components["schemas"]["JobType"];
            /** @description The organization that the job belongs to. Opaque. */
            organization_id: string;
            status: components["schemas"]["JobStatus"];
            /** @description Whether the job has ended. */
            terminal: boolean;
            /** @description The version of the job after the transition. A receiver drops a webhook whose version is not above the last one it has seen of this job. */
            version: number;
            /** @description The number of the present or last attempt. 0 before the first claim. */
            attempt: number;
            metadata: components["schemas"]["Metadata"];
            progress: components["schemas"]["JobProgress"];
            /** @description Why the job has failed. Set exactly when the status is `failed`, null otherwise. */
            error: components["schemas"]["JobError"] | null;
            /** @description The cancel of the job. Set exactly when the status is `cancelling` or `cancelled`, null otherwise. */
            cancellation: components["schemas"]["JobCancellation"] | null;
            /**
             * Format: date-time
             * @description When the job became terminal. Null exactly while it is open.
             */
            finished_at: string | null;
        };
        /** @description The body of a webhook. */
        WebhookEvent: {
            type: components["schemas"]["WebhookEventType"];
            /**
             * Format: date-time
             * @description When the transition happened. It stays the same when the delivery is repeated.
             */
            timestamp: string;
            data: components["schemas"]["WebhookEventData"];
        };
        /**
         * @description The stable name of what went wrong. `x-jobwire-problems` gives the HTTP status, the title and `retryable` of each. A client that meets a code it does not know goes by the HTTP status and by `retryable`.
         * @enum {string}
         */
        ProblemCode: "validation_error" | "malformed_json" | "invalid_cursor" | "unauthorized" | "forbidden" | "job_not_found" | "route_not_found" | "method_not_allowed" | "not_acceptable" | "job_already_terminal" | "job_not_terminal" | "idempotency_key_reused" | "idempotency_key_in_use" | "payload_too_large" | "unsupported_media_type" | "rate_limited" | "headers_too_large" | "internal_error" | "unavailable";
        /** @description One thing that is wrong with the request. */
        ProblemErrorItem: {
            /**
             * @description The part of the request that holds it.
             * @enum {string}
             */
            location: "body" | "path" | "query" | "header";
            /** @description The JSON Pointer (RFC 6901) into the body. Present when the location is `body`; the empty string stands for the body as a whole. */
            pointer?: string;
            /** @description The name of the parameter or header. Present when the location is `path`, `query` or `header`. */
            name?: string;
            /** @description What is wrong with it, in words for a person. */
            message: string;
        };
        /** @description Why a request was refused or could not be served, as in RFC 9457. */
        Problem: {
            /**
             * Format: uri-reference
             * @description A URI that names this kind of problem and leads to its documentation, possibly relative to the server. Another server may use another URI; branch on `code`.
             */
            type: string;
            /** @description The kind of problem in a few words, the same for every problem with this code. */
            title: string;
            /** @description The HTTP status of this answer. */
            status: number;
            /** @description What happened this time and what to do about it, in words for a person. */
            detail: string;
            /**
             * Format: uri-reference
             * @description The path of the request, without its query. `/` where the path was not read.
             */
            instance: string;
            code: components["schemas"]["ProblemCode"];
            /** @description The name of the request, the same as in `X-Request-Id`. */
            request_id: string;
            /** @description Whether repeating the same request later, unchanged, is a sensible reaction. */
            retryable: boolean;
            /** @description What is wrong with the request, one entry each. Left out when there is nothing to list. */
            errors?: components["schemas"]["ProblemErrorItem"][];
        };
        /** @description A problem that comes with the job it is about, so that the caller needs no second request. */
        JobProblem: {
            /**
             * Format: uri-reference
             * @description A URI that names this kind of problem and leads to its documentation, possibly relative to the server. Another server may use another URI; branch on `code`.
             */
            type: string;
            /** @description The kind of problem in a few words, the same for every problem with this code. */
            title: string;
            /** @description The HTTP status of this answer. */
            status: number;
            /** @description What happened this time and what to do about it, in words for a person. */
            detail: string;
            /**
             * Format: uri-reference
             * @description The path of the request, without its query. `/` where the path was not read.
             */
            instance: string;
            /**
             * @description The stable name of what went wrong, which is the member to branch on.
             * @enum {string}
             */
            code: "job_already_terminal" | "job_not_terminal";
            /** @description The name of the request, the same as in `X-Request-Id`. */
            request_id: string;
            /** @description Whether repeating the same request later, unchanged, is a sensible reaction. */
            retryable: boolean;
            /** @description What is wrong with the request, one entry each. Left out when there is nothing to list. */
            errors?: components["schemas"]["ProblemErrorItem"][];
            /** @description The job as it is, in whole. */
            job: components["schemas"]["Job"];
        };
    };
    responses: {
        /** @description The request carries no key, or none that is valid. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "WWW-Authenticate": components["headers"]["WwwAuthenticate"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The key is valid and may not do this. A read-only key asked for a write, or the operator has restricted the key. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description There is nothing at this path. */
        RouteNotFound: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The path is declared, and this method is not one of its own. `Allow` lists those. */
        MethodNotAllowed: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                Allow: components["headers"]["Allow"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is larger than `limits.body_bytes` of the capabilities. */
        PayloadTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The body is not declared as `application/json`, or is not declared at all. */
        UnsupportedMediaType: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The organization makes more requests than it may. `Retry-After` says when to repeat this one. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The request line and the headers are larger than the server takes. Nothing of the request was read, and the connection is closed. */
        HeadersTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server made an error that is not the caller's. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description The server is starting, stopping, or cannot reach its storage. `Retry-After` says when to repeat the request. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["RequestId"];
                "Retry-After": components["headers"]["RetryAfter"];
                RateLimit: components["headers"]["RateLimit"];
                "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        /**
         * @description The id of the job. A malformed id is 400; a well-formed id that is unknown, or that belongs to another organization, is 404.
         * @example job_01m817qnm0f9f824pa3eywnyp2
         */
        JobId: components["schemas"]["JobId"];
        /**
         * @description Members to add to the job that it does not carry by itself. `input` adds the input that the job was created with.
         * @example [
         *       "input"
         *     ]
         */
        Include: "input"[];
        /**
         * @description Only jobs in this status. Repeat the parameter to allow several.
         * @example [
         *       "queued",
         *       "running"
         *     ]
         */
        StatusFilter: components["schemas"]["JobStatus"][];
        /**
         * @description Only jobs of this type. A type that the server does not offer matches no job.
         * @example documents.extract
         */
        TypeFilter: components["schemas"]["JobType"];
        /**
         * @description Only jobs whose metadata holds all these pairs, sent as `metadata[key]=value`, once for each pair. Keys and values are compared exactly.
         * @example {
         *       "customer": "acme"
         *     }
         */
        MetadataFilter: components["schemas"]["Metadata"];
        /**
         * @description Only jobs created after this time; exclusive. RFC 3339 with any offset. Colons may be sent as they are; a plus sign must be sent as `%2B`.
         * @example 2026-11-01T00:00:00Z
         */
        CreatedAfter: string;
        /**
         * @description Only jobs created before this time; exclusive. RFC 3339 with any offset. Colons may be sent as they are; a plus sign must be sent as `%2B`.
         * @example 2026-12-01T00:00:00Z
         */
        CreatedBefore: string;
        /**
         * @description `desc` begins with the newest job, `asc` with the oldest.
         * @example desc
         */
        Order: "desc" | "asc";
        /**
         * @description How many entries the page holds at most.
         * @example 20
         */
        Limit: number;
        /**
         * @description The `next_cursor` of the page before, to read on behind it. Left out, the list begins at its beginning. A cursor that does not belong to this list is 400 `invalid_cursor`.
         * @example djE6Y3JlYXRlZDoyMDI2LTExLTIyVDA4OjU4OjEyLjQxMFo
         */
        Cursor: string;
        /**
         * @description `wait=n` holds the answer for up to `n` seconds, until the job is terminal; on `getJob` with `If-None-Match`, until its
         *     version differs. `n` is clamped to 60. Anything malformed is ignored. A server that does not serve class `wait` ignores
         *     this header.
         * @example wait=20
         */
        PreferUntilTerminal: string;
        /**
         * @description `wait=n` holds the answer for up to `n` seconds, until there is an event newer than the cursor. `n` is clamped to 60.
         *     Anything malformed is ignored. A server that does not serve class `wait` ignores this header.
         * @example wait=20
         */
        PreferNewerEvent: string;
        /**
         * @description The `ETag` of an earlier answer about this job. If the job still has that version the answer is 304. A list of tags and weak comparison are as in RFC 9110 section 13.1.2.
         * @example "9"
         */
        IfNoneMatch: string;
        /**
         * @description A key that the caller makes up, a new one for each job it means to create, such as a UUID. It is scoped to the organization
         *     and this operation and is kept for 24 hours. The same key with an equal body replays the first answer; with another body
         *     it is 409 `idempotency_key_reused`. A server that does not serve class `idempotency` ignores this header.
         * @example november-invoices
         */
        IdempotencyKey: string;
        /**
         * @description The `id` of the last event that a broken stream has delivered, which is its `sequence`. The new stream begins with the event after it. It goes before `cursor`, and does not matter to an answer in JSON.
         * @example 2
         */
        LastEventId: number;
        /**
         * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
         * @example req_01m817rm98e1qsrkwcpbfd83ta
         */
        RequestId: string;
        /**
         * @description The id of the event, as in Standard Webhooks. It is the same in every delivery of the event and holds no dot, so a receiver can tell a repetition by it.
         * @example msg_01m817rmzkeeea3s4w04zg1hhc
         */
        WebhookId: string;
        /**
         * @description When this delivery was sent, in seconds since 1970-01-01T00:00:00Z. A receiver refuses a time that is more than 5 minutes off.
         * @example 1795338032
         */
        WebhookTimestamp: number;
        /**
         * @description One or more signatures, separated by a space, each `v1,` and the Base64 of an HMAC-SHA256 over `webhook-id`, a dot,
         *     `webhook-timestamp`, a dot, and the bytes of the body. The key is the Base64-decoded part of the secret after `whsec_`.
         *     There is one secret per organization, agreed outside this API. While it is being rotated the header carries one signature
         *     per secret, and one that matches is enough.
         * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
         */
        WebhookSignature: string;
    };
    requestBodies: never;
    headers: {
        /**
         * @description The name of this request, echoed or made by the server. Give it to the operator when you report an error.
         * @example req_01m817rm98e1qsrkwcpbfd83ta
         */
        RequestId: string;
        /**
         * @description What remains of the rate limit, as in the IETF draft draft-ietf-httpapi-ratelimit-headers. `r` is the number of requests left, `t` the seconds until it is renewed. Sent by servers of class `rate-limit`.
         * @example "default";r=5994;t=38
         */
        RateLimit: string;
        /**
         * @description The rate limits that apply, as in the IETF draft draft-ietf-httpapi-ratelimit-headers. `q` is the number of requests, `w` the window in seconds. Sent by servers of class `rate-limit`.
         * @example "default";q=6000;w=60
         */
        RateLimitPolicy: string;
        /**
         * @description The seconds to wait before the request is repeated.
         * @example 5
         */
        RetryAfter: number;
        /**
         * @description The seconds to wait before the job is read again. Sent only while the job is not terminal.
         * @example 2
         */
        RetryAfterWhileOpen: number;
        /**
         * @description The seconds to wait before the request is repeated. Sent with `idempotency_key_in_use`.
         * @example 1
         */
        RetryAfterInUse: number;
        /**
         * @description The seconds to wait before the events are read again. Sent when the organization has too many waiters, so that `Prefer` was not applied.
         * @example 2
         */
        RetryAfterOverCap: number;
        /**
         * @description The scheme to authenticate with.
         * @example Bearer realm="jobwire"
         */
        WwwAuthenticate: string;
        /**
         * @description The methods that the path has, separated by commas.
         * @example POST
         */
        Allow: string;
        /**
         * @description The version of the job as an entity tag. It differs exactly when `version` differs, and between a job with its input and the same job without. Opaque; send it as `If-None-Match`.
         * @example "9"
         */
        ETag: string;
        /**
         * @description The path of the job, relative to the server.
         * @example /v1/jobs/job_01m817qnm0f9f824pa3eywnyp2
         */
        Location: string;
        /**
         * @description `true` when this is the replay of an earlier answer; left out otherwise.
         * @example true
         */
        IdempotentReplayed: "true";
        /**
         * @description The preference that the server applied, with the seconds as it clamped them. Left out when no waiting was asked for, when the preference was malformed, and when the organization has too many waiters.
         * @example wait=20
         */
        PreferenceApplied: string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listJobs: {
        parameters: {
            query?: {
                /**
                 * @description Only jobs in this status. Repeat the parameter to allow several.
                 * @example [
                 *       "queued",
                 *       "running"
                 *     ]
                 */
                status?: components["parameters"]["StatusFilter"];
                /**
                 * @description Only jobs of this type. A type that the server does not offer matches no job.
                 * @example documents.extract
                 */
                type?: components["parameters"]["TypeFilter"];
                /**
                 * @description Only jobs whose metadata holds all these pairs, sent as `metadata[key]=value`, once for each pair. Keys and values are compared exactly.
                 * @example {
                 *       "customer": "acme"
                 *     }
                 */
                metadata?: components["parameters"]["MetadataFilter"];
                /**
                 * @description Only jobs created after this time; exclusive. RFC 3339 with any offset. Colons may be sent as they are; a plus sign must be sent as `%2B`.
                 * @example 2026-11-01T00:00:00Z
                 */
                created_after?: components["parameters"]["CreatedAfter"];
                /**
                 * @description Only jobs created before this time; exclusive. RFC 3339 with any offset. Colons may be sent as they are; a plus sign must be sent as `%2B`.
                 * @example 2026-12-01T00:00:00Z
                 */
                created_before?: components["parameters"]["CreatedBefore"];
                /**
                 * @description `desc` begins with the newest job, `asc` with the oldest.
                 * @example desc
                 */
                order?: components["parameters"]["Order"];
                /**
                 * @description How many entries the page holds at most.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the page before, to read on behind it. Left out, the list begins at its beginning. A cursor that does not belong to this list is 400 `invalid_cursor`.
                 * @example djE6Y3JlYXRlZDoyMDI2LTExLTIyVDA4OjU4OjEyLjQxMFo
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            /** @description A query parameter breaks a rule, or the cursor does not belong to this list. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The server does not serve the class of this operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A key that the caller makes up, a new one for each job it means to create, such as a UUID. It is scoped to the organization
                 *     and this operation and is kept for 24 hours. The same key with an equal body replays the first answer; with another body
                 *     it is 409 `idempotency_key_reused`. A server that does not serve class `idempotency` ignores this header.
                 * @example november-invoices
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description `wait=n` holds the answer for up to `n` seconds, until the job is terminal; on `getJob` with `If-None-Match`, until its
                 *     version differs. `n` is clamped to 60. Anything malformed is ignored. A server that does not serve class `wait` ignores
                 *     this header.
                 * @example wait=20
                 */
                Prefer?: components["parameters"]["PreferUntilTerminal"];
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What kind of work it is, what to work on, and how. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateJobRequest"];
            };
        };
        responses: {
            /** @description The job was created, or this is the replay of the answer that told so. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    Location: components["headers"]["Location"];
                    ETag: components["headers"]["ETag"];
                    "Retry-After": components["headers"]["RetryAfterWhileOpen"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    "Idempotent-Replayed": components["headers"]["IdempotentReplayed"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The body, the query or a header breaks a rule. No job was created and the idempotency key is not burnt. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The idempotency key was used for another body, or its first request is still in flight. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfterInUse"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description The organization makes too many requests, or has as many open jobs or stored bytes as it may. */
            429: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Retry-After": components["headers"]["RetryAfter"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelJobs: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description Which jobs to cancel, and why. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CancelJobsRequest"];
            };
        };
        responses: {
            /** @description What became of the jobs. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkCancellation"];
                };
            };
            /** @description The body breaks a rule. No job was cancelled. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The server does not serve the class of this operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJob: {
        parameters: {
            query?: {
                /**
                 * @description Members to add to the job that it does not carry by itself. `input` adds the input that the job was created with.
                 * @example [
                 *       "input"
                 *     ]
                 */
                include?: components["parameters"]["Include"];
            };
            header?: {
                /**
                 * @description `wait=n` holds the answer for up to `n` seconds, until the job is terminal; on `getJob` with `If-None-Match`, until its
                 *     version differs. `n` is clamped to 60. Anything malformed is ignored. A server that does not serve class `wait` ignores
                 *     this header.
                 * @example wait=20
                 */
                Prefer?: components["parameters"]["PreferUntilTerminal"];
                /**
                 * @description The `ETag` of an earlier answer about this job. If the job still has that version the answer is 304. A list of tags and weak comparison are as in RFC 9110 section 13.1.2.
                 * @example "9"
                 */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The id of the job. A malformed id is 400; a well-formed id that is unknown, or that belongs to another organization, is 404.
                 * @example job_01m817qnm0f9f824pa3eywnyp2
                 */
                job_id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    "Retry-After": components["headers"]["RetryAfterWhileOpen"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The version of the job is the one named by `If-None-Match`. There is no body. */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    "Retry-After": components["headers"]["RetryAfterWhileOpen"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The job id is malformed, or a query parameter breaks a rule. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job for this organization. A job of another organization is answered the same way. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The id of the job. A malformed id is 400; a well-formed id that is unknown, or that belongs to another organization, is 404.
                 * @example job_01m817qnm0f9f824pa3eywnyp2
                 */
                job_id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job and all its data are gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The job id is malformed, or a query parameter breaks a rule. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job for this organization (a job of another one is answered the same way), or the server does not serve the class of this operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job is not terminal. It is in member `job`, and stays as it is. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["JobProblem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description `wait=n` holds the answer for up to `n` seconds, until the job is terminal; on `getJob` with `If-None-Match`, until its
                 *     version differs. `n` is clamped to 60. Anything malformed is ignored. A server that does not serve class `wait` ignores
                 *     this header.
                 * @example wait=20
                 */
                Prefer?: components["parameters"]["PreferUntilTerminal"];
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The id of the job. A malformed id is 400; a well-formed id that is unknown, or that belongs to another organization, is 404.
                 * @example job_01m817qnm0f9f824pa3eywnyp2
                 */
                job_id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        /** @description Why the job is cancelled. The body may be left out. */
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CancelJobRequest"];
            };
        };
        responses: {
            /** @description The job, which is `cancelled` or will be. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    ETag: components["headers"]["ETag"];
                    "Retry-After": components["headers"]["RetryAfterWhileOpen"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description The job id is malformed, or the body breaks a rule. Nothing was cancelled. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job for this organization. A job of another organization is answered the same way. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description The job had already ended as `completed`, `failed` or `expired`. It is in member `job`; nothing was cancelled. */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["JobProblem"];
                };
            };
            413: components["responses"]["PayloadTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobResults: {
        parameters: {
            query?: {
                /**
                 * @description How many entries the page holds at most.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the page before, to read on behind it. Left out, the list begins at its beginning. A cursor that does not belong to this list is 400 `invalid_cursor`.
                 * @example djE6Y3JlYXRlZDoyMDI2LTExLTIyVDA4OjU4OjEyLjQxMFo
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The id of the job. A malformed id is 400; a well-formed id that is unknown, or that belongs to another organization, is 404.
                 * @example job_01m817qnm0f9f824pa3eywnyp2
                 */
                job_id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of results. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobResultList"];
                };
            };
            /** @description The job id is malformed, a query parameter breaks a rule, or the cursor does not belong to this list. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job for this organization (a job of another one is answered the same way), or the server does not serve the class of this operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobEvents: {
        parameters: {
            query?: {
                /**
                 * @description How many entries the page holds at most.
                 * @example 20
                 */
                limit?: components["parameters"]["Limit"];
                /**
                 * @description The `next_cursor` of the page before, to read on behind it. Left out, the list begins at its beginning. A cursor that does not belong to this list is 400 `invalid_cursor`.
                 * @example djE6Y3JlYXRlZDoyMDI2LTExLTIyVDA4OjU4OjEyLjQxMFo
                 */
                cursor?: components["parameters"]["Cursor"];
            };
            header?: {
                /**
                 * @description The `id` of the last event that a broken stream has delivered, which is its `sequence`. The new stream begins with the event after it. It goes before `cursor`, and does not matter to an answer in JSON.
                 * @example 2
                 */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
                /**
                 * @description `wait=n` holds the answer for up to `n` seconds, until there is an event newer than the cursor. `n` is clamped to 60.
                 *     Anything malformed is ignored. A server that does not serve class `wait` ignores this header.
                 * @example wait=20
                 */
                Prefer?: components["parameters"]["PreferNewerEvent"];
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path: {
                /**
                 * @description The id of the job. A malformed id is 400; a well-formed id that is unknown, or that belongs to another organization, is 404.
                 * @example job_01m817qnm0f9f824pa3eywnyp2
                 */
                job_id: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events, or the stream. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    "Preference-Applied": components["headers"]["PreferenceApplied"];
                    "Retry-After": components["headers"]["RetryAfterOverCap"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobEventList"];
                    "text/event-stream": string;
                };
            };
            /** @description The job id is malformed, a query parameter or header breaks a rule, or the cursor does not belong to this list. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description There is no such job for this organization (a job of another one is answered the same way), or the server does not serve the class of this operation. */
            404: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `Accept` allows neither `application/json` nor `text/event-stream`. */
            406: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCapabilities: {
        parameters: {
            query?: never;
            header?: {
                /**
                 * @description A name for this request, echoed in the answer and in `request_id` of a problem. 1 to 128 characters of `A-Za-z0-9._-`; anything else is ignored, and the server makes one.
                 * @example req_01m817rm98e1qsrkwcpbfd83ta
                 */
                "X-Request-Id"?: components["parameters"]["RequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the server offers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Capabilities"];
                };
            };
            /** @description The query holds a parameter that this operation does not know. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    RateLimit: components["headers"]["RateLimit"];
                    "RateLimit-Policy": components["headers"]["RateLimitPolicy"];
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    receiveJobStarted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The id of the event, as in Standard Webhooks. It is the same in every delivery of the event and holds no dot, so a receiver can tell a repetition by it.
                 * @example msg_01m817rmzkeeea3s4w04zg1hhc
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this delivery was sent, in seconds since 1970-01-01T00:00:00Z. A receiver refuses a time that is more than 5 minutes off.
                 * @example 1795338032
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description One or more signatures, separated by a space, each `v1,` and the Base64 of an HMAC-SHA256 over `webhook-id`, a dot,
                 *     `webhook-timestamp`, a dot, and the bytes of the body. The key is the Base64-decoded part of the secret after `whsec_`.
                 *     There is one secret per organization, agreed outside this API. While it is being rotated the header carries one signature
                 *     per secret, and one that matches is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What happened, and the job after it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description The receiver has taken the webhook. A body is not looked at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver has taken the webhook. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveJobCancelling: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The id of the event, as in Standard Webhooks. It is the same in every delivery of the event and holds no dot, so a receiver can tell a repetition by it.
                 * @example msg_01m817rmzkeeea3s4w04zg1hhc
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this delivery was sent, in seconds since 1970-01-01T00:00:00Z. A receiver refuses a time that is more than 5 minutes off.
                 * @example 1795338032
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description One or more signatures, separated by a space, each `v1,` and the Base64 of an HMAC-SHA256 over `webhook-id`, a dot,
                 *     `webhook-timestamp`, a dot, and the bytes of the body. The key is the Base64-decoded part of the secret after `whsec_`.
                 *     There is one secret per organization, agreed outside this API. While it is being rotated the header carries one signature
                 *     per secret, and one that matches is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What happened, and the job after it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description The receiver has taken the webhook. A body is not looked at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver has taken the webhook. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveJobCompleted: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The id of the event, as in Standard Webhooks. It is the same in every delivery of the event and holds no dot, so a receiver can tell a repetition by it.
                 * @example msg_01m817rmzkeeea3s4w04zg1hhc
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this delivery was sent, in seconds since 1970-01-01T00:00:00Z. A receiver refuses a time that is more than 5 minutes off.
                 * @example 1795338032
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description One or more signatures, separated by a space, each `v1,` and the Base64 of an HMAC-SHA256 over `webhook-id`, a dot,
                 *     `webhook-timestamp`, a dot, and the bytes of the body. The key is the Base64-decoded part of the secret after `whsec_`.
                 *     There is one secret per organization, agreed outside this API. While it is being rotated the header carries one signature
                 *     per secret, and one that matches is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What happened, and the job after it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description The receiver has taken the webhook. A body is not looked at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver has taken the webhook. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveJobFailed: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The id of the event, as in Standard Webhooks. It is the same in every delivery of the event and holds no dot, so a receiver can tell a repetition by it.
                 * @example msg_01m817rmzkeeea3s4w04zg1hhc
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this delivery was sent, in seconds since 1970-01-01T00:00:00Z. A receiver refuses a time that is more than 5 minutes off.
                 * @example 1795338032
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description One or more signatures, separated by a space, each `v1,` and the Base64 of an HMAC-SHA256 over `webhook-id`, a dot,
                 *     `webhook-timestamp`, a dot, and the bytes of the body. The key is the Base64-decoded part of the secret after `whsec_`.
                 *     There is one secret per organization, agreed outside this API. While it is being rotated the header carries one signature
                 *     per secret, and one that matches is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What happened, and the job after it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description The receiver has taken the webhook. A body is not looked at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver has taken the webhook. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveJobCancelled: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The id of the event, as in Standard Webhooks. It is the same in every delivery of the event and holds no dot, so a receiver can tell a repetition by it.
                 * @example msg_01m817rmzkeeea3s4w04zg1hhc
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this delivery was sent, in seconds since 1970-01-01T00:00:00Z. A receiver refuses a time that is more than 5 minutes off.
                 * @example 1795338032
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description One or more signatures, separated by a space, each `v1,` and the Base64 of an HMAC-SHA256 over `webhook-id`, a dot,
                 *     `webhook-timestamp`, a dot, and the bytes of the body. The key is the Base64-decoded part of the secret after `whsec_`.
                 *     There is one secret per organization, agreed outside this API. While it is being rotated the header carries one signature
                 *     per secret, and one that matches is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What happened, and the job after it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description The receiver has taken the webhook. A body is not looked at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver has taken the webhook. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    receiveJobExpired: {
        parameters: {
            query?: never;
            header: {
                /**
                 * @description The id of the event, as in Standard Webhooks. It is the same in every delivery of the event and holds no dot, so a receiver can tell a repetition by it.
                 * @example msg_01m817rmzkeeea3s4w04zg1hhc
                 */
                "webhook-id": components["parameters"]["WebhookId"];
                /**
                 * @description When this delivery was sent, in seconds since 1970-01-01T00:00:00Z. A receiver refuses a time that is more than 5 minutes off.
                 * @example 1795338032
                 */
                "webhook-timestamp": components["parameters"]["WebhookTimestamp"];
                /**
                 * @description One or more signatures, separated by a space, each `v1,` and the Base64 of an HMAC-SHA256 over `webhook-id`, a dot,
                 *     `webhook-timestamp`, a dot, and the bytes of the body. The key is the Base64-decoded part of the secret after `whsec_`.
                 *     There is one secret per organization, agreed outside this API. While it is being rotated the header carries one signature
                 *     per secret, and one that matches is enough.
                 * @example v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=
                 */
                "webhook-signature": components["parameters"]["WebhookSignature"];
            };
            path?: never;
            cookie?: never;
        };
        /** @description What happened, and the job after it. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["WebhookEvent"];
            };
        };
        responses: {
            /** @description The receiver has taken the webhook. A body is not looked at. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description The receiver has taken the webhook. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}
