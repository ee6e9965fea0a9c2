import { expectCreated } from '../../steps/expect-created.ts';
import type { Check } from '../check.ts';

/** Adds parameters, and writes the type in other case. */
export const mediaTypeParametersIgnored: Check = async (context) => {
  for (const type of ['application/json; charset=utf-8', 'application/json;charset=UTF-8; q=1', 'Application/JSON']) {
    const exchange = await context.call('createJob', {
      body: context.bodyOf('quick'),
      headers: { 'Content-Type': type },
    });
    expectCreated(exchange, `since ${type} is JSON`);
  }
};
