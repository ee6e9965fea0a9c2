// `pnpm release:contract`: keeps openapi/openapi.yaml as the released contract that later ones are compared with.
import { copyFile, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { readApiDocument } from './api-document.ts';
import { checkBreaking } from './check-breaking.ts';
import { compareVersions, parseVersion } from './contract-version.ts';
import { formatReport } from './format-report.ts';
import { refuseUnreadable } from './refuse-unreadable.ts';
import { releasedContracts } from './released-contracts.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

const help = `Usage: pnpm release:contract [--contract FILE] [--released FOLDER]

Keeps openapi/openapi.yaml as openapi/released/VERSION.yaml, with VERSION from its info.version. From then on
pnpm check:breaking compares with it. Refuses when the version does not say what has changed since the last
release, and when that version was released with other bytes: a released contract never changes.

Exit codes: 0, it is kept; 1, refused; 2, it could not be carried out.
`;

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`release:contract: ${(error as Error).message}\n`);
  process.exitCode = 2;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      contract: { type: 'string', default: join(root, 'openapi/openapi.yaml') },
      released: { type: 'string', default: join(root, 'openapi/released') },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  await refuseUnreadable('--contract', values.contract);
  const { version } = (await readApiDocument(values.contract)).info;
  parseVersion(version);
  const released = await releasedContracts(values.released);
  const same = released.find((contract) => contract.version === version);
  if (same !== undefined) {
    const unchanged = (await readFile(same.path)).equals(await readFile(values.contract));
    if (unchanged) return told(`Version ${version} is released already, with the same bytes.`);
    return refused(
      `Version ${version} was released with other bytes. Raise info.version; pnpm check:breaking says to what.`,
    );
  }
  const last = released.at(-1);
  if (last !== undefined) {
    if (compareVersions(parseVersion(version), parseVersion(last.version)) < 0) {
      return refused(`Version ${version} is older than ${last.version}, which was released last.`);
    }
    const report = await checkBreaking(last.path, values.contract);
    process.stdout.write(formatReport(report));
    if (!report.passed) return refused(`Version ${version} does not say what has changed since ${last.version}.`);
  }
  await mkdir(values.released, { recursive: true });
  await copyFile(values.contract, join(values.released, `${version}.yaml`));
  return told(`Kept as ${version}.yaml. Commit it with the release.`);
}

function told(message: string): number {
  process.stdout.write(`${message}\n`);
  return 0;
}

function refused(message: string): number {
  process.stderr.write(`${message}\n`);
  return 1;
}
