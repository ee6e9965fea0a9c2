import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isoInstant, isoInstantOrNull, parseInstant } from './instant.ts';

const place = { location: 'body', pointer: '/scheduled_for' } as const;

test.each<{ given: string; want: string | null }>([
  { given: '2026-01-01T00:00:00Z', want: '2026-01-01T00:00:00.000Z' },
  { given: '2026-01-01T00:00:00.123456789Z', want: '2026-01-01T00:00:00.123Z' },
  { given: '2026-01-01T00:00:00+05:30', want: '2025-12-31T18:30:00.000Z' },
  { given: '2026-01-01T00:00:00-23:59', want: '2026-01-01T23:59:00.000Z' },
  { given: '2026-01-01t00:00:00z', want: '2026-01-01T00:00:00.000Z' },
  { given: '2024-02-29T00:00:00Z', want: '2024-02-29T00:00:00.000Z' },
  { given: '0000-01-01T00:00:00Z', want: '0000-01-01T00:00:00.000Z' },
  { given: '0000-02-29T00:00:00Z', want: '0000-02-29T00:00:00.000Z' },
  { given: '9999-12-31T23:59:59.999Z', want: '9999-12-31T23:59:59.999Z' },
  { given: '2026-02-29T00:00:00Z', want: null },
  { given: '2026-02-30T00:00:00Z', want: null },
  { given: '2026-04-31T12:00:00+02:00', want: null },
  { given: '2026-13-01T00:00:00Z', want: null },
  { given: '2026-00-01T00:00:00Z', want: null },
  { given: '2026-01-01T24:00:00Z', want: null },
  { given: '2026-01-01T23:60:00Z', want: null },
  { given: '2016-12-31T23:59:60Z', want: '2017-01-01T00:00:00.000Z' },
  { given: '2016-12-31T23:59:60.25Z', want: '2017-01-01T00:00:00.250Z' },
  { given: '2017-01-01T05:29:60+05:30', want: '2017-01-01T00:00:00.000Z' },
  { given: '1960-12-31T23:59:60.5Z', want: '1961-01-01T00:00:00.500Z' },
  { given: '2016-12-31T12:00:60Z', want: null },
  { given: '2016-12-31T23:59:60+01:00', want: null },
  { given: '2016-12-31T23:59:61Z', want: null },
  { given: '9999-12-31T23:59:60Z', want: null },
  { given: '2026-01-01T00:00:00+24:00', want: null },
  { given: '0000-01-01T00:00:00+01:00', want: null },
  { given: '9999-12-31T23:59:59-01:00', want: null },
])('$given is $want', ({ given, want }) => {
  if (want !== null) expect(isoInstant(parseInstant(given, place))).toBe(want);
  else expect(() => parseInstant(given, place)).toThrow(`/scheduled_for is not a time that exists: ${given}.`);
});

test('an instant is written as the standard library writes it', () => {
  const years = { min: Date.parse('0000-01-01T00:00:00Z'), max: Date.parse('9999-12-31T23:59:59.999Z') };
  fc.assert(
    fc.property(fc.integer(years), (instant) => {
      expect(isoInstant(instant)).toBe(new Date(instant).toISOString());
      expect(parseInstant(isoInstant(instant), place)).toBe(instant);
    }),
    process.env.FC_SEED === undefined ? {} : { seed: Number(process.env.FC_SEED) },
  );
});

test('no instant is no text', () => {
  expect(isoInstantOrNull(null)).toBeNull();
  expect(isoInstantOrNull(0)).toBe('1970-01-01T00:00:00.000Z');
});
