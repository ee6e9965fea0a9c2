import type { OpenApiDocument } from '@jobwire/contract/spec';
import { operationsOf } from '../asking/operations-of.ts';

/** Claims about earlier or longer requests. Prism sends every header that is declared, and it neither waits nor remembers. */
const untrueHeaders = ['Preference-Applied', 'Idempotent-Replayed'];

/** A copy of the spec, without what would make Prism answer wrongly. */
export function specForPrism(spec: OpenApiDocument): OpenApiDocument {
  const copy = structuredClone(spec);
  for (const { parameters, responses } of operationsOf(copy)) {
    for (const parameter of parameters) {
      // Prism 5.14.2 reads only the named properties of such a parameter, so it sees `{}` for any other, and also when the
      // parameter is left out: a schema with `minProperties` would refuse every request.
      if (parameter.in === 'query' && parameter.style === 'deepObject') parameter.schema = { type: 'object' };
    }
    for (const [, { headers }] of responses) {
      for (const name of untrueHeaders) delete headers?.[name];
    }
  }
  return copy;
}
