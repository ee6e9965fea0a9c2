import { type MockAnswer, mockAnswers } from './mock-answers.ts';

/** The answers as text for a person at a terminal: a heading per operation, then a line per status. Ends without a newline. */
export function formatMockAnswers(answers: readonly MockAnswer[] = mockAnswers()): string {
  const operations = Map.groupBy(answers, ({ operationId }) => operationId);
  return [...operations.values()].map(formatOperation).join('\n\n');
}

function formatOperation(answers: readonly MockAnswer[]): string {
  const [first] = answers;
  if (!first) return '';
  return [`${first.operationId}  ${first.method} ${first.path}`, ...answers.map(formatAnswer)].join('\n');
}

function formatAnswer({ status, mediaType, examples }: MockAnswer): string {
  if (mediaType === null) return `  ${status}  (no body)`;
  const stream = mediaType.endsWith('json') ? '' : `  (Accept: ${mediaType})`;
  return `  ${status}  ${examples.join(', ')}${stream}`;
}
