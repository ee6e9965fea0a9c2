import { settingsTable } from '../../packages/cli/src/settings/settings-table.ts';

const [begin, end] = ['<!-- settings:begin -->', '<!-- settings:end -->'];

/** The guide to configuration with the table of settings between its marks, which is all of it that is generated. */
export function settingsGuide(current: string): string {
  const [before, rest] = current.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined) throw new Error(`the guide to configuration has no ${begin} … ${end}`);
  return `${before}${begin}\n${settingsTable()}\n${end}${after}`;
}
