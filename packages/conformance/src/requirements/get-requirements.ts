import type { Requirement } from './requirement.ts';

/** What `getJob` promises. */
export const getRequirements = [
  {
    id: 'get/answers-200',
    level: 'must',
    class: 'core',
    sentence: 'Reading a job answers 200 with that job.',
    source: '/paths/~1v1~1jobs~1{job_id}/get',
    covers: ['getJob 200', 'header ETag'],
  },
  {
    id: 'get/unknown-answers-404',
    level: 'must',
    class: 'core',
    sentence: 'Reading a job that does not exist answers 404 `job_not_found`.',
    source: '/paths/~1v1~1jobs~1{job_id}/get',
    covers: ['getJob 404'],
  },
  {
    id: 'get/foreign-answers-as-unknown',
    level: 'must',
    class: 'core',
    sentence: 'Reading a job of another organization cannot be told apart from reading one that does not exist.',
    source: '/paths/~1v1~1jobs~1{job_id}/get',
  },
  {
    id: 'get/input-when-asked',
    level: 'must',
    class: 'core',
    sentence: 'With `include=input` the job carries the input that it was created with.',
    source: '/components/parameters/Include',
  },
  {
    id: 'get/unknown-include-answers-400',
    level: 'must',
    class: 'core',
    sentence: '`include` of anything else is `validation_error`.',
    source: '/components/parameters/Include',
  },
  {
    id: 'get/same-version-answers-304',
    level: 'must',
    class: 'core',
    sentence: '`If-None-Match` with the present tag answers 304 at once, with `ETag`.',
    source: '/components/parameters/IfNoneMatch',
    covers: ['getJob 304'],
  },
  {
    id: 'get/304-retry-after-exactly-while-open',
    level: 'must',
    class: 'core',
    sentence: '304 carries `Retry-After` exactly while the job is not terminal.',
    source: '/info/description#headers-on-every-answer',
  },
  {
    id: 'get/other-version-answers-200',
    level: 'must',
    class: 'core',
    sentence: '`If-None-Match` with another tag answers 200 with the job.',
    source: '/components/parameters/IfNoneMatch',
  },
  {
    id: 'get/tags-in-a-list',
    level: 'must',
    class: 'core',
    sentence: '`If-None-Match` takes a list of tags, and compares them weakly.',
    source: '/components/parameters/IfNoneMatch',
  },
  {
    id: 'get/failed-job-answers-200',
    level: 'must',
    class: 'core',
    sentence: 'A failed job is a successful answer of 200, and `error` says why it failed.',
    source: '/paths/~1v1~1jobs~1{job_id}/get',
  },
] as const satisfies readonly Requirement[];
