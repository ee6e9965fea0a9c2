import { shellUrl } from './server-urls.ts';

/** What `jobwire mock` prints once it answers: a line for programs, then what can be asked for and how. */
export function mockGreeting(url: string, answers: string): string {
  return [
    `jobwire mock listening on ${url}`,
    '',
    'It remembers nothing: every answer is an example of the contract, and any key will do. The first example of the lowest 2xx',
    'status is the default; the header `Prefer: code=STATUS, example=NAME` asks for another one:',
    '',
    ...answers.split('\n').map((line) => (line === '' ? '' : `  ${line}`)),
    '',
    'The answer to the cancel of a job that has completed:',
    '',
    `  curl -i -X POST ${shellUrl(`${url}/v1/jobs/job_1/cancel`)} -H 'Authorization: Bearer any' -H 'Prefer: code=409, example=completed'`,
    '',
    'Ctrl-C stops the mock.',
  ].join('\n');
}
