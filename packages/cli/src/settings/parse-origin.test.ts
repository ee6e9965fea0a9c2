import { expect, test } from 'vitest';
import { UsageError } from '../usage-error.ts';
import { parseOrigin } from './parse-origin.ts';

test.each(['*', 'https://app.example.com', 'http://localhost:5173', 'https://[::1]:8443'])(
  '%s is an origin',
  (text) => {
    expect(parseOrigin(text, '--cors-origin')).toBe(text);
  },
);

test.each([
  ['https://app.example.com/', 'did you mean https://app.example.com?'],
  ['https://App.Example.com', 'did you mean https://app.example.com?'],
  ['https://app.example.com:443', 'did you mean https://app.example.com?'],
  ['app.example.com', 'such as https://app.example.com'],
  ['https://*.example.com', 'such as https://app.example.com'],
  ['null', 'such as https://app.example.com'],
])('%s is refused, because a browser never sends it so', (text, want) => {
  expect(() => parseOrigin(text, '--cors-origin')).toThrow(UsageError);
  expect(() => parseOrigin(text, '--cors-origin')).toThrow(want);
});
