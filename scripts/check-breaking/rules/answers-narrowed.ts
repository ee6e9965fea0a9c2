import { schemasSentBy } from '../described-schemas.ts';
import { type Narrowing, narrowings } from '../narrowings.ts';
import { breaking, type Rule } from './rule.ts';

/**
 * An answer promises more than it did. A server that conforms to the released contract does not keep the new promise, and a
 * client that relies on it would read something else from that server without noticing.
 */
export const answersNarrowed: Rule = (before, after) => {
  const later = schemasSentBy('server', after);
  return Array.from(schemasSentBy('server', before)).flatMap(([place, was]) =>
    narrowings(was, later.get(place) ?? was).map((narrowing) =>
      breaking('servers', 'answers-narrowed', place, inWords(narrowing)),
    ),
  );
};

function inWords({ keyword, value }: Narrowing): string {
  if (keyword === 'required') return `\`${value}\` is always there now. A server that conforms need not send it.`;
  if (keyword === 'additionalProperties') return 'The object is closed. What a server returns may have more members.';
  if (value !== undefined) return `\`${value}\` may not be answered any more. A server that conforms may answer it.`;
  return `\`${keyword}\` allows less than it did. A server that conforms may answer what is outside it.`;
}
