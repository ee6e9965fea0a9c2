import pg from 'pg';
import { checkTlsFiles } from './tls-files.ts';
import { UnusableDatabaseError } from './unusable-database-error.ts';

/** Those that say whether anything is encrypted. `allow` and `prefer` leave that to whoever answers. */
const modes = ['disable', 'require', 'verify-ca', 'verify-full'];

/** The driver's own: encrypted, with whoever answers. */
const ofTheDriver = 'no-verify';

/**
 * The URL for the driver, in which `sslmode` means what it means to libpq (postgresql.org/docs, "SSL Support"): the driver
 * itself takes several modes for one, and warns of that on standard error.
 *
 * @throws UnusableDatabaseError when its `sslmode` is none, or a file that it names for TLS will not do.
 */
export function connectionUrl(text: string): string {
  const parameters = URL.canParse(text) ? new URL(text).searchParams : new URLSearchParams();
  // As the driver does, which takes the last of several.
  const mode = parameters.getAll('sslmode').at(-1) ?? null;
  if (mode !== null && mode !== ofTheDriver && !modes.includes(mode)) {
    throw new UnusableDatabaseError(`its sslmode has to be one of ${modes.join(', ')}`);
  }
  if (mode === 'verify-ca' && (parameters.getAll('sslrootcert').at(-1) ?? '') === '') {
    throw new UnusableDatabaseError(
      'sslmode=verify-ca needs sslrootcert, the file with the certificate of the authority; verify-full needs none',
    );
  }
  checkTlsFiles(parameters);
  if (mode === null || mode === ofTheDriver || parameters.has('uselibpqcompat')) return text;
  return `${text}&uselibpqcompat=true`;
}

/**
 * Refuses a URL that no server could use, without connecting.
 *
 * @throws UnusableDatabaseError, or the driver's error.
 */
export function checkDatabaseUrl(text: string): void {
  new pg.Client({ connectionString: connectionUrl(text) });
}
