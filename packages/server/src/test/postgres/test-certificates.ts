// The certificates' library asks for it before itself.
import 'reflect-metadata';
import { webcrypto } from 'node:crypto';
import {
  BasicConstraintsExtension,
  type JsonGeneralNames,
  SubjectAlternativeNameExtension,
  type X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';

/** A certificate and its key, as PEM. */
export interface TestCertificate {
  readonly certificate: string;
  readonly key: string;
}

/** One that others are signed by. */
export interface TestAuthority {
  readonly certificate: string;
  /** Signs a certificate for whoever has one of these names. */
  issue(subject: string, names: JsonGeneralNames): Promise<TestCertificate>;
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const dayMs = 86_400_000;

export async function testAuthority(name: string): Promise<TestAuthority> {
  const keys = await newKeys();
  const extensions = [new BasicConstraintsExtension(true, undefined, true)];
  const own = await X509CertificateGenerator.createSelfSigned({
    ...validity(),
    name: `CN=${name}`,
    keys,
    extensions,
    signingAlgorithm: algorithm,
  });
  return {
    certificate: own.toString('pem'),
    issue: (subject, names) => issue(own, keys.privateKey, subject, names),
  };
}

async function issue(
  authority: X509Certificate,
  signingKey: CryptoKey,
  subject: string,
  names: JsonGeneralNames,
): Promise<TestCertificate> {
  const keys = await newKeys();
  const certificate = await X509CertificateGenerator.create({
    ...validity(),
    issuer: authority.subject,
    subject: `CN=${subject}`,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [new SubjectAlternativeNameExtension(names)],
  });
  const key = await webcrypto.subtle.exportKey('pkcs8', keys.privateKey);
  const lines = Buffer.from(key).toString('base64').replace(/.{64}/g, '$&\n');
  return {
    certificate: certificate.toString('pem'),
    key: `-----BEGIN PRIVATE KEY-----\n${lines}\n-----END PRIVATE KEY-----\n`,
  };
}

function newKeys(): Promise<CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) as Promise<CryptoKeyPair>;
}

/** Of the clock of this machine, and some days to either side. */
function validity() {
  return { notBefore: new Date(Date.now() - dayMs), notAfter: new Date(Date.now() + 10 * dayMs) };
}
