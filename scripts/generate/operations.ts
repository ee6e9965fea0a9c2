import { type ContractDocument, operationsOf } from './contract-document.ts';
import { docComment, literal } from './source-text.ts';

/** The table of operations: how each is called, who may call it, and what it may answer. */
export function operationsModule(document: ContractDocument): string {
  const table = Object.fromEntries(
    operationsOf(document).map(({ method, path, operation }) => [
      operation.operationId,
      {
        method,
        path,
        access: operation['x-jobwire-access'],
        conformanceClass: operation['x-jobwire-class'],
        body: operation.requestBody === undefined ? 'none' : operation.requestBody.required ? 'required' : 'optional',
        statuses: Object.keys(operation.responses).map(Number),
      },
    ]),
  );
  return (
    docComment('Every operation of the contract, by operationId. `statuses` are all that it may answer.') +
    `export const operations = ${literal(table)} as const;\n\n` +
    'export type OperationId = keyof typeof operations;\n'
  );
}
