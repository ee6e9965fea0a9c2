import type { KeyName } from './exchange.ts';

/** What stands for each key in whatever the kit shows, so that a curl line can be pasted after the variable is set. */
export const keyVariables: Readonly<Record<KeyName, string>> = {
  primary: '$JOBWIRE_KEY',
  foreign: '$JOBWIRE_FOREIGN_KEY',
  readOnly: '$JOBWIRE_READ_ONLY_KEY',
};
