import type { Requirement } from './requirement.ts';

/** What `listJobEvents` promises, as a stream. */
export const streamRequirements = [
  {
    id: 'stream/asked-for-by-accept',
    level: 'must',
    class: 'events',
    sentence:
      'The answer is a stream when `Accept` names `text/event-stream` with a weight not lower than that of JSON, and JSON otherwise.',
    source: '/paths/~1v1~1jobs~1{job_id}~1events/get',
  },
  {
    id: 'stream/tells-what-the-pages-tell',
    level: 'must',
    class: 'events',
    sentence:
      'Each transition is an event of the stream with its type, its `sequence` as `id` and the JobEvent as data.',
    source: '/paths/~1v1~1jobs~1{job_id}~1events/get',
  },
  {
    id: 'stream/ends-after-the-end',
    level: 'must',
    class: 'events',
    sentence: 'The stream ends after the terminal transition.',
    source: '/paths/~1v1~1jobs~1{job_id}~1events/get',
  },
  {
    id: 'stream/live',
    level: 'must',
    class: 'events',
    sentence: 'A transition reaches an open stream while the job goes on.',
    source: '/paths/~1v1~1jobs~1{job_id}~1events/get',
  },
  {
    id: 'stream/resumes-after-last-event-id',
    level: 'must',
    class: 'events',
    sentence: 'The stream begins after the event named by `Last-Event-ID`.',
    source: '/components/parameters/LastEventId',
  },
  {
    id: 'stream/begins-after-cursor',
    level: 'must',
    class: 'events',
    sentence: 'Without `Last-Event-ID` the stream begins after `cursor`.',
    source: '/paths/~1v1~1jobs~1{job_id}~1events/get',
  },
  {
    id: 'stream/last-event-id-before-cursor',
    level: 'must',
    class: 'events',
    sentence: '`Last-Event-ID` goes before `cursor`.',
    source: '/components/parameters/LastEventId',
  },
  {
    id: 'stream/malformed-last-event-id-answers-400',
    level: 'must',
    class: 'events',
    sentence: 'A `Last-Event-ID` that is no whole number is `validation_error`.',
    source: '/components/parameters/LastEventId',
  },
  {
    id: 'stream/progress-without-id',
    level: 'must',
    class: 'events',
    sentence: '`job.progress` events have no id and a JobProgressEvent as data.',
    source: '/components/schemas/JobProgressEvent',
  },
  {
    id: 'stream/progress-four-a-second',
    level: 'must',
    class: 'events',
    sentence: 'There are at most four `job.progress` events a second.',
    source: '/paths/~1v1~1jobs~1{job_id}~1events/get',
  },
] as const satisfies readonly Requirement[];
