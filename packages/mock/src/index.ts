export { formatMockAnswers } from './format-mock-answers.ts';
export { type MockAnswer, mockAnswers } from './mock-answers.ts';
export { isPortInUseError, PortInUseError } from './port-in-use-error.ts';
export { type MockOptions, type RunningMock, startMock } from './start-mock.ts';
