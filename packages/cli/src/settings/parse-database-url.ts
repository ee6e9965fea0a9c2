import { UsageError } from '../usage-error.ts';

/** @throws {UsageError} that does not show it, since a password may be in it. */
export function databaseUrl(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2) {
    throw new UsageError(`${source} takes the URL of a PostgreSQL database, such as postgres://user@host:5432/jobs.`);
  }
  return text;
}

/** The same for people: without its password, wherever that may stand. */
export function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password !== '') url.password = '***';
  if (url.searchParams.has('password')) url.searchParams.set('password', '***');
  return url.href;
}
