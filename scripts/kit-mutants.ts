// Tries the conformance kit on many small servers, each with one fault, and prints what it says about them.
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Fault, faults } from '../packages/conformance/src/test/faults.ts';
import { mutantPage } from '../packages/conformance/src/test/mutants/mutant-page.ts';
import { complaint, killRates, mutantTable } from '../packages/conformance/src/test/mutants/mutant-table.ts';
import { runMutants } from '../packages/conformance/src/test/mutants/run-mutants.ts';

const usage = `usage: pnpm test:mutants [options]

  --only TEXT      only faults whose sentence or requirement holds this text; may be repeated
  --all            the whole kit against each mutant, and not only the areas that its fault breaks
  --parallel N     how many mutants are tried at the same time (8)
  --part N/M       only the Nth of M parts, to share them among processors
  --write FILE     writes the page of the documentation to this file
  --json FILE      writes what the kit named for each mutant`;

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    all: { type: 'boolean', default: false },
    parallel: { type: 'string', default: '8' },
    part: { type: 'string', default: '1/1' },
    write: { type: 'string' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});

if (values.help) {
  console.log(usage);
} else {
  await main();
}

async function main(): Promise<void> {
  const [part = 1, parts = 1] = values.part.split('/').map(Number);
  const chosen = (Object.keys(faults) as Fault[])
    .filter((fault) => isWanted(fault))
    .filter((_fault, index) => index % parts === part - 1);
  if (chosen.length === 0) {
    console.error(`No fault holds ${values.only?.join(' or ')}.`);
    process.exitCode = 2;
    return;
  }
  let done = 0;
  const began = performance.now();
  const results = await runMutants(chosen, {
    parallel: Math.max(1, Number(values.parallel) || 1),
    whole: values.all,
    onResult(result) {
      done += 1;
      const wrong = complaint(result);
      console.error(
        `${done}/${chosen.length} ${wrong === null ? 'ok' : 'WRONG'} ${result.tookMs} ms ${wrong ?? result.fault}`,
      );
    },
  });
  const table = mutantTable(results);
  const complaints = results.flatMap((result) => complaint(result) ?? []);
  console.log(table);
  for (const line of complaints) {
    console.log(`\nWRONG ${line}`);
  }
  console.log(
    `\n${results.length} mutants in ${Math.round((performance.now() - began) / 1_000)} s, ${complaints.length} complaints.`,
  );
  console.log(killRates(results));
  if (values.write !== undefined) {
    await writeFile(values.write, mutantPage(results));
  }
  if (values.json !== undefined) {
    await writeFile(values.json, `${JSON.stringify(results, null, 2)}\n`);
  }
  process.exitCode = complaints.length === 0 ? 0 : 1;
}

function isWanted(fault: Fault): boolean {
  const { only } = values;
  const [requirement] = faults[fault];
  return only === undefined || only.some((text) => fault.includes(text) || requirement.includes(text));
}
