import { operations } from '@jobwire/contract';
import { describe, expect, test } from 'vitest';
import { formatMockAnswers } from './format-mock-answers.ts';
import { mockAnswers } from './mock-answers.ts';

describe('mockAnswers', () => {
  test('every operation and every status of the contract is listed', () => {
    const given = Object.entries(operations).flatMap(([id, { statuses }]) =>
      statuses.map((status) => `${id} ${status}`),
    );
    const listed = new Set(mockAnswers().map(({ operationId, status }) => `${operationId} ${status}`));
    expect([...listed].sort()).toEqual(given.sort());
  });

  test('every answer with a body has a name to ask for', () => {
    expect(mockAnswers().filter(({ mediaType, examples }) => mediaType !== null && examples.length === 0)).toEqual([]);
  });
});

describe('formatMockAnswers', () => {
  test('an operation is a heading, and a status is a line below it', () => {
    const text = formatMockAnswers([
      {
        operationId: 'getJob',
        method: 'GET',
        path: '/v1/jobs/{job_id}',
        status: 200,
        mediaType: 'application/json',
        examples: ['queued', 'running'],
      },
      {
        operationId: 'getJob',
        method: 'GET',
        path: '/v1/jobs/{job_id}',
        status: 304,
        mediaType: null,
        examples: [],
      },
      {
        operationId: 'listJobEvents',
        method: 'GET',
        path: '/v1/jobs/{job_id}/events',
        status: 200,
        mediaType: 'text/event-stream',
        examples: ['live'],
      },
    ]);
    expect(text).toBe(
      [
        'getJob  GET /v1/jobs/{job_id}',
        '  200  queued, running',
        '  304  (no body)',
        '',
        'listJobEvents  GET /v1/jobs/{job_id}/events',
        '  200  live  (Accept: text/event-stream)',
      ].join('\n'),
    );
  });

  test('the whole contract is shown when nothing is passed', () => {
    const text = formatMockAnswers();
    for (const operationId of Object.keys(operations)) expect(text).toContain(`${operationId}  `);
  });
});
