import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { expect, test } from 'vitest';

const client = fileURLToPath(new URL('../../packages/client/src/', import.meta.url));

/** What a bundler makes of a line, minified and gzipped in bytes: what is loaded at once, and what when it is needed. */
async function sizesOf(line: string, splitting = true): Promise<{ atOnce: number; later: number }> {
  const { outputFiles, metafile } = await build({
    stdin: { contents: line, resolveDir: client },
    bundle: true,
    splitting,
    minify: true,
    format: 'esm',
    // Whatever a runtime brings by itself, such as the modules of Node, would not be found.
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    outdir: 'out',
    write: false,
    metafile: true,
  });
  const atOnce = new Set(
    Object.keys(metafile.outputs).filter((path) => metafile.outputs[path]?.entryPoint === '<stdin>'),
  );
  for (const path of atOnce) {
    for (const { path: to, kind } of metafile.outputs[path]?.imports ?? [])
      if (kind === 'import-statement') atOnce.add(to);
  }
  const sizes = { atOnce: 0, later: 0 };
  for (const { path, contents } of outputFiles) {
    const when = [...atOnce].some((loaded) => path.endsWith(`/${loaded}`)) ? 'atOnce' : 'later';
    sizes[when] += gzipSync(contents, { level: 9 }).length;
  }
  return sizes;
}

test('all of the main entry, with openapi-fetch in it, is within 6 kB, and what creates and cancels alone is smaller', async () => {
  const whole = await sizesOf(`export * from './index.ts';`);
  const part = await sizesOf(`export { cancelJob, connect, createJob } from './functions/index.ts';`);
  const inOneFile = await sizesOf(`export * from './index.ts';`, false);
  console.info(`minified and gzipped, in bytes: ${JSON.stringify({ whole, inOneFile, createAndCancel: part })}`);
  expect(whole.atOnce).toBeLessThanOrEqual(6 * 1024);
  expect(whole.atOnce + whole.later).toBeLessThanOrEqual(8.5 * 1024);
  expect(inOneFile.atOnce).toBeLessThanOrEqual(8.25 * 1024);
  expect(part.later).toBe(0);
  expect(part.atOnce).toBeLessThan(whole.atOnce - 400);
});
