import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import openapiTypescript, { astToString } from 'openapi-typescript';
import { parse } from 'yaml';
import { requirements } from '../../packages/conformance/src/requirements/requirements.ts';
import { compatibilityGuide } from './compatibility-guide.ts';
import { conformanceClassesModule } from './conformance-classes.ts';
import { type ContractDocument, checkContract } from './contract-document.ts';
import { errorsGuide } from './errors-guide.ts';
import { lifecycleModule } from './lifecycle.ts';
import { lifecycleGuide } from './lifecycle-guide.ts';
import { limitsModule } from './limits.ts';
import { operationsModule } from './operations.ts';
import { operationsOfChecks } from './operations-of-checks.ts';
import { pictures } from './pictures/pictures.ts';
import { problemsModule } from './problems.ts';
import { operationsModuleOfChecks, requirementsPage } from './requirements-table.ts';
import { schemasModule } from './schemas.ts';
import { settingsGuide } from './settings-guide.ts';

const guides = 'packages/docs/guides';

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
  await addGuides(files, document);
  await addKitFiles(files, document);
  return files;
}

/** The guides that have generated parts, and their pictures. */
async function addGuides(files: Map<string, string>, document: ContractDocument): Promise<void> {
  const add = async (name: string, change: (current: string) => string) => {
    const current = await readFile(new URL(`../../${guides}/${name}`, import.meta.url), 'utf8');
    files.set(`${guides}/${name}`, change(current));
  };
  await add('configuration.md', settingsGuide);
  await add('compatibility.md', compatibilityGuide);
  await add('errors.md', (current) => errorsGuide(current, document));
  await add('lifecycle.md', (current) => lifecycleGuide(current, document));
  for (const [name, text] of pictures(document)) files.set(`packages/docs/pictures/${name}`, text);
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
