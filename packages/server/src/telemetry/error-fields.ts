import type { LogFields } from '../domain/logger.ts';

/**
 * What the log says of an error of the server itself. Only these members: an error may carry others, such as the job
 * that it is about, and those are not for the log.
 */
export function errorFields(error: unknown): LogFields {
  if (!(error instanceof Error)) return { name: typeof error, message: String(error) };
  const { cause } = error;
  return { ...fieldsOf(error), ...(cause instanceof Error ? { cause: fieldsOf(cause) } : {}) };
}

function fieldsOf(error: Error): LogFields {
  const { name, message, stack } = error;
  const { code } = error as NodeJS.ErrnoException;
  return { name, message, ...(code === undefined ? {} : { code }), stack };
}

/**
 * Where an error was thrown, without its message: what a handler says in its own words may be taken from its input, and
 * the job shows it to its caller anyway.
 */
export function framesOf(error: unknown): string[] {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return [];
  const at = error.message === '' ? 0 : error.stack.indexOf(error.message);
  if (at === -1) return [];
  const [, ...frames] = error.stack.slice(at + error.message.length).split('\n');
  return frames.map((frame) => frame.trim());
}
