import { settingsTable } from '../../packages/cli/src/settings/settings-table.ts';
import { betweenMarks } from './between-marks.ts';

/** The guide to configuration with the table of settings between its marks, which is all of it that is generated. */
export function settingsGuide(current: string): string {
  return betweenMarks(current, 'settings', settingsTable());
}
