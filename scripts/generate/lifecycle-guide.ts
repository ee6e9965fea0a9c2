import { type ContractDocument, enumOf } from './contract-document.ts';
import { betweenMarks } from './guide-marks.ts';

/** The guide to the lifecycle with its tables: the statuses, and the transitions between them. */
export function lifecycleGuide(current: string, document: ContractDocument): string {
  const schema = document.components.schemas.JobStatus;
  const terminal = schema?.['x-jobwire-terminal'] ?? [];
  const statuses = enumOf(document, 'JobStatus').map((status) => {
    const description = schema?.['x-enumDescriptions']?.[status] ?? '';
    return `| \`${status}\` | ${terminal.includes(status) ? 'yes' : 'no'} | ${description.replace(/ Terminal\.$/, '')} |`;
  });
  const transitions = document['x-jobwire-transitions'].map(
    ({ from, to, event, description }) =>
      `| ${from === null ? '–' : `\`${from}\``} | \`${to}\` | ${description} | \`${event}\` |`,
  );
  const tables = {
    statuses: ['| status | terminal | what it says |', '|---|---|---|', ...statuses],
    transitions: ['| from | to | when | event |', '|---|---|---|---|', ...transitions],
  };
  return Object.entries(tables).reduce((guide, [name, lines]) => betweenMarks(guide, name, lines.join('\n')), current);
}
