import { type ApiDocument, isObject, type Json, type JsonObject, lookUp, membersOf, within } from '../api-document.ts';
import { operationsOfBoth } from '../operations-of.ts';
import { breaking, type Rule } from './rule.ts';

/** A header that an answer need not have had, and now must. */
export const headersRequired: Rule = (before, after) =>
  operationsOfBoth(before, after).flatMap(({ was, is }) =>
    membersOf(was.operation.responses).flatMap(([status, response]) => {
      const required = requiredHeaders(before, response);
      const answers = is.operation.responses;
      return requiredHeaders(after, isObject(answers) ? answers[status] : undefined)
        .filter((name) => !required.includes(name))
        .map((name) =>
          breaking(
            'servers',
            'headers-required',
            within(is.place, 'responses', status),
            `The header \`${name}\` is always there now. A server that conforms need not send it.`,
          ),
        );
    }),
  );

function requiredHeaders(document: ApiDocument, response: Json | undefined): string[] {
  return membersOf(resolve(document, response)?.headers)
    .filter(([, header]) => resolve(document, header)?.required === true)
    .map(([name]) => name.toLowerCase());
}

function resolve(document: ApiDocument, value: Json | undefined): JsonObject | undefined {
  if (!isObject(value)) return undefined;
  if (typeof value.$ref !== 'string') return value;
  return resolve(document, lookUp(document, value.$ref));
}
