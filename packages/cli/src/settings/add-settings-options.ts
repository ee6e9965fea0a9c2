import type { Command } from 'commander';
import type { GivenFlags } from './resolve-settings.ts';
import { type SettingName, serveSettings } from './serve-settings.ts';
import { flagName, type Setting } from './setting.ts';

/**
 * Declares the flags of a command, those of all settings unless some are named. Values stay text, and defaults stay in the
 * table: both are settled in one place.
 */
export function addSettingsOptions(
  command: Command,
  names: readonly SettingName[] = Object.keys(serveSettings) as SettingName[],
): Command {
  for (const row of names.map((name): Setting<unknown> => serveSettings[name])) {
    if (row.flag === null) continue;
    const notes = [...(row.default === null ? [] : [`default: ${row.default}`]), row.variable];
    const description = `${row.description} (${notes.join('; ')})`;
    if (row.repeatable === true) command.option(row.flag, description, collect);
    else command.option(row.flag, description);
  }
  return command;
}

/** What the environment alone decides, for the help. */
export function environmentHelp(): string {
  const rows = Object.values(serveSettings).filter((row: Setting<unknown>) => row.flag === null);
  const width = Math.max(...rows.map(({ variable }) => variable.length));
  return rows.map(({ variable, description }) => `  ${variable.padEnd(width)}  ${description}`).join('\n');
}

/** The options that a command was given, under the names of the settings. */
export function givenFlags(options: Readonly<Record<string, unknown>>): GivenFlags {
  const given: Record<string, unknown> = {};
  for (const [name, row] of Object.entries(serveSettings) as [string, Setting<unknown>][]) {
    if (row.flag === null) continue;
    const value = options[camelCase(flagName(row.flag).slice(2))];
    // A flag that takes no value is one that was given.
    if (value !== undefined) given[name] = value === true ? 'true' : value;
  }
  return given as GivenFlags;
}

/** As commander names the value of a flag. */
function camelCase(flag: string): string {
  return flag.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

function collect(value: string, earlier: readonly string[] = []): string[] {
  return [...earlier, value];
}
