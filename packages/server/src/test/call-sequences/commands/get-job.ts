import fc from 'fast-check';
import { expect } from 'vitest';
import { callers, chosenId, keyOf, seenBy, whichJob } from '../callers.ts';
import { expectProblem } from '../expect-problem.ts';
import { retentionMs } from '../model.ts';
import { answerOf, isOver } from '../model-job.ts';
import { steps } from '../step.ts';

/** Versions back from the present one; null asks without a tag. */
const knownVersion = fc.option(fc.constantFrom(0, 1, 2), { nil: null });

export const getJob = steps(
  'get',
  fc.record({ by: callers, which: whichJob, behind: knownVersion, include: fc.boolean() }),
  async ({ by, which, behind, include }, model, system, say) => {
    const id = chosenId(model, which);
    const job = seenBy(model, by, id);
    const form = include ? '+input' : '';
    const tag = behind === null ? null : `"${(job?.version ?? 1) - behind}${form}"`;
    say(`${by} gets ${id}${include ? ' with its input' : ''}${tag === null ? '' : ` if it is not ${tag}`}`);
    const headers: Record<string, string> = tag === null ? {} : { 'If-None-Match': tag };

    const answer = await system.send('GET', `/v1/jobs/${id}${include ? '?include=input' : ''}`, {
      key: keyOf(by),
      headers,
    });

    if (job === undefined) return expectProblem(answer, 404, 'job_not_found');
    expect(answer.headers.get('etag')).toBe(`"${job.version}${form}"`);
    expect(answer.headers.has('retry-after')).toBe(!isOver(job));
    expect(answer.status).toBe(behind === 0 ? 304 : 200);
    if (answer.status === 304) return expect(answer.text).toBe('');
    expect(answer.body).toEqual({ ...answerOf(job, retentionMs), ...(include ? { input: job.input } : {}) });
  },
);
