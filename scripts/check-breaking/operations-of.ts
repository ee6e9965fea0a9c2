import { type ApiDocument, isObject, type JsonObject, membersOf, within } from './api-document.ts';

export interface DescribedOperation {
  readonly place: string;
  readonly path: string;
  readonly method: string;
  /** The path with every parameter as `{}`, and the method: what names the operation on the wire. */
  readonly route: string;
  readonly operation: JsonObject;
}

/** The operations of a document; those of webhooks, which a receiver serves, are left out. */
export function operationsOf(document: ApiDocument): readonly DescribedOperation[] {
  return membersOf(document.paths).flatMap(([path, item]) =>
    membersOf(item).flatMap(([method, operation]) =>
      isObject(operation)
        ? [
            {
              place: within('#', 'paths', path, method),
              path,
              method,
              route: `${method} ${path.replaceAll(/\{[^}]*\}/g, '{}')}`,
              operation,
            },
          ]
        : [],
    ),
  );
}

/** The operations that both documents have, by what names them on the wire. */
export function operationsOfBoth(
  before: ApiDocument,
  after: ApiDocument,
): readonly { readonly was: DescribedOperation; readonly is: DescribedOperation }[] {
  const later = new Map(operationsOf(after).map((operation) => [operation.route, operation]));
  return operationsOf(before).flatMap((was) => {
    const is = later.get(was.route);
    return is === undefined ? [] : [{ was, is }];
  });
}
