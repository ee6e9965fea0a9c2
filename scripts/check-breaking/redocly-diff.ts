import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const cli = fileURLToPath(new URL('../../node_modules/@redocly/cli/bin/cli.js', import.meta.url));
const config = fileURLToPath(new URL('redocly.yaml', import.meta.url));
const run = promisify(execFile);

/** A change as `redocly diff` reports it; of its report, the members that are used here. */
export interface RedoclyChange {
  /** Where it is, on the way through the paths. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'modified';
  readonly impact: 'major' | 'minor' | 'patch';
  readonly property?: string;
  readonly verdicts: readonly { readonly ruleId: string; readonly message: string }[];
  /** Where it is written. */
  readonly base?: { readonly pointer: string };
  readonly revision?: { readonly pointer: string };
}

/**
 * Every change between two OpenAPI documents, judged by `redocly diff` of the pinned @redocly/cli.
 *
 * @throws an `Error` with what redocly says when it cannot compare them.
 */
export async function redoclyDiff(base: string, revision: string): Promise<readonly RedoclyChange[]> {
  const options = ['--config', config, '--format', 'json', '--fail-on', 'none'];
  const environment = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' };
  try {
    const { stdout } = await run(process.execPath, [cli, 'diff', base, revision, ...options], {
      env: environment,
      maxBuffer: 256 * 1024 * 1024,
    });
    return JSON.parse(stdout).changes;
  } catch (error) {
    const { stderr } = error as { readonly stderr?: string };
    throw new Error(`redocly diff could not compare ${base} and ${revision}: ${stderr?.trim() || error}`);
  }
}
