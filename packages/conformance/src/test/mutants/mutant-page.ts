import { requirements } from '../../requirements/requirements.ts';
import { faults } from '../faults.ts';
import { killRates, mutantTable } from './mutant-table.ts';
import type { MutantResult } from './run-mutant.ts';

/** The results as a page of the documentation. */
export function mutantPage(results: readonly MutantResult[]): string {
  const broken = new Set<string>(Object.values(faults).map(([requirement]) => requirement));
  const named = new Set<string>(results.flatMap(({ failed }) => failed));
  const spared = requirements.map(({ id }) => id).filter((id) => !broken.has(id));
  const onlyBeside = spared.filter((id) => named.has(id));
  const never = spared.filter((id) => !named.has(id));
  const list = (ids: readonly string[]) => ids.map((id) => `\`${id}\``).join(', ') || 'none';
  return `<!-- Written by \`pnpm test:mutants --write packages/conformance/MUTANTS.md\`. -->

# Mutants

A kit that finds nothing proves little until it is known what it would find. So it is tried on ${results.length} small servers that keep the
contract in everything but one sentence. They are one server in memory, which shares no code with the reference server, and
one switch each (\`src/test/\`). The kit has to name the requirement that the fault breaks, and no requirement that the server
keeps. The last column tells whether it would have been enough to hold every single answer of the same run against the schemas of
the contract, as a validating proxy does.

${killRates(results)}

The server without a fault has no failure.

${mutantTable(results)}

## Requirements without a mutant of their own

Seen broken beside others in the runs above: ${list(onlyBeside)}.

Not seen broken by any: ${list(never)}.
`;
}
