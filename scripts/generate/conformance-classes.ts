import { type ContractDocument, enumOf } from './contract-document.ts';
import { docComment, enumeration, literal } from './source-text.ts';

/** What a server may serve beyond the core. */
export function conformanceClassesModule(document: ContractDocument): string {
  const descriptions = document.components.schemas.ConformanceClass?.['x-enumDescriptions'] ?? {};
  const classes = Object.fromEntries(
    Object.entries(document['x-jobwire-conformance-classes']).map(([name, entry]) => [
      name,
      { required: entry.required, operations: entry.operations ?? [], description: descriptions[name] ?? '' },
    ]),
  );
  return (
    enumeration(
      'conformanceClassNames',
      'ConformanceClass',
      enumOf(document, 'ConformanceClass'),
      'The parts of the contract that a server can declare in its capabilities.',
    ) +
    docComment('What belongs to each class.') +
    `export const conformanceClasses = ${literal(classes)} as const;\n`
  );
}
