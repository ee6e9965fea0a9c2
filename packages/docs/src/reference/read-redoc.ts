import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Redoc as a script for a page, and the notices that its licences want to see kept. */
export interface Redoc {
  readonly script: string;
  readonly licences: string;
}

/** The one thing that Redoc loads from another host: the logo beside the words "API docs by Redocly", which stay. */
const remoteLogo = 'https://cdn.redoc.ly/redoc/logo-mini.svg';
const emptyImage = 'data:image/gif;base64,R0lGODlhAQABAAAAACw=';

/**
 * Reads Redoc's standalone bundle. A published package has it in the folder `redoc` beside its code, put there by
 * `scripts/build-assets.ts`, so that nobody has to install Redoc; in the workspace it comes from the package `redoc`.
 */
export async function readRedoc(): Promise<Redoc> {
  const [bundle, ...licences] = await readPublished().catch(readInstalled);
  if (!bundle.includes(remoteLogo))
    throw new Error(`This version of Redoc has no ${remoteLogo}: see what it loads now.`);
  const script = insideScriptElement(bundle.replaceAll(remoteLogo, emptyImage));
  return { script, licences: licences.join('\n') };
}

/** Writes what could end a script element, or hide its end, in another way. In Redoc it stands in strings and patterns only. */
function insideScriptElement(script: string): string {
  return script.replace(/<(?=!--|\/?script)/gi, '\\x3c');
}

/** The files that are needed of the package `redoc`, the bundle first. */
export const redocFiles = [
  'bundles/redoc.standalone.js',
  'bundles/redoc.standalone.js.LICENSE.txt',
  'LICENSE',
] as const;

/** Where the package `redoc` is installed; ends with a slash. */
export function installedRedoc(): URL {
  const bundle = createRequire(import.meta.url).resolve(`redoc/${redocFiles[0]}`);
  return new URL('../', pathToFileURL(bundle));
}

function readPublished(): Promise<Contents> {
  return readAll(redocFiles.map((file) => new URL(`redoc/${file.replace('bundles/', '')}`, import.meta.url)));
}

function readInstalled(): Promise<Contents> {
  const folder = installedRedoc();
  return readAll(redocFiles.map((file) => new URL(file, folder)));
}

type Contents = [bundle: string, ...licences: string[]];

async function readAll(files: readonly URL[]): Promise<Contents> {
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))) as Contents;
}
