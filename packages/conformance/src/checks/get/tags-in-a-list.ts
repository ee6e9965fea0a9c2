import { completedJob } from '../../steps/ended-job.ts';
import { expectStatus } from '../../steps/expect-status.ts';
import { presentTag } from '../../steps/present-tag.ts';
import type { Check } from '../check.ts';

/** Puts the present tag among others, and marks it as weak. */
export const tagsInAList: Check = async (context) => {
  const { job, exchange: first } = await completedJob(context);
  const tag = presentTag(first).replace(/^W\//, '');
  for (const list of [`"a", ${tag}`, `"a",W/${tag} , "b"`, `W/${tag}`]) {
    const exchange = await context.call('getJob', { jobId: job.id, headers: { 'If-None-Match': list } });
    expectStatus(exchange, 304, `since ${list} holds the present tag`);
  }
};
