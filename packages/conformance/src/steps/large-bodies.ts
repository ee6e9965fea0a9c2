import type { CheckContext } from '../runner/check-context.ts';

/** The limits that hold when the capabilities do not tell them (contract, "Limits"). */
const defaultBodyBytes = 1_048_576;
export const defaultBodyDepth = 32;

/** How many bytes a body may have. */
export function bodyLimit({ capabilities }: CheckContext): number {
  return capabilities.limits?.body_bytes ?? defaultBodyBytes;
}

/** A body of JSON that is one byte above the limit: blanks after an object that would be taken. */
export function bodyAboveLimit(context: CheckContext): string {
  const json = JSON.stringify(context.bodyOf('quick'));
  return `${json}${' '.repeat(bodyLimit(context) + 1 - json.length)}`;
}

/** A body with so many levels, which are those of its input. */
export function nestedBody(context: CheckContext, depth: number): string {
  const { type, input } = context.bodyOf('quick');
  // The body is level 1 and its input level 2; each list adds one.
  const lists = depth - 2;
  const nested = `${'['.repeat(lists)}${']'.repeat(lists)}`;
  const members = JSON.stringify(input).slice(1, -1);
  return `{"type":${JSON.stringify(type)},"input":{${members === '' ? '' : `${members},`}"nested":${nested}}}`;
}
