import { UsageError } from '../usage-error.ts';

type Parse<Value> = (text: string, source: string) => Value;

/** A limit that may be lifted: `none` is null. */
export function orNone<Value>(parse: Parse<Value>): Parse<Value | null> {
  return (text, source) => {
    if (text === 'none') return null;
    try {
      return parse(text, source);
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      throw new UsageError(error.message.replace(`${source} takes`, `${source} takes none or`));
    }
  };
}
