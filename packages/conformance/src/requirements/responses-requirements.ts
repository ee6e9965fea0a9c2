import type { Requirement } from './requirement.ts';

/** What holds for every answer, whatever was asked. A broken one is shown once for each kind of break and operation. */
export const responsesRequirements = [
  {
    id: 'responses/status-declared',
    level: 'must',
    class: 'core',
    sentence: 'Every answer has a status that its operation declares.',
    source: '/paths',
  },
  {
    id: 'responses/media-type',
    level: 'must',
    class: 'core',
    sentence:
      'Every answer with a body has a media type that is declared for it; a problem is `application/problem+json`.',
    source: '/info/description#problems',
  },
  {
    id: 'responses/body-fits-schema',
    level: 'must',
    class: 'core',
    sentence: 'Every JSON body fits the schema of its answer.',
    source: '/components/schemas',
  },
  {
    id: 'responses/empty-where-declared',
    level: 'must',
    class: 'core',
    sentence: 'An answer for which no body is declared has none.',
    source: '/paths/~1v1~1jobs~1{job_id}/get/responses/304',
  },
  {
    id: 'responses/request-id-present',
    level: 'must',
    class: 'core',
    sentence: 'Every answer carries `X-Request-Id`.',
    source: '/info/description#headers-on-every-answer',
    covers: ['header X-Request-Id'],
  },
  {
    id: 'responses/headers-present',
    level: 'must',
    class: 'core',
    sentence: 'Every answer carries the headers that are declared as required for it.',
    source: '/info/description#headers-on-every-answer',
  },
  {
    id: 'responses/headers-fit-schema',
    level: 'must',
    class: 'core',
    sentence: 'Every declared header fits its schema.',
    source: '/components/headers',
  },
  {
    id: 'responses/problem-status-agrees',
    level: 'must',
    class: 'core',
    sentence: '`status` of a problem is the HTTP status, and its `code` belongs to that status.',
    source: '/components/schemas/Problem/properties/status',
  },
  {
    id: 'responses/problem-retryable-agrees',
    level: 'must',
    class: 'core',
    sentence: '`retryable` of a problem is what the contract says for its `code`.',
    source: '/components/schemas/ProblemCode/x-jobwire-problems',
  },
  {
    id: 'responses/problem-title-per-code',
    level: 'must',
    class: 'core',
    sentence: 'Every problem with one `code` has the same `title`.',
    source: '/components/schemas/Problem/properties/title',
  },
  {
    id: 'responses/problem-request-id-agrees',
    level: 'must',
    class: 'core',
    sentence: '`request_id` of a problem is the value of `X-Request-Id`.',
    source: '/components/schemas/Problem/properties/request_id',
  },
  {
    id: 'responses/problem-instance-is-path',
    level: 'must',
    class: 'core',
    sentence: '`instance` of a problem is the path of the request, without its query.',
    source: '/components/schemas/Problem/properties/instance',
  },
  {
    id: 'responses/problem-errors-located',
    level: 'must',
    class: 'core',
    sentence:
      'Each entry of `errors` has a `pointer` when it is about the body, and a `name` when it is about a parameter or header.',
    source: '/components/schemas/ProblemErrorItem',
  },
  {
    id: 'responses/times-in-utc',
    level: 'must',
    class: 'core',
    sentence: 'Every time that the server answers is in UTC, with `Z`.',
    source: '/info/description#requests-and-answers',
  },
] as const satisfies readonly Requirement[];
