// `pnpm check:breaking`: compares openapi/openapi.yaml with the contract that was released last, and says whom the changes break.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkBreaking } from './check-breaking.ts';
import { formatReport } from './format-report.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { releasedContracts } from './released-contracts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const help = `Usage: pnpm check:breaking [--base FILE] [--revision FILE] [--released FOLDER] [--format text|json]

Compares openapi/openapi.yaml with the contract that was released last, which is the newest file in
openapi/released/, and says whom the changes break.

  --base FILE        compare with this contract instead
  --revision FILE    judge this contract instead
  --released FOLDER  where the released contracts are
  --format json      the report for machines; its base is null when nothing was compared
  --help             this text

Examples:
  pnpm check:breaking
  git show HEAD~1:openapi/openapi.yaml > /tmp/before.yaml && pnpm check:breaking --base /tmp/before.yaml

Exit codes: 0, info.version says what has changed, or nothing was released yet; 1, the changes need a
higher version; 2, the comparison could not be carried out.
`;

const nothingToCompare = `Nothing was compared: no contract has been released yet, so that none of its clients can break.
To compare with another contract, name its file: pnpm check:breaking --base FILE
pnpm release:contract keeps the present one in openapi/released/, and this command compares with it from then on.
`;
const nothingCompared = { base: null, findings: [], verdict: null, passed: true };

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`check:breaking: ${(error as Error).message}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      base: { type: 'string' },
      revision: { type: 'string', default: join(root, 'openapi/openapi.yaml') },
      released: { type: 'string' },
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (!['text', 'json'].includes(values.format)) throw new Error(`--format is text or json, not "${values.format}"`);
  // Without a release the folder of the repository is not there yet; one that was named and is not there is a mistake.
  if (values.released !== undefined && !existsSync(values.released))
    throw new Error(`There is no folder ${values.released}`);
  const released = values.released ?? join(root, 'openapi/released');
  const base = values.base ?? (await releasedContracts(released)).at(-1)?.path;
  if (base === undefined) {
    process.stdout.write(values.format === 'json' ? `${JSON.stringify(nothingCompared)}\n` : nothingToCompare);
    return 0;
  }
  await refuseUnreadable('--base', values.base);
  await refuseUnreadable('--revision', values.revision);
  const report = await checkBreaking(base, values.revision);
  process.stdout.write(values.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  return report.passed ? 0 : 1;
}
