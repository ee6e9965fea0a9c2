import { withoutPassword } from './settings/parse-database-url.ts';
import { UsageError } from './usage-error.ts';

/** An error from the connection or from PostgreSQL, which say what is wrong, as a refusal; anything else as it is. */
export function cannotUseDatabase(databaseUrl: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  // A name with several addresses has one error for each.
  const [first = error] = error instanceof AggregateError ? (error.errors as Error[]) : [error];
  return new UsageError(`The database ${withoutPassword(databaseUrl)} cannot be used: ${refusalIn(first)}.`);
}

function refusalIn({ message }: Error): string {
  // What the driver says where the server asks for a password and there is none.
  if (message.includes('client password must be a string')) return 'it asks for a password, and the URL has none';
  return message.replace(/\.$/, '');
}
