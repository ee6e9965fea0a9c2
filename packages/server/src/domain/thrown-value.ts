/** What somebody threw, as far as it can be told: nothing of it is read a second time. */
export interface ThrownValue {
  readonly isError: boolean;
  /** Of an error its own, else its type. */
  readonly name: string;
  readonly message: string;
  readonly stack: string | null;
  readonly code: string | number | null;
  /** As it is: to be read like the value itself. */
  readonly cause: unknown;
}

/**
 * Reads a value that others threw, which may be anything: a proxy that refuses every look, or an error whose members
 * throw when they are asked. It never throws, so that no failure is lost to the telling of it.
 */
export function readThrown(thrown: unknown): ThrownValue {
  if (!isInstance(thrown, Error)) {
    return { isError: false, name: typeof thrown, message: textOf(thrown), stack: null, code: null, cause: undefined };
  }
  const name = memberOf(thrown, 'name');
  const stack = memberOf(thrown, 'stack');
  const code = memberOf(thrown, 'code');
  return {
    isError: true,
    name: typeof name === 'string' && name !== '' ? name : 'Error',
    message: messageOf(thrown),
    stack: typeof stack === 'string' ? stack : null,
    code: typeof code === 'string' || typeof code === 'number' ? code : null,
    cause: memberOf(thrown, 'cause'),
  };
}

/** A member of a value that others made; undefined where it cannot be read. */
export function memberOf(value: unknown, name: string): unknown {
  try {
    return (value as Record<string, unknown> | null | undefined)?.[name];
  } catch {
    return undefined;
  }
}

/** `instanceof`, which throws for a proxy that refuses to be looked at. */
export function isInstance<Instance>(
  value: unknown,
  type: abstract new (...parameters: never[]) => Instance,
): value is Instance {
  try {
    return value instanceof type;
  } catch {
    return false;
  }
}

/** The text of any value, also of one that has none. */
export function textOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return 'A value that has no text was thrown.';
  }
}

function messageOf(error: Error): string {
  try {
    return String(error.message);
  } catch {
    return 'An error was thrown whose message cannot be read.';
  }
}
