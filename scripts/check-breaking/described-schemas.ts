import { type ApiDocument, isObject, type Json, type JsonObject, lookUp, membersOf, within } from './api-document.ts';

/** Who sends what a schema describes. What a webhook carries is sent by the server, like an answer. */
export type Sender = 'client' | 'server';

/** Schemas by the pointer of the place where each is written; one that is referred to from many places is there once. */
export type Schemas = ReadonlyMap<string, JsonObject>;

/** The schemas of all that one side sends. */
export function schemasSentBy(sender: Sender, document: ApiDocument): Schemas {
  const found = new Map<string, JsonObject>();
  for (const [member, isWebhook] of [
    ['paths', false],
    ['webhooks', true],
  ] as const) {
    for (const [path, item] of membersOf(document[member])) {
      const place = within('#', member, path);
      for (const [key, operation] of membersOf(item)) {
        if (key === 'parameters' && !isWebhook && sender === 'client')
          collect(document, operation, within(place, key), found);
        if (!isObject(operation)) continue;
        const here = within(place, key);
        const requestSender = isWebhook ? 'server' : 'client';
        if (sender === requestSender) {
          collect(document, operation.parameters, within(here, 'parameters'), found);
          collect(document, operation.requestBody, within(here, 'requestBody'), found);
        } else collect(document, operation.responses, within(here, 'responses'), found);
      }
    }
  }
  return found;
}

/** Walks any part of the document, through its references, and keeps what stands where a schema may. */
function collect(document: ApiDocument, part: Json | undefined, place: string, found: Map<string, JsonObject>): void {
  if (Array.isArray(part))
    for (const [index, entry] of part.entries()) collect(document, entry, within(place, index), found);
  if (!isObject(part)) return;
  if (typeof part.$ref === 'string') {
    collect(document, lookUp(document, part.$ref), part.$ref, found);
    return;
  }
  if (isSchema(place)) {
    if (found.has(place)) return;
    found.set(place, part);
  }
  for (const [key, value] of membersOf(part)) {
    if (!notWalked.has(key) || /\/properties$/.test(place)) collect(document, value, within(place, key), found);
  }
}

/** Data and links, in which nothing is a schema. */
const notWalked = new Set([
  'example',
  'examples',
  'default',
  'const',
  'enum',
  'links',
  'required',
  'x-enumDescriptions',
]);

function isSchema(place: string): boolean {
  return /(\/schema|\/items|\/additionalProperties|\/propertyNames|\/properties\/[^/]+|\/(anyOf|oneOf|allOf)\/\d+)$|^#\/components\/schemas\/[^/]+$/.test(
    place,
  );
}
