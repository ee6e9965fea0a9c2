import { migrateDatabase, missingSteps, type SchemaSteps } from '@jobwire/server';
import { cannotUseDatabase } from '../cannot-use-database.ts';
import type { CommandContext } from '../command-context.ts';
import { withoutPassword } from '../settings/parse-database-url.ts';
import { textsOf } from '../settings/resolve-settings.ts';
import { serveSettings } from '../settings/serve-settings.ts';
import { UsageError } from '../usage-error.ts';

export interface MigrateOptions {
  readonly databaseUrl?: string;
  readonly check?: true;
  /** Taken so that it can be refused in words. */
  readonly data?: string;
}

/** What `--check` ends with when steps are missing. */
const behind = 1;

const waits = 'jobwire: Another process brings the tables up to date. This one waits for it.';

/** `jobwire migrate`: takes the steps of the schema that a PostgreSQL lacks, or only tells which. */
export async function migrate(options: MigrateOptions, context: CommandContext): Promise<number> {
  const databaseUrl = databaseUrlOf(options, context);
  const database = withoutPassword(databaseUrl);
  const check = options.check === true;
  const found = await Promise.race([stepsOf(databaseUrl, check, context), context.untilStopped()]);
  if (typeof found === 'number') {
    context.printError('jobwire: Stopped; what was begun is taken back.');
    return found;
  }
  const { missing, ofNewerVersions } = found;
  if (missing.length === 0) {
    context.print(`The database ${database} is up to date; there is nothing to do.`);
  } else if (check) {
    context.print(`The database ${database} lacks ${steps(missing)}. "jobwire migrate" takes what is missing.`);
  } else {
    context.print(`The database ${database} is up to date now. It has taken ${steps(missing)}.`);
  }
  if (ofNewerVersions.length > 0) {
    context.print(
      `A newer version has taken ${steps(ofNewerVersions)}. This version leaves that alone, and works with it.`,
    );
  }
  return check && missing.length > 0 ? behind : 0;
}

function databaseUrlOf({ databaseUrl, data }: MigrateOptions, { environment }: CommandContext): string {
  const row = serveSettings.databaseUrl;
  const { texts, origin } = textsOf(row, databaseUrl, environment);
  const [text] = texts;
  if (data !== undefined) {
    throw new UsageError(
      'migrate is for a PostgreSQL, and takes no --data: the server that opens a data folder brings it up to date.',
    );
  }
  if (text === undefined) {
    throw new UsageError(
      `migrate needs the URL of a PostgreSQL: set ${row.variable} or --database-url. The server that opens a data folder ` +
        'brings that up to date itself.',
    );
  }
  return row.parse(text, origin);
}

async function stepsOf(databaseUrl: string, check: boolean, context: CommandContext): Promise<SchemaSteps> {
  try {
    if (check) return await missingSteps({ databaseUrl });
    return await migrateDatabase({ databaseUrl, onWait: () => context.printError(waits) });
  } catch (error) {
    throw cannotUseDatabase(databaseUrl, error);
  }
}

function steps(names: readonly string[]): string {
  return `${names.length === 1 ? 'one step' : `${names.length} steps`} of the schema: ${names.join(', ')}`;
}
