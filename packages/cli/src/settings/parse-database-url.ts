import { UsageError } from '../usage-error.ts';

/** @throws {UsageError} that does not show it, since a password may be in it. */
export function databaseUrl(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^postgres(ql)?:$/.test(url.protocol) || url.pathname.length < 2 || !isEncoded(url)) {
    const example = `${source} takes the URL of a PostgreSQL database, such as postgres://user@host:5432/jobs.`;
    throw new UsageError(text.includes('@') ? `${example} ${encoding}` : example);
  }
  return text;
}

const encoding =
  'Characters such as # / ? % in its user or password have to be percent-encoded: %23 %2F %3F %25 stand for these four.';

/** Where a character of the password ends the part before the host too early, the @ stands in a later part. */
function isEncoded({ username, password, pathname, hash }: URL): boolean {
  if (username === '' && `${pathname}${hash}`.includes('@')) return false;
  try {
    decodeURIComponent(`${username}:${password}${pathname}`);
    return true;
  } catch {
    return false;
  }
}

/** The same for people: without its password, wherever that may stand. */
export function withoutPassword(text: string): string {
  const url = new URL(text);
  if (url.password !== '') url.password = '***';
  if (url.searchParams.has('password')) url.searchParams.set('password', '***');
  return url.href;
}
