/** What a line of the log tells besides its message. Names are in snake_case, as they appear in the log. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Where the server writes its log. A pino logger fits as it is, and `console` does too. */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** Where it exists, lines that nobody would see are not even put together. */
  isLevelEnabled?(level: string): boolean;
}

const nothing = () => {};

/** Writes nothing. */
export const silentLogger: Logger = {
  debug: nothing,
  info: nothing,
  warn: nothing,
  error: nothing,
  isLevelEnabled: () => false,
};

/** Whether it is worth putting a line of this level together. */
export function logs(logger: Logger, level: 'debug' | 'info'): boolean {
  return logger.isLevelEnabled?.(level) ?? true;
}
