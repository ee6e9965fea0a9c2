import { type ContractDocument, enumOf } from './contract-document.ts';
import { docComment, enumeration, literal } from './source-text.ts';

/** The problem catalogue: one entry per code. */
export function problemsModule(document: ContractDocument): string {
  const schema = document.components.schemas.ProblemCode;
  const entries = schema?.['x-jobwire-problems'] ?? {};
  const catalogue = Object.fromEntries(
    Object.entries(entries).map(([code, entry]) => [
      code,
      { ...entry, description: schema?.['x-enumDescriptions']?.[code] ?? '' },
    ]),
  );
  return (
    enumeration('problemCodes', 'ProblemCode', enumOf(document, 'ProblemCode'), 'The stable names of HTTP errors.') +
    docComment('What each problem code answers: its HTTP status, its title, and whether a repetition may succeed.') +
    `export const problems = ${literal(catalogue)} as const;\n`
  );
}
