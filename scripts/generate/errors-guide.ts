import { STATUS_CODES } from 'node:http';
import type { ProblemCode } from '../../packages/contract/src/index.ts';
import { type ContractDocument, enumOf, operationsOf } from './contract-document.ts';
import { betweenMarks } from './guide-marks.ts';
import { problemAdvice } from './problem-advice.ts';

interface Problem {
  readonly code: string;
  readonly job?: Readonly<Record<string, unknown>>;
}
/** Where a code is given: the operations, and the first example of the contract. */
interface Appearance {
  readonly operations: Set<string>;
  readonly example: Problem;
}

/** The guide to errors with what is generated in it: the overview, and a section for each code. */
export function errorsGuide(current: string, document: ContractDocument): string {
  const schema = document.components.schemas.ProblemCode;
  const entries = schema?.['x-jobwire-problems'] ?? {};
  const codes = enumOf(document, 'ProblemCode');
  const appearances = appearancesIn(document);
  const rows = codes.map((code) => {
    const { status, title, retryable } = entryOf(entries, code);
    return `| [\`${code}\`](#${code}) | ${status} | ${title} | ${retryable ? 'yes' : 'no'} |`;
  });
  const overview = ['| code | status | what happened | `retryable` |', '|---|---|---|---|', ...rows].join('\n');
  const sections = codes.map((code) => {
    const { status, title, retryable } = entryOf(entries, code);
    return section(code, {
      heading: `${status} ${STATUS_CODES[status]}. ${title}; \`retryable\` is ${retryable}.`,
      description: schema?.['x-enumDescriptions']?.[code] ?? '',
      appearance: appearances.get(code),
      operationCount: operationsOf(document).length,
    });
  });
  return betweenMarks(betweenMarks(current, 'overview', overview), 'problems', sections.join('\n\n'));
}

interface Section {
  readonly heading: string;
  readonly description: string;
  readonly appearance: Appearance | undefined;
  readonly operationCount: number;
}

function section(code: string, { heading, description, appearance, operationCount }: Section): string {
  const lines = [`### \`${code}\``, '', heading, '', description, ''];
  if (appearance !== undefined) lines.push(givenBy(appearance.operations, operationCount), '');
  lines.push(`**What to do.** ${problemAdvice[code as ProblemCode]}`);
  if (appearance !== undefined) {
    const { job, ...problem } = appearance.example;
    const shown = job === undefined ? problem : { ...problem, job: { id: job.id, status: job.status, '…': '…' } };
    lines.push('', '```json', JSON.stringify(shown, null, 2), '```');
  }
  return lines.join('\n');
}

function givenBy(operations: ReadonlySet<string>, operationCount: number): string {
  if (operations.size === 0) return 'Given to requests that match no operation.';
  if (operations.size === operationCount) return 'Given by every operation.';
  return `Given by ${Array.from(operations, (name) => `\`${name}\``).join(', ')}.`;
}

function entryOf<Entry>(entries: Readonly<Record<string, Entry>>, code: string): Entry {
  const entry = entries[code];
  if (entry === undefined) throw new Error(`x-jobwire-problems has no ${code}`);
  return entry;
}

/** Which codes stand in the examples of which answers. */
function appearancesIn(document: ContractDocument): Map<string, Appearance> {
  const found = new Map<string, Appearance>();
  const note = (response: unknown, operation: string | null) => {
    const { content = {} } = resolve(document, response) as { content?: Record<string, { examples?: object }> };
    for (const example of Object.values(content['application/problem+json']?.examples ?? {})) {
      const { value } = resolve(document, example) as { value: Problem };
      const appearance = found.get(value.code) ?? { operations: new Set(), example: value };
      if (operation !== null) appearance.operations.add(operation);
      found.set(value.code, appearance);
    }
  };
  for (const { operation } of operationsOf(document)) {
    for (const response of Object.values(operation.responses)) note(response, operation.operationId);
  }
  for (const response of Object.values(document.components.responses)) note(response, null);
  return found;
}

function resolve(document: ContractDocument, value: unknown): unknown {
  const { $ref } = value as { readonly $ref?: string };
  if ($ref === undefined) return value;
  const steps = $ref.replace('#/', '').split('/');
  return steps.reduce<unknown>((at, step) => (at as Record<string, unknown>)[step], document);
}
