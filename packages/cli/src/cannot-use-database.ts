import { withoutPassword } from './settings/parse-database-url.ts';
import { UsageError } from './usage-error.ts';

/** An error from the connection or from PostgreSQL, which say what is wrong, as a refusal; anything else as it is. */
export function cannotUseDatabase(databaseUrl: string, error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof TypeError) return error;
  // A name with several addresses has one error for each.
  const [first = error] = error instanceof AggregateError ? (error.errors as Error[]) : [error];
  return new UsageError(`The database ${withoutPassword(databaseUrl)} cannot be used: ${refusalIn(first)}.`);
}

/** Codes of Node for a certificate that nobody has vouched for (nodejs.org/api/tls, "X509 certificate error codes"). */
const unknownAuthority = [
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
];

/** In place of what Node and the driver say of encryption, with what to do in the URL. */
function refusalIn({ code = '', message }: NodeJS.ErrnoException): string {
  if (unknownAuthority.includes(code)) {
    return 'its certificate comes from no known authority; give the certificate of that authority as sslrootcert=FILE';
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID')
    return `its certificate is not of that host (${message.replace(/: $/, '')})`;
  if (code === 'CERT_HAS_EXPIRED') return 'its certificate has expired';
  if (message === 'The server does not support SSL connections') {
    return 'it offers no encryption, and sslmode asks for it';
  }
  // What the driver says where the server asks for a password and there is none.
  if (message.includes('client password must be a string')) return 'it asks for a password, and the URL has none';
  return message.replace(/\.$/, '');
}
