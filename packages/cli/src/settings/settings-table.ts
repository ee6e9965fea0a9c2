import { serveSettings } from './serve-settings.ts';
import type { Setting } from './setting.ts';

/** The settings of `serve` as a table in Markdown, for the guide. */
export function settingsTable(): string {
  const rows = Object.values(serveSettings).map((row: Setting<unknown>) => {
    const flag = row.flag === null ? '–' : code(row.flag);
    const standard = row.default === null ? '–' : code(row.default);
    const secrecy = row.secret === true ? '; secret' : '';
    return `| ${flag} | ${code(row.variable)} | ${standard} | ${row.unit ?? '–'} | ${row.description}${secrecy} |`;
  });
  return ['| flag | variable | default | unit | what it is |', '|---|---|---|---|---|', ...rows].join('\n');
}

function code(text: string): string {
  return `\`${text}\``;
}
