import { UnusableDatabaseError } from './unusable-database-error.ts';

/** Those that say whether anything is encrypted. `allow` and `prefer` leave that to whoever answers. */
const modes = ['disable', 'require', 'verify-ca', 'verify-full'];

/** The driver's own: encrypted, with whoever answers. */
const ofTheDriver = 'no-verify';

/**
 * The URL for the driver, in which `sslmode` means what it means to libpq (postgresql.org/docs, "SSL Support"): the driver
 * itself takes several modes for one, and warns of that on standard error.
 *
 * @throws UnusableDatabaseError when its `sslmode` is none.
 */
export function connectionUrl(text: string): string {
  const parameters = URL.canParse(text) ? new URL(text).searchParams : new URLSearchParams();
  const mode = parameters.get('sslmode');
  if (mode === null || mode === ofTheDriver) return text;
  if (!modes.includes(mode)) {
    throw new UnusableDatabaseError(`its sslmode has to be one of ${modes.join(', ')}`);
  }
  if (mode === 'verify-ca' && !parameters.has('sslrootcert')) {
    throw new UnusableDatabaseError(
      'sslmode=verify-ca needs sslrootcert, the file with the certificate of the authority; verify-full needs none',
    );
  }
  return parameters.has('uselibpqcompat') ? text : `${text}&uselibpqcompat=true`;
}
