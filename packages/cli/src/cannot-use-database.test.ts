import { expect, test } from 'vitest';
import { cannotUseDatabase } from './cannot-use-database.ts';

const coded = (code: string, message: string) => Object.assign(new Error(message), { code });

test.each([
  { given: coded('ECONNREFUSED', 'connect ECONNREFUSED 10.0.0.1:5432'), want: 'connect ECONNREFUSED 10.0.0.1:5432' },
  { given: coded('28P01', 'password authentication failed.'), want: 'password authentication failed' },
  {
    given: new AggregateError([new Error('connect ECONNREFUSED ::1:5432'), new Error('the other')]),
    want: 'connect ECONNREFUSED ::1:5432',
  },
  {
    given: new Error('SASL: SCRAM-SERVER-FIRST-MESSAGE: client password must be a string'),
    want: 'it asks for a password, and the URL has none',
  },
  {
    given: coded('UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'unable to verify the first certificate; try Node.js with …'),
    want: 'its certificate comes from no known authority; give the certificate of that authority as sslrootcert=FILE',
  },
  {
    given: coded('ERR_TLS_CERT_ALTNAME_INVALID', "IP: 10.0.0.1 is not in the cert's list: "),
    want: "its certificate is not of that host (IP: 10.0.0.1 is not in the cert's list)",
  },
  { given: coded('CERT_HAS_EXPIRED', 'certificate has expired'), want: 'its certificate has expired' },
  {
    given: new Error('The server does not support SSL connections'),
    want: 'it offers no encryption, and sslmode asks for it',
  },
])('of a database that failed with $given.message a person is told: $want', ({ given, want }) => {
  expect(cannotUseDatabase('postgres://jobs:canary@db/jobs', given)).toMatchObject({
    name: 'UsageError',
    message: `The database postgres://jobs:***@db/jobs cannot be used: ${want}.`,
  });
});

test.each([new TypeError('no function'), 'a text'])('%s is no fault of a database, and stays as it is', (given) => {
  expect(cannotUseDatabase('postgres://jobs@db/jobs', given)).toBe(given);
});
