import { schemasSentBy } from '../described-schemas.ts';
import { type Narrowing, narrowings } from '../narrowings.ts';
import { addition, type Rule } from './rule.ts';

/** A request may be what it could not be. An older server refuses it aloud, so nobody is broken; but there is something new. */
export const requestsWidened: Rule = (before, after) => {
  const later = schemasSentBy('client', after);
  return Array.from(schemasSentBy('client', before)).flatMap(([place, was]) =>
    narrowings(later.get(place) ?? was, was).map((narrowing) =>
      addition('requests-widened', place, inWords(narrowing)),
    ),
  );
};

function inWords({ keyword, value }: Narrowing): string {
  if (keyword === 'required') return `\`${value}\` may be left out.`;
  if (value !== undefined) return `\`${value}\` may be sent.`;
  return `\`${keyword}\` allows more than it did.`;
}
