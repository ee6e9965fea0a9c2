import { Writable } from 'node:stream';
import { createLogger } from '@stoplight/prism-core';

interface PrismRecord {
  readonly msg?: string;
  readonly input?: { readonly method: string; readonly url: { readonly path: string } };
}

/** Prism's log as lines for a person: the request, then indented why it was answered so. Silent without `log`. */
export function createPrismLogger(log: ((line: string) => void) | undefined) {
  if (!log) return createLogger('mock', { level: 'silent' });
  const lines = new Writable({
    decodeStrings: false,
    write(record: string, _encoding, done) {
      log(formatRecord(JSON.parse(record) as PrismRecord));
      done();
    },
  });
  return createLogger('mock', { level: 'info' }, lines);
}

/** Only the method and the path of a request are shown: its headers carry a key. */
function formatRecord({ msg = '', input }: PrismRecord): string {
  if (!input) return `  ${msg}`;
  const request = `${input.method.toUpperCase()} ${input.url.path}`;
  return msg === 'Request received' ? request : `${request}: ${msg}`;
}
