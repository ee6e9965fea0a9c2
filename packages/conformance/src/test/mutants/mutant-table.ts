import { requirements } from '../../requirements/requirements.ts';
import type { MutantResult } from './run-mutant.ts';

const classOf = new Map<string, string>(requirements.map((requirement) => [requirement.id, requirement.class]));

/** The results as a table in Markdown, a row for each mutant. */
export function mutantTable(results: readonly MutantResult[]): string {
  const rows = results.map((result) => [
    result.fault.replaceAll('|', '\\|'),
    classOf.get(result.requirement) ?? '',
    `\`${result.requirement}\``,
    caughtBy(result),
    result.caughtBySchemas ? 'yes' : 'no',
  ]);
  const head = ['A server on which …', 'class', 'breaks', 'the kit names', 'seen by schemas alone'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function caughtBy({ caught, requirement, failed, error }: MutantResult): string {
  if (error !== null) {
    return 'nothing: the run was not carried out';
  }
  if (!caught) {
    return failed.length === 0 ? '**nothing**' : `not it, but ${failed.map((id) => `\`${id}\``).join(', ')}`;
  }
  const beside = failed.filter((id) => id !== requirement).length;
  return beside === 0 ? 'it' : `it, and ${beside} that suffer with it`;
}

/** Both rates in one line. */
export function killRates(results: readonly MutantResult[]): string {
  const caught = results.filter((result) => result.caught).length;
  const bySchemas = results.filter((result) => result.caughtBySchemas).length;
  const share = (count: number) => `${count} of ${results.length} (${((100 * count) / results.length).toFixed(1)} %)`;
  return `Caught by the check that is named for them: ${share(caught)}. By schemas alone: ${share(bySchemas)}.`;
}

/** What is wrong with the kit, judged by one mutant; null when nothing is. */
export function complaint({ fault, requirement, caught, wronglyNamed, failed, error }: MutantResult): string | null {
  if (error !== null) {
    return `${fault}: the run was not carried out: ${error}`;
  }
  if (!caught) {
    return `${fault}: ${requirement} was not named, but ${failed.join(', ') || 'nothing'}`;
  }
  return wronglyNamed.length === 0 ? null : `${fault}: ${wronglyNamed.join(', ')} should not have been named`;
}
