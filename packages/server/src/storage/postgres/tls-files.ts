import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createSecureContext } from 'node:tls';
import { UnusableDatabaseError } from './unusable-database-error.ts';

const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not read it',
  EISDIR: 'it is a folder',
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of its path is a file and no folder',
};

/**
 * Reads the files that a URL names for TLS, as the driver will for each connection, so that one that will not do is told of
 * at the start and by its parameter.
 *
 * @throws UnusableDatabaseError
 */
export function checkTlsFiles(parameters: URLSearchParams): void {
  const authority = contentOf('sslrootcert', parameters);
  const certificate = contentOf('sslcert', parameters);
  const key = contentOf('sslkey', parameters);
  refuseNoCertificate('sslrootcert', authority);
  refuseNoCertificate('sslcert', certificate);
  if (certificate === null && key === null) return;
  if (certificate === null || key === null) {
    const [given, missing] = certificate === null ? ['sslkey', 'sslcert'] : ['sslcert', 'sslkey'];
    throw new UnusableDatabaseError(
      `its ${given} needs ${missing} beside it: a certificate is of no use without its key`,
    );
  }
  try {
    createSecureContext({ cert: certificate.text, key: key.text });
  } catch (error) {
    const { message } = error as Error;
    throw new UnusableDatabaseError(`its sslkey ${key.file} is not the key of sslcert ${certificate.file}: ${message}`);
  }
}

interface Content {
  readonly file: string;
  readonly text: string;
}

/** Null when none is named; an empty name is none to the driver either. */
function contentOf(name: string, parameters: URLSearchParams): Content | null {
  const file = parameters.getAll(name).at(-1) ?? '';
  if (file === '') return null;
  try {
    return { file, text: readFileSync(file, 'utf8') };
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    throw new UnusableDatabaseError(`its ${name} ${file} cannot be read: ${reasons[code] ?? message}`);
  }
}

function refuseNoCertificate(name: string, content: Content | null): void {
  if (content === null) return;
  try {
    new X509Certificate(content.text);
  } catch {
    throw new UnusableDatabaseError(`its ${name} ${content.file} holds no certificate in the format PEM`);
  }
}
