import type { RunOptions } from '../runner/run-options.ts';

/** What a configuration file may say, as it is written there. */
export interface RunConfig {
  readonly keys?: { readonly primary?: string; readonly foreign?: string; readonly read_only?: string };
  readonly headers?: Readonly<Record<string, string>>;
  readonly jobs?: NonNullable<RunOptions['jobs']>;
  readonly webhook_secret?: string;
  readonly limits?: NonNullable<RunOptions['limits']>;
}

const key = { type: 'string', pattern: '^[\\x21-\\x7e]+$' };
const count = { type: 'integer', minimum: 1 };
const job = {
  type: 'object',
  required: ['type', 'input'],
  properties: { type: { type: 'string' }, input: { type: 'object' } },
};

/** The form of a configuration file. What a job may hold besides is for the server to judge. */
export const runConfigSchema = {
  type: 'object',
  additionalProperties: false,
  properties: {
    keys: { type: 'object', additionalProperties: false, properties: { primary: key, foreign: key, read_only: key } },
    headers: {
      type: 'object',
      propertyNames: { not: { pattern: '^[Aa][Uu][Tt][Hh][Oo][Rr][Ii][Zz][Aa][Tt][Ii][Oo][Nn]$' } },
      additionalProperties: { type: 'string' },
    },
    jobs: {
      type: 'object',
      additionalProperties: false,
      properties: { quick: job, slow: job, failing: job, stubborn: job },
    },
    webhook_secret: { type: 'string', pattern: '^whsec_[A-Za-z0-9+/]+={0,2}$' },
    limits: {
      type: 'object',
      additionalProperties: false,
      properties: { requests: count, seconds: count, parallel: count },
    },
  },
} as const;
