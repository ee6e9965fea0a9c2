import { describe, expect, test } from 'vitest';
import { parseHost } from './parse-host.ts';
import { parsePort } from './parse-port.ts';

describe('a port', () => {
  test.each([
    { given: '0', want: 0 },
    { given: '8080', want: 8080 },
    { given: '65535', want: 65_535 },
  ])('$given is taken', ({ given, want }) => expect(parsePort(given)).toBe(want));

  test.each(['', ' ', '-1', '65536', '80.5', '1e3', '0x50', 'http', '٣'])('"%s" is refused', (given) => {
    expect(() => parsePort(given)).toThrow(`it cannot be "${given}"`);
  });
});

describe('a host', () => {
  test.each(['127.0.0.1', '0.0.0.0', '::', '::1', 'fe80::1%eth0', 'localhost', 'jobs.example.com', 'my_host'])(
    '%s is taken',
    (given) => expect(parseHost(given)).toBe(given),
  );

  test.each(['', 'a b', 'http://localhost', 'localhost:8080', '[::1]', '-v', 'a/b', 'a..b', 'x'.repeat(254)])(
    '"%s" is refused',
    (given) => {
      expect(() => parseHost(given)).toThrow('--host takes an address or a host name');
    },
  );

  test('a long name is refused in no time', () => {
    expect(() => parseHost(`${'a'.repeat(250)}!`)).toThrow('--host takes');
  });
});
