#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { firstStopSignal } from './first-stop-signal.ts';
import { reportStrayErrors } from './report-stray-errors.ts';
import { runCommandLine } from './run-command-line.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

// Whoever reads the output may go away first, as `| head` does; a server works on without it.
process.stdout.on('error', () => {});

const printError = (text: string) => process.stderr.write(`${text}\n`);

const exitCode = await runCommandLine(process.argv.slice(2), {
  version,
  environment: {
    apiKeys: process.env.JOBWIRE_API_KEYS,
    key: process.env.JOBWIRE_KEY,
    foreignKey: process.env.JOBWIRE_FOREIGN_KEY,
  },
  print: (text) => process.stdout.write(`${text}\n`),
  printError,
  surviveStrayErrors: () => reportStrayErrors(process, printError),
  untilStopped: () => firstStopSignal(process),
});
// Exits even when a job's handler has left a timer behind, and not before the output is out.
process.stdout.write('', () => process.exit(exitCode));
