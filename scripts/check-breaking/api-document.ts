import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';

export type Json = null | boolean | number | string | readonly Json[] | { readonly [member: string]: Json | undefined };
export type JsonObject = { readonly [member: string]: Json | undefined };

/** An OpenAPI document as it is written, references and all. */
export interface ApiDocument extends JsonObject {
  readonly info: { readonly title: string; readonly version: string };
}

/** @throws an `Error` with the reason when the file cannot be read, or is no OpenAPI document. */
export async function readApiDocument(path: string): Promise<ApiDocument> {
  const yaml = parseDocument(await readFile(path, 'utf8'));
  const [error] = yaml.errors;
  if (error !== undefined) throw new Error(`${path} is neither YAML nor JSON: ${error.message.split('\n')[0]}`);
  const document: unknown = yaml.toJS();
  if (!isObject(document) || !isObject(document.info) || typeof document.info.version !== 'string') {
    throw new Error(`${path} is no OpenAPI document: it has no info.version`);
  }
  return document as ApiDocument;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The members of an object, or none when it is not one. */
export function membersOf(value: Json | undefined): readonly (readonly [string, Json])[] {
  return isObject(value)
    ? Object.entries(value).flatMap(([key, member]) => (member === undefined ? [] : [[key, member] as const]))
    : [];
}

/** The strings of a list, or of a single string. */
export function stringsOf(value: Json | undefined): string[] {
  return [value].flat().filter((entry) => typeof entry === 'string');
}

/** One step further in a JSON pointer (RFC 6901). */
export function within(pointer: string, ...keys: readonly (string | number)[]): string {
  return [pointer, ...keys.map((key) => String(key).replaceAll('~', '~0').replaceAll('/', '~1'))].join('/');
}

/** What a JSON pointer such as `#/components/schemas/Job` leads to. */
export function lookUp(document: Json, pointer: string): Json | undefined {
  let value: Json | undefined = document;
  for (const step of pointer.replace(/^#?\/?/, '').split('/')) {
    if (step === '') continue;
    const key = step.replaceAll('~1', '/').replaceAll('~0', '~');
    value = Array.isArray(value) ? value[Number(key)] : isObject(value) ? value[key] : undefined;
  }
  return value;
}
