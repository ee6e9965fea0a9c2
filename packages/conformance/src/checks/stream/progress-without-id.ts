import { expectEqual } from '../../steps/expect-equal.ts';
import { fail } from '../../steps/fail.ts';
import { collectedProgress, parseData } from '../../steps/read-stream.ts';
import { schemaFaults } from '../../validation/schema-validator.ts';
import type { Check } from '../check.ts';

/** Collects what comes between the transitions of a running job. */
export const progressWithoutId: Check = async (context) => {
  const { progress } = await collectedProgress(context);
  for (const { id, data, exchange } of progress) {
    expectEqual('no id, so that a stream is not resumed there', id, null, exchange);
    const [fault] = schemaFaults({ $ref: '#/components/schemas/JobProgressEvent' }, parseData(data));
    if (fault !== undefined) fail('a JobProgressEvent', fault, exchange);
  }
};
