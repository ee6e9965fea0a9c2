import { shellUrl } from './server-urls.ts';

/**
 * What `jobwire mock` prints once it answers: a line for programs, then what can be asked for and how.
 *
 * @param specFile the spec that is mocked in the place of the contract
 */
export function mockGreeting(url: string, answers: string, specFile?: string): string {
  return [
    `jobwire mock listening on ${url}`,
    '',
    `It remembers nothing: every answer is an example of ${specFile ?? 'the contract'}, and any key will do. The first example of the`,
    'lowest 2xx status is the default; the header `Prefer: code=STATUS, example=NAME` asks for another one:',
    '',
    indented(answers),
    '',
    ...(specFile === undefined ? tryIt(url) : [`It reads ${specFile} anew whenever that changes.`]),
    '',
    'Ctrl-C stops the mock.',
  ].join('\n');
}

function tryIt(url: string): string[] {
  return [
    'The answer to the cancel of a job that has completed:',
    '',
    `  curl -i -X POST ${shellUrl(`${url}/v1/jobs/job_1/cancel`)} -H 'Authorization: Bearer any' -H 'Prefer: code=409, example=completed'`,
    '',
    'Jobs that queue, progress and can be cancelled: jobwire mock --live',
    `The guides and the reference: ${url}/docs`,
  ];
}

/** The same lines, set off from the text around them. */
export function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, '  ');
}
