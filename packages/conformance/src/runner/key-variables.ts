import type { KeyName } from './exchange.ts';

/** What stands for each key in whatever the kit shows, so that a curl line can be pasted after the variable is set. */
export const keyVariables: Readonly<Record<KeyName, string>> = {
  primary: '$JOBWIRE_KEY',
  foreign: '$JOBWIRE_FOREIGN_KEY',
  readOnly: '$JOBWIRE_READ_ONLY_KEY',
};

/** What stands for the value of a configured header. */
export function headerVariable(name: string): string {
  return `$JOBWIRE_HEADER_${name.toUpperCase().replaceAll(/[^A-Z0-9]/g, '_')}`;
}

/** Whether the value of a header stands for a configured one. */
export function isHeaderVariable(value: string): boolean {
  return /^\$JOBWIRE_HEADER_[A-Z0-9_]+$/.test(value);
}
