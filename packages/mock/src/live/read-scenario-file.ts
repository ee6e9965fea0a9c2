import { readFile } from 'node:fs/promises';
import { parseDocument } from 'yaml';
import type { Scenario } from './scenario.ts';
import { UnusableOptionError } from './unusable-option-error.ts';

/**
 * Reads scenarios by job type from a file of YAML or JSON.
 *
 * @throws {UnusableOptionError} that names the file and what is wrong in it.
 */
export async function readScenarioFile(file: string): Promise<Readonly<Record<string, Scenario>>> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UnusableOptionError(`The scenarios in ${file} cannot be read (${error.code ?? error.message}).`);
  });
  const document = parseDocument(text);
  const [syntaxError] = document.errors;
  if (syntaxError !== undefined) {
    throw new UnusableOptionError(`${file} is neither YAML nor JSON: line ${syntaxError.linePos?.[0].line ?? 1}.`);
  }
  const scenarios: unknown = document.toJS() ?? {};
  if (typeof scenarios !== 'object' || Array.isArray(scenarios)) {
    throw new UnusableOptionError(
      `${file} has to hold a scenario for each job type, as in "documents.extract: { items: 3 }".`,
    );
  }
  // Whoever has no such file need not load what judges it.
  const { checkLiveOptions } = await import('./check-live-options.ts');
  try {
    checkLiveOptions({ scenarios: scenarios as Record<string, Scenario> });
  } catch (error) {
    throw new UnusableOptionError(`${file}: ${(error as Error).message}`);
  }
  return scenarios as Record<string, Scenario>;
}
