import { UsageError } from '../usage-error.ts';

/** @throws {UsageError} that does not show it, since a password may be in it, and a part of one in the place of the host. */
export function databaseUrl(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2 || isBroken(url)) {
    throw new UsageError(
      `${source} takes the URL of a PostgreSQL database, such as postgres://user:password@host:5432/jobs, with @ / # ? % in a password written as %40 %2F %23 %3F %25.`,
    );
  }
  return text;
}

/** Whether a password ended the URL's first part too early, or cannot be read. */
function isBroken({ hash, pathname, password }: URL): boolean {
  if (hash !== '' || pathname.includes('@')) return true;
  try {
    decodeURIComponent(password);
    return false;
  } catch {
    return true;
  }
}

/** The same for people: without its password, wherever that may stand. */
export function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password !== '') url.password = '***';
  if (url.searchParams.has('password')) url.searchParams.set('password', '***');
  return url.href;
}
