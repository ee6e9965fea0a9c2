// Prints the body of POST /v1/jobs; see `--help`.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { maxPauseMs } from './extract-text-input.ts';
import { makeRequestBody, RequestError } from './request-body.ts';

/** The largest request body that the API takes unless its operator says otherwise. */
const maxBodyBytes = 1024 * 1024;

const help = `Usage: node examples/document-batch/create-request.ts [--pause-ms N] [files or folders...]

Prints the JSON body that creates a documents.extract_text job. Without files it takes the fixtures of the example.

  --pause-ms N  wait N milliseconds between two documents (0-${maxPauseMs}), to try cancel by hand
  --help        print this text
`;

// Whoever reads the output may go away first, as `| head` does.
process.stdout.on('error', () => {});

try {
  await main();
} catch (error) {
  if (!(error instanceof RequestError) && !isArgumentError(error)) throw error;
  process.stderr.write(`create-request: ${error.message}\n`);
  process.exitCode = 2;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { 'pause-ms': { type: 'string' }, help: { type: 'boolean', short: 'h' } },
  });
  if (values.help) {
    process.stdout.write(help);
    return;
  }

  const pauseMs = values['pause-ms'];
  const paths = positionals.length > 0 ? positionals : [fileURLToPath(new URL('./fixtures', import.meta.url))];
  const body = await makeRequestBody(paths, pauseMs === undefined ? {} : { pauseMs: parsePause(pauseMs) });

  const json = `${JSON.stringify(body)}\n`;
  const bytes = Buffer.byteLength(json);
  if (bytes > maxBodyBytes) {
    process.stderr.write(
      `create-request: warning: the body has ${bytes} bytes, more than the ${maxBodyBytes} that the API takes by default; expect 413 payload_too_large, or send fewer files.\n`,
    );
  }
  process.stdout.write(json);
}

function parsePause(text: string): number {
  const milliseconds = Number(text);
  if (!/^\d+$/.test(text) || milliseconds > maxPauseMs) {
    throw new RequestError(`--pause-ms takes a whole number from 0 to ${maxPauseMs}, not ${text}.`);
  }
  return milliseconds;
}

function isArgumentError(error: unknown): error is Error {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS_');
}
