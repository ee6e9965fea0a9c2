export { formatMockAnswers } from './format-mock-answers.ts';
export { type MockAnswer, mockAnswers } from './mock-answers.ts';
export type { MockOptions, RunningMock, SpecReload } from './mock-options.ts';
export { isPortInUseError, PortInUseError } from './port-in-use-error.ts';
export { isSpecFileError, SpecFileError } from './spec-file-error.ts';
export { startMock } from './start-mock.ts';
