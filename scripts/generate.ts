// `pnpm generate`: writes everything that is derived from openapi/openapi.yaml, the table of the settings of `serve` and that of the changes of the contract. Running it twice changes nothing.
// `pnpm generate --out DIR` writes below another folder instead of the repository; the test that compares bytes does so.
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generatedFiles } from './generate/generated-files.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { out: { type: 'string', default: root } } });

const files = await generatedFiles(join(root, 'openapi', 'openapi.yaml'));
for (const [path, text] of files) {
  const target = join(values.out, path);
  await mkdir(dirname(target), { recursive: true });
  await writeFile(target, text);
}
process.stdout.write(`${files.size} files generated\n`);
