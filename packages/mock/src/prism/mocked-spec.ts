import { spec as contract, type OpenApiDocument } from '@jobwire/contract/spec';
import { type MockAnswer, mockAnswers } from '../asking/mock-answers.ts';
import { inOrderOfSearch } from '../asking/operation-at.ts';
import { operationsOf, type SpecOperation } from '../asking/operations-of.ts';

/** What the mock has to know of the document that it answers from. */
export interface MockedSpec {
  readonly operations: readonly SpecOperation[];
  readonly answers: readonly MockAnswer[];
  /** Whether it is the contract or a version of it: its problems and its documentation are known then. */
  readonly isContract: boolean;
}

export function mockedSpec(spec: OpenApiDocument): MockedSpec {
  return {
    operations: inOrderOfSearch(operationsOf(spec)),
    answers: mockAnswers(spec),
    isContract: spec.info?.title === contract.info.title,
  };
}
