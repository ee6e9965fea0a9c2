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

const exitCode = await runCommandLine(process.argv.slice(2), {
  version,
  environment: Object.fromEntries(Object.entries(process.env).filter(([name]) => name.startsWith('JOBWIRE_'))),
  print: (text) => process.stdout.write(`${text}\n`),
  printError: (text) => process.stderr.write(`${text}\n`),
  terminal: process.stdout.isTTY && process.stderr.isTTY ? { write: (text) => process.stderr.write(text) } : null,
  surviveStrayErrors: (report) => reportStrayErrors(process, report),
  untilStopped: () => firstStopSignal(process),
});
// Exits even when a job's handler has left a timer behind, and not before the output is out.
process.stdout.write('', () => process.exit(exitCode));
