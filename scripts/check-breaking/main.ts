// `pnpm check:breaking`: compares openapi/openapi.yaml with the contract that was released last, and says whom the changes break.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { checkBreaking } from './check-breaking.ts';
import { formatReport } from './format-report.ts';
import { releasedContracts } from './released-contracts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const help = `Usage: pnpm check:breaking [--base FILE] [--revision FILE] [--format text|json]

Compares openapi/openapi.yaml with the contract that was released last, which is the newest file in
openapi/released/, and says whom the changes break.

  --base FILE      compare with this contract instead
  --revision FILE  judge this contract instead
  --format json    the report for machines
  --help           this text

Exit codes: 0, info.version says what has changed, or nothing was released yet; 1, the changes need a
higher version; 2, the comparison could not be carried out.
`;

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
      format: { type: 'string', default: 'text' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  if (!['text', 'json'].includes(values.format)) throw new Error(`--format is text or json, not "${values.format}"`);
  const base = values.base ?? (await releasedContracts(join(root, 'openapi/released'))).at(-1)?.path;
  if (base === undefined) {
    process.stdout.write(
      'No contract has been released yet: openapi/released/ holds none, so nothing can break.\n' +
        'pnpm release:contract keeps the present one there when it is released.\n',
    );
    return 0;
  }
  const report = await checkBreaking(base, values.revision);
  process.stdout.write(values.format === 'json' ? `${JSON.stringify(report, null, 2)}\n` : formatReport(report));
  return report.passed ? 0 : 1;
}
