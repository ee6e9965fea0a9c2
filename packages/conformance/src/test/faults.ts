import { answerFaults } from './faults/answer-faults.ts';
import { lifecycleFaults } from './faults/lifecycle-faults.ts';
import { readingFaults } from './faults/reading-faults.ts';
import { requestFaults } from './faults/request-faults.ts';
import { timeFaults } from './faults/time-faults.ts';
import { writingFaults } from './faults/writing-faults.ts';

/** How the tiny server can break the contract, one at a time, and what the kit must name then. */
export const faults = {
  ...answerFaults,
  ...requestFaults,
  ...lifecycleFaults,
  ...readingFaults,
  ...writingFaults,
  ...timeFaults,
};

/** One way to break the contract. */
export type Fault = keyof typeof faults;
