import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { requirements } from '../../packages/conformance/src/requirements/requirements.ts';
import { compatibilityGuide } from './compatibility-guide.ts';
import { conformanceClassesModule } from './conformance-classes.ts';
import { type ContractDocument, checkContract } from './contract-document.ts';
import { lifecycleModule } from './lifecycle.ts';
import { limitsModule } from './limits.ts';
import { operationsModule } from './operations.ts';
import { operationsOfChecks } from './operations-of-checks.ts';
import { problemsModule } from './problems.ts';
import { operationsModuleOfChecks, requirementsPage } from './requirements-table.ts';
import { schemasModule } from './schemas.ts';
import { settingsGuide } from './settings-guide.ts';

const guides: Readonly<Record<string, (current: string) => string>> = {
  'packages/docs/guides/configuration.md': settingsGuide,
  'packages/docs/guides/compatibility.md': compatibilityGuide,
};

const folder = 'packages/contract/src/generated';

const kit = 'packages/conformance';

const banner = `// Generated from openapi/openapi.yaml. Do not edit: change the contract, then run \`pnpm generate\`.\n\n`;

/**
 * Every generated file as path (from the root of the repository) and text.
 *
 * @throws when the contract contradicts itself, with a sentence per contradiction.
 */
export async function generatedFiles(contractPath: string): Promise<Map<string, string>> {
  const document = parse(await readFile(contractPath, 'utf8')) as ContractDocument;
  checkContract(document);
  const types = astToString(await openapiTypescript(pathToFileURL(contractPath), { alphabetize: false }));
  const modules: Record<string, string> = {
    'openapi.ts': types,
    'schemas.ts': schemasModule(document),
    'operations.ts': operationsModule(document),
    'lifecycle.ts': lifecycleModule(document),
    'limits.ts': limitsModule(document),
    'problems.ts': problemsModule(document),
    'conformance-classes.ts': conformanceClassesModule(document),
  };
  const files = new Map(Object.entries(modules).map(([name, text]) => [`${folder}/${name}`, banner + text]));
  files.set(`${folder}/spec.json`, `${JSON.stringify(document, null, 2)}\n`);
  for (const [guide, generate] of Object.entries(guides)) {
    files.set(guide, generate(await readFile(new URL(`../../${guide}`, import.meta.url), 'utf8')));
  }
  await addKitFiles(files, document);
  return files;
}

/** What is derived from the requirements of the conformance kit and from the sources of their checks. */
async function addKitFiles(files: Map<string, string>, { paths }: ContractDocument): Promise<void> {
  const operationIds = Object.values(paths).flatMap((path) =>
    Object.values(path).map(({ operationId }) => operationId),
  );
  const checks = fileURLToPath(new URL(`../../${kit}/src/checks/`, import.meta.url));
  const operations = await operationsOfChecks(checks, requirements, operationIds);
  files.set(`${kit}/src/generated/operations-of-checks.ts`, operationsModuleOfChecks(operations));
  files.set(`${kit}/REQUIREMENTS.md`, requirementsPage(requirements));
}
