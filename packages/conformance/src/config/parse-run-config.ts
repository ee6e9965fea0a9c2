import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { parseDocument } from 'yaml';
import { ConformanceSetupError } from '../runner/conformance-setup-error.ts';
import { type RunConfig, runConfigSchema } from './run-config.ts';

/** What a YAML reader finds, without the value that it would show. */
const faults: Readonly<Record<string, string>> = {
  BAD_INDENT: 'the indentation, or a bracket that is not closed',
  DUPLICATE_KEY: 'a member that was there before',
  MISSING_CHAR: 'a quote, colon or bracket is missing',
  MULTIPLE_DOCS: 'a second document begins, and there may be one',
  TAB_AS_INDENT: 'a tab in the place of blanks',
  UNEXPECTED_TOKEN: 'something that does not belong there',
};

const kinds: Readonly<Record<string, string>> = {
  object: 'an object with members',
  integer: 'a whole number',
  string: 'a text',
};

const validate = new Ajv2020({ allErrors: true }).compile<RunConfig>(runConfigSchema);

/**
 * Reads the text of a configuration file. YAML takes JSON too, so the name of the file does not matter.
 *
 * @param file how the file is called in messages
 * @throws ConformanceSetupError that names the file and every member that is wrong, and never shows a value
 */
export function parseRunConfig(text: string, file: string): RunConfig {
  const document = parseDocument(text);
  const [error] = document.errors;
  if (error !== undefined) {
    const line = error.linePos?.[0].line ?? 1;
    throw new ConformanceSetupError(
      `${file} is neither YAML nor JSON: line ${line}: ${faults[error.code] ?? error.code.toLowerCase().replaceAll('_', ' ')}.`,
    );
  }
  const config: unknown = document.toJS() ?? {};
  if (!validate(config)) {
    const found = new Set((validate.errors ?? []).filter(({ keyword }) => keyword !== 'not').map(faultOf));
    throw new ConformanceSetupError(`${file} cannot be used: ${[...found].join('; ')}.`);
  }
  return config;
}

function faultOf({ instancePath, keyword, params, message }: ErrorObject): string {
  const member = instancePath.slice(1).replaceAll('/', '.').replaceAll('~1', '/').replaceAll('~0', '~');
  const inside = (name: string) => `\`${member === '' ? name : `${member}.${name}`}\``;
  if (keyword === 'additionalProperties') return `there is no member ${inside(String(params.additionalProperty))}`;
  if (keyword === 'required') return `${inside(String(params.missingProperty))} is missing`;
  if (keyword === 'propertyNames') return `${inside(String(params.propertyName))} is for the keys; give it as \`keys\``;
  if (keyword === 'pattern' && member === 'webhook_secret') return '`webhook_secret` must be whsec_ and Base64';
  if (keyword === 'pattern') return `\`${member}\` holds characters that a header cannot carry`;
  return `${member === '' ? 'it' : `\`${member}\``} ${(message ?? '').replace(/^must be (object|integer|string)$/, (_whole, type: string) => `must be ${kinds[type]}`)}`;
}
