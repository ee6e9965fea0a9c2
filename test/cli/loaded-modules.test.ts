import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const program = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));

/** Tells the address of every module that is loaded, line by line, on standard error. */
const tellModules = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const load = (url, context, next) => { process.stderr.write(url + '\\n'); return next(url, context); };
  registerHooks({ load });
`)}`;

test.each([[['--help']], [['serve', '--help']], [['migrate', '--help']], [['serve', '--port', 'none']]])(
  'jobwire %j loads no server to say what it says',
  async (args) => {
    const run = promisify(execFile)(process.execPath, ['--import', tellModules, program, ...args]);
    const { stderr } = await run.catch((error: { stderr: string }) => error);
    expect(stderr).toContain('create-program.ts');
    expect(stderr.split('\n').filter((url) => /node_modules\/(kysely|express|ajv)\//.test(url))).toEqual([]);
  },
);
