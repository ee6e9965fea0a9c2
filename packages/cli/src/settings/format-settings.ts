import type { EffectiveSetting } from './resolve-settings.ts';
import { serveSettings } from './serve-settings.ts';
import { nameOf, type Setting } from './setting.ts';

/** The settings in force, one a line: name, value, origin. No secret is shown. */
export function formatSettings(effective: readonly EffectiveSetting[]): string {
  const lines = effective.map(({ name, text, origin }) => {
    const row: Setting<unknown> = serveSettings[name];
    return [nameOf(row), shown(row, text), origin] as const;
  });
  const widthOf = (column: 0 | 1) => Math.max(...lines.map((line) => line[column].length));
  const [names, values] = [widthOf(0), widthOf(1)];
  return lines.map(([name, value, origin]) => `${name.padEnd(names)}  ${value.padEnd(values)}  ${origin}`).join('\n');
}

function shown(row: Setting<unknown>, text: string | null): string {
  if (text === null) return '(not set)';
  return row.secret === true ? '(secret)' : JSON.stringify(row.show?.(text) ?? text).slice(1, -1);
}
