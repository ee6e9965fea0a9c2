import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type JobDefinition, JobTypes, readThrown } from '@jobwire/server';
import { muteModuleWarnings } from './mute-module-warnings.ts';
import { UsageError } from './usage-error.ts';

const howTo = 'Write `export default defineJob({ … })`, or a list of them.';

/** Room for a handler that fetches a model or a schema first, and short of what a supervisor waits for. */
const loadedWithinMs = 30_000;

/** A module to load, and the flag or the variable that names it. */
export interface HandlersFile {
  readonly file: string;
  readonly source: string;
}

/**
 * Loads the job types of some handlers files, behind those that the server has anyway.
 *
 * @param withinMs How long each file may take.
 * @throws {UsageError} that names the file which cannot be loaded, or defines something that cannot be served.
 */
export async function loadHandlers(
  files: readonly HandlersFile[],
  builtIn: readonly JobDefinition[],
  withinMs = loadedWithinMs,
): Promise<readonly JobDefinition[]> {
  muteModuleWarnings(process);
  let definitions = builtIn;
  for (const given of files) {
    const { file } = given;
    definitions = [...definitions, ...definitionsOf(await loadModule(given, withinMs), file)];
    try {
      new JobTypes(definitions);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      throw new UsageError(`The handlers file ${file} cannot be served: ${error.message.replace(/\.$/, '')}.`);
    }
  }
  return definitions;
}

async function loadModule({ file, source }: HandlersFile, withinMs: number): Promise<{ readonly default?: unknown }> {
  const path = resolve(file);
  const found = await stat(path).catch(() => null);
  if (found === null)
    throw new UsageError(`The handlers file ${file} does not exist. Check the path given to ${source}.`);
  if (!found.isFile())
    throw new UsageError(`The handlers file ${file} is no file. Give ${source} the path of a module.`);
  const tooSlow = Promise.withResolvers<never>();
  const timer = setTimeout(() => tooSlow.reject(new NeverLoadedError(file, withinMs)), withinMs);
  try {
    return await Promise.race([import(pathToFileURL(path).href), tooSlow.promise]);
  } catch (error) {
    if (error instanceof NeverLoadedError) throw error;
    throw new UsageError(`The handlers file ${file} cannot be loaded: ${describe(error)}. ${advice(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

class NeverLoadedError extends UsageError {
  constructor(file: string, withinMs: number) {
    super(
      `The handlers file ${file} cannot be loaded: it has not ended loading within ${withinMs / 1000} s. ` +
        'Let no await outside of its functions wait for what may not come.',
    );
  }
}

function describe(error: unknown): string {
  const { isError, name, message: told, stack } = readThrown(error);
  if (!isError) return `it throws ${told}`;
  // Node puts the place of a syntax error in front of the stack.
  const place = /^(?:file:\/\/)?(\/.*:\d+)$/.exec(stack?.split('\n', 1)[0] ?? '')?.[1];
  const message = (told.split('\n', 1)[0] ?? '').replace(/\.$/, '');
  return `${name}: ${message}${place === undefined ? '' : ` at ${place}`}`;
}

function advice(error: unknown): string {
  const { name, message } = readThrown(error);
  const takenForCommonJs =
    name === 'SyntaxError' && /^(Unexpected token 'export'|Cannot use import statement)/.test(message);
  return takenForCommonJs
    ? 'Set "type": "module" in the package.json that it belongs to, or let its name end in .mts or .mjs.'
    : 'Correct it and start again.';
}

function definitionsOf(module: { readonly default?: unknown }, file: string): JobDefinition[] {
  if (!('default' in module)) throw new UsageError(`The handlers file ${file} has no default export. ${howTo}`);
  const definitions = Array.isArray(module.default) ? module.default : [module.default];
  if (definitions.length === 0) throw new UsageError(`The handlers file ${file} exports an empty list. ${howTo}`);
  for (const definition of definitions) {
    if (typeof definition !== 'object' || definition === null) {
      const kind = definition === null ? 'null' : `a ${typeof definition}`;
      throw new UsageError(`The handlers file ${file} exports ${kind} where a job definition has to be. ${howTo}`);
    }
  }
  return definitions;
}
