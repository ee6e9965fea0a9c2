/** One thing that an operator can decide, as a row of data: flags, environment, help, docs and errors come from it. */
export interface Setting<Value> {
  /** Such as `--concurrency <n>`; null for what belongs in the environment alone. */
  readonly flag: string | null;
  /** Such as `JOBWIRE_CONCURRENCY`. */
  readonly variable: string;
  /** The text that stands in for the flag and the variable; null where there is none. */
  readonly default: string | null;
  readonly description: string;
  /** A secret is never shown. */
  readonly secret?: true;
  /** What is shown in the place of a value that is a secret in part. */
  show?(text: string): string;
  /** The flag may be given several times, and the variable has commas between its values. */
  readonly repeatable?: true;
  /**
   * Reads one value.
   *
   * @param source The flag or the variable that it comes from, for the message of a refusal.
   * @throws {UsageError}
   */
  parse(text: string, source: string): Value;
}

/** Checks the type of a row and keeps it. */
export function setting<Value>(row: Setting<Value>): Setting<Value> {
  return row;
}

/** The name of a flag without its placeholder. */
export function flagName(flag: string): string {
  return flag.split(' ', 1)[0] ?? flag;
}

/** Where a value comes from, in the words of a person: the flag where there is one. */
export function nameOf({ flag, variable }: Pick<Setting<unknown>, 'flag' | 'variable'>): string {
  return flag === null ? variable : flagName(flag);
}
