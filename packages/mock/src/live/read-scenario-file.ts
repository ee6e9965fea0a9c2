import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import { UnusableOptionError } from '../unusable-option-error.ts';
import type { Scenario } from './scenario.ts';

/**
 * Reads scenarios by job type from a file of YAML or JSON.
 *
 * @throws {UnusableOptionError} that names the file and what is wrong in it.
 */
export async function readScenarioFile(file: string): Promise<Readonly<Record<string, Scenario>>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnusableOptionError(
      'scenarios',
      `The scenarios in ${file} cannot be read (${error.code ?? error.message}).`,
    );
  });
  const document = parseDocument(text);
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    throw new UnusableOptionError(
      'scenarios',
      `${file} is neither YAML nor JSON: line ${syntaxError.linePos?.[0].line ?? 1}.`,
    );
  }
  const scenarios: unknown = document.toJS() ?? {};
  if (typeof scenarios !== 'object' || scenarios === null || Array.isArray(scenarios)) {
    throw new UnusableOptionError(
      'scenarios',
      `${file} has to hold a scenario for each job type, as in "documents.extract: { items: 3 }".`,
    );
  }
  // Whoever has no such file need not load what judges it.
  const { checkScenario } = await import('./check-scenario.ts');
  const { JobOffer } = await import('./job-offer.ts');
  try {
    for (const [type, scenario] of Object.entries(scenarios)) checkScenario(type, scenario as Scenario, new JobOffer());
  } catch (error) {
    throw new UnusableOptionError('scenarios', `${file}: ${(error as Error).message}`);
  }
  return scenarios as Record<string, Scenario>;
}
