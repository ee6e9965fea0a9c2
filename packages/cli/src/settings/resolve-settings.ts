import { UsageError } from '../usage-error.ts';
import { type ServeSettings, type SettingName, serveSettings } from './serve-settings.ts';
import { nameOf, type Setting } from './setting.ts';

/** The flags that were given, as text, under the names of the settings. */
export type GivenFlags = { readonly [Name in SettingName]?: string | readonly string[] };

export type Environment = Readonly<Record<string, string | undefined>>;

/** One setting as it is in force. */
export interface EffectiveSetting {
  readonly name: SettingName;
  /** As it was written. */
  readonly text: string | null;
  /** The flag, the variable, or `default`. */
  readonly origin: string;
}

export interface ResolvedSettings {
  readonly values: ServeSettings;
  readonly effective: readonly EffectiveSetting[];
}

/**
 * Decides every setting: a flag goes before the environment, and that before the default. An empty variable is as good as
 * none.
 *
 * @throws {UsageError} that names the flag or the variable which cannot be.
 */
export function resolveSettings(flags: GivenFlags, environment: Environment): ResolvedSettings {
  const values: Partial<Record<SettingName, unknown>> = {};
  const effective: EffectiveSetting[] = [];
  for (const [key, row] of Object.entries(serveSettings)) {
    const name = key as SettingName;
    const { texts, origin } = textsOf(row, flags[name], environment);
    const parsed = texts.map((text) => row.parse(text, origin === 'default' ? nameOf(row) : origin));
    values[name] = 'repeatable' in row ? parsed : parsed[0];
    effective.push({ name, text: texts.length === 0 ? null : texts.join(','), origin });
  }
  const resolved = { values: values as ServeSettings, effective };
  checkTogether(resolved);
  return resolved;
}

/** What was given for a setting, as text, and where it comes from. */
export function textsOf(row: Setting<unknown>, flag: string | readonly string[] | undefined, environment: Environment) {
  if (flag !== undefined) return { texts: typeof flag === 'string' ? [flag] : flag, origin: nameOf(row) };
  const variable = environment[row.variable] ?? '';
  if (variable.trim() !== '') {
    const texts = row.repeatable === true ? variable.split(',').map((text) => text.trim()) : [variable];
    return { texts, origin: row.variable };
  }
  return { texts: row.default === null ? [] : [row.default], origin: 'default' };
}

/** What is fine for each setting alone, and not for two of them together. */
function checkTogether({ values, effective }: ResolvedSettings): void {
  const drain = effective.find(({ name }) => name === 'drain');
  if (drain !== undefined && drain.origin !== 'default' && values.drain > values.shutdown) {
    throw new UsageError(
      `${drain.origin} takes no more than ${nameOf(serveSettings.shutdown)}, of which it is a part; it cannot be "${drain.text}".`,
    );
  }
  const data = effective.find(({ name }) => name === 'data');
  if (values.databaseUrl !== undefined && data !== undefined && data.origin !== 'default') {
    throw new UsageError(
      `Jobs are kept either in a folder or in a database: leave out ${data.origin} or ${nameOf(serveSettings.databaseUrl)}.`,
    );
  }
  if (values.databaseUrl === undefined && values.role !== 'all') {
    throw new UsageError(
      `The role ${values.role} needs a database that other processes share: set ${nameOf(serveSettings.databaseUrl)}.`,
    );
  }
  if (values.apiKeys?.some(({ key }) => key === values.metricsKey)) {
    throw new UsageError('JOBWIRE_METRICS_KEY is also a key in JOBWIRE_API_KEYS. Choose another one for the metrics.');
  }
}
