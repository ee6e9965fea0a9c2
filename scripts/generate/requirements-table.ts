import type { Requirement } from '../../packages/conformance/src/requirements/requirement.ts';
import { docComment, literal } from './source-text.ts';

/** The table of every requirement, as a page. */
export function requirementsPage(requirements: readonly Requirement[]): string {
  const areas = [...new Set(requirements.map(({ id }) => areaOf(id)))];
  const musts = requirements.filter(({ level }) => level === 'must').length;
  const lines = [
    '<!-- Generated from src/requirements. Do not edit: change a requirement, then run `pnpm generate`. -->',
    '',
    '# Requirements',
    '',
    `What \`jobwire test\` holds a server to: ${requirements.length} requirements, ${musts} of them a MUST. Each has one check, in \`src/checks\` at the path of`,
    'its id. A class that a server does not list in its capabilities is skipped.',
    ...areas.flatMap((area) => [
      '',
      `## ${area}`,
      '',
      '| requirement | class | what the server does | source |',
      '|---|---|---|---|',
      ...requirements.filter(({ id }) => areaOf(id) === area).map(row),
    ]),
  ];
  return `${lines.join('\n')}\n`;
}

/** The operations of each check as a module, for the list of a run that sends nothing. */
export function operationsModuleOfChecks(operations: ReadonlyMap<string, readonly string[]>): string {
  return (
    '// Generated from src/checks. Do not edit: run `pnpm generate`.\n\n' +
    "import type { RequirementId } from '../requirements/requirements.ts';\n\n" +
    docComment('The operations that the check of each requirement may call.') +
    `export const operationsOfChecks: Readonly<Record<RequirementId, readonly string[]>> = ${literal(Object.fromEntries(operations))};\n`
  );
}

function row({ id, level, class: conformanceClass, sentence, source }: Requirement): string {
  const name = level === 'should' ? `\`${id}\` (SHOULD)` : `\`${id}\``;
  return `| ${name} | ${conformanceClass} | ${sentence.replaceAll('|', '\\|')} | \`${source}\` |`;
}

function areaOf(id: string): string {
  return id.split('/')[0] ?? '';
}
