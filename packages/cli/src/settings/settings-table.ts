import { serveSettings } from './serve-settings.ts';
import type { Setting } from './setting.ts';

/** The settings of `serve` as a table in Markdown, for the guide. */
export function settingsTable(): string {
  const rows = Object.values(serveSettings).map((row: Setting<unknown>) => {
    const names = row.flag === null ? code(row.variable) : `${code(row.flag)}<br>${code(row.variable)}`;
    const standard = row.default === null ? '–' : code(row.default);
    const secrecy = row.secret === true ? '; secret' : '';
    return `| ${names} | ${standard} | ${row.description}${secrecy} |`;
  });
  return ['| flag and variable | default | what it is |', '|---|---|---|', ...rows].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
