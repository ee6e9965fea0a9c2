import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createClient } from '@hey-api/openapi-ts';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('../..', import.meta.url));
const contract = join(root, 'openapi/openapi.yaml');

/** A module that a generator made from the contract. */
// biome-ignore lint/suspicious/noExplicitAny: what others generate has no types here.
export type GeneratedClient = any;

/** Has other generators make their clients from the contract, below a folder, and loads them. */
export async function generateClients(folder: string): Promise<{ heyApi: GeneratedClient; redocly: GeneratedClient }> {
  await createClient({
    input: contract,
    output: join(folder, 'hey-api'),
    plugins: ['@hey-api/client-fetch', '@hey-api/sdk'],
    logs: { level: 'silent' },
  });
  const redocly = join(folder, 'redocly.ts');
  execFileSync(join(root, 'node_modules/.bin/redocly'), ['generate-client', contract, '-o', redocly], {
    stdio: 'ignore',
  });
  return {
    heyApi: await load(`export * from './sdk.gen'; export { client } from './client.gen';`, join(folder, 'hey-api')),
    redocly: await load(`export * from './redocly';`, folder),
  };
}

/** What is generated is written for bundlers, without the extensions of files. */
async function load(contents: string, resolveDir: string): Promise<GeneratedClient> {
  const outfile = join(resolveDir, 'bundle.mjs');
  await build({
    stdin: { contents, resolveDir, loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
  });
  return import(pathToFileURL(outfile).href);
}
