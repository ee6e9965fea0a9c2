import { schemasSentBy } from '../described-schemas.ts';
import { breaking, type Rule } from './rule.ts';

/** What is left out of a request means something else than it did. */
export const defaultsChanged: Rule = (before, after) => {
  const later = schemasSentBy('client', after);
  return Array.from(schemasSentBy('client', before)).flatMap(([place, was]) => {
    const is = later.get(place);
    if (was.default === undefined || is === undefined) return [];
    const [earlier, now] = [JSON.stringify(was.default), JSON.stringify(is.default)];
    if (earlier === now) return [];
    return [breaking('clients', 'defaults-changed', place, `The default was ${earlier} and is ${now ?? 'none'}.`)];
  });
};
