import { expect, test } from 'vitest';
import { createJobServer } from './create-job-server.ts';
import { ApiKeys } from './http/api-keys.ts';
import type { JobServerOptions } from './job-server-options.ts';
import { optionRanges } from './option-ranges.ts';

const complete = { handlers: [], keys: new ApiKeys(), data: ':memory:' };

/** `bodyLimits.bytes` and 1 as options. */
function withOption(name: string, value: unknown): JobServerOptions {
  const [outer = '', inner] = name.split('.');
  return { ...complete, [outer]: inner === undefined ? value : { [inner]: value } };
}

const outside = Object.entries(optionRanges).flatMap(([name, { least, most }]) =>
  [least - 1, most + 1, least + 0.5, Number.NaN, Number.POSITIVE_INFINITY, '8'].map((value) => ({ name, value })),
);

test.each(outside)('$name cannot be $value, and the refusal names both and the range', async ({ name, value }) => {
  const made = createJobServer(withOption(name, value));
  await expect(made).rejects.toThrow(RangeError);
  const { least, most } = optionRanges[name as keyof typeof optionRanges];
  for (const part of [name, String(value), `from ${least} to ${most}`]) await expect(made).rejects.toThrow(part);
});

test.each([
  { given: { checkResponses: 'nope' }, want: 'checkResponses has to be one of all, sampled, off, not "nope".' },
  { given: { role: 'boss' }, want: 'role has to be one of all, api, worker, not "boss".' },
  { given: { corsOrigins: ['x'] }, want: 'corsOrigins takes origins such as https://app.example.com' },
  { given: { corsOrigins: ['https://a.example/'] }, want: 'and not "https://a.example/".' },
  { given: { drainMs: 20_000 }, want: 'drainMs is a part of shutdownMs, which is 10000, and cannot be 20000.' },
  { given: { drainMs: 2, shutdownMs: 1 }, want: 'drainMs is a part of shutdownMs, which is 1, and cannot be 2.' },
  {
    given: { connectionBounds: { headersTimeoutMs: 40_000 } },
    want: 'connectionBounds.headersTimeoutMs is a part of requestTimeoutMs, which is 30000, and cannot be 40000.',
  },
  { given: { graceMs: null }, want: 'graceMs has to be a whole number of milliseconds' },
])('a server with the options $given is not made', async ({ given, want }) => {
  const made = createJobServer({ ...complete, ...given } as unknown as JobServerOptions);
  await expect(made).rejects.toThrow(RangeError);
  await expect(made).rejects.toThrow(want);
});

test('the limits that may be lifted are lifted by null, and a shorter stop shortens the drain by itself', async () => {
  const lifted = { openJobsPerOrganization: null, storedBytesPerOrganization: null, requestsPerMinute: null };
  const server = await createJobServer({ ...complete, ...lifted, shutdownMs: 1, corsOrigins: ['*'] });
  await server.close();
});
