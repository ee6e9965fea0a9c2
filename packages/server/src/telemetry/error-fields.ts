import type { LogFields } from '../domain/logger.ts';
import { isInstance, readThrown } from '../domain/thrown-value.ts';

/** Longer texts are cut, in characters: a line of the log is for people. */
const longest = { name: 200, message: 10_000, stack: 50_000, frame: 1000 };
const mostFrames = 100;

/**
 * What the log says of an error of the server itself. Only these members: an error may carry others, such as the job
 * that it is about, and those are not for the log.
 */
export function errorFields(error: unknown): LogFields {
  const { isError, cause, ...read } = readThrown(error);
  const message = read.message.slice(0, longest.message);
  if (!isError) return { name: read.name, message };
  return { ...fieldsOf(error), ...(isInstance(cause, Error) ? { cause: fieldsOf(cause) } : {}) };
}

function fieldsOf(error: unknown): LogFields {
  const { name, message, stack, code } = readThrown(error);
  return {
    name: name.slice(0, longest.name),
    message: message.slice(0, longest.message),
    ...(code === null ? {} : { code: typeof code === 'string' ? code.slice(0, longest.name) : code }),
    stack: stack?.slice(0, longest.stack),
  };
}

/**
 * Where an error was thrown, without its message: what a handler says in its own words may be taken from its input, and
 * the job shows it to its caller anyway.
 */
export function framesOf(error: unknown): string[] {
  const { isError, stack, message } = readThrown(error);
  if (!isError || stack === null) return [];
  const at = message === '' ? 0 : stack.indexOf(message);
  if (at === -1) return [];
  const [, ...frames] = stack.slice(at + message.length).split('\n', mostFrames + 1);
  return frames.map((frame) => frame.trim().slice(0, longest.frame));
}
