import { headerOf } from '../../runner/exchange.ts';
import { fail } from '../../steps/fail.ts';
import { unknownJobId } from '../../steps/unknown-job-id.ts';
import type { Check } from '../check.ts';

/** Looks at every answer of the run below the prefix; beside it something else may be served at the same address. */
export const headersOnEveryAnswer: Check = async (context) => {
  const { id } = await context.startJob('quick');
  const exchanges = [
    await context.call('getJob', { jobId: id }),
    await context.call('getJob', { jobId: unknownJobId(context.random) }),
    await context.call('createJob', { rawBody: '{' }),
    await context.callPath('GET', '/v1/nothing-here'),
    await context.callPath('PUT', '/v1/jobs'),
    ...context.exchanges.filter(
      ({ keyName, status, url }) =>
        keyName !== null && status !== 401 && status !== 431 && status < 500 && new URL(url).pathname.includes('/v1/'),
    ),
  ];
  for (const exchange of exchanges) {
    for (const name of ['RateLimit', 'RateLimit-Policy']) {
      if (headerOf(exchange, name) === undefined) fail(`header ${name}`, 'it is missing', exchange);
    }
  }
};
