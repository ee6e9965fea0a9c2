import { settingsTable } from '../../packages/cli/src/settings/settings-table.ts';
import { betweenMarks } from './guide-marks.ts';

/** The guide to configuration with the table of settings between its marks. */
export function settingsGuide(current: string): string {
  return betweenMarks(current, 'settings', settingsTable());
}
