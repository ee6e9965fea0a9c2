/** Answers that the contract declares and no outside observer can provoke, and why. Whenever one is met its form is judged. */
export const unseenAnswers: Readonly<Record<string, string>> = {
  '* 500': 'It is an error of the server, and no request of the contract leads to it.',
  '* 503': 'The server is starting, stopping, or has lost its storage, which nobody outside can bring about.',
  'listJobs 403': restricted(),
  'getJob 403': restricted(),
  'listJobResults 403': restricted(),
  'listJobEvents 403': restricted(),
  'getCapabilities 403': restricted(),
};

function restricted(): string {
  return 'A read-only key may read; that an operator has restricted a key further is agreed outside the contract.';
}
