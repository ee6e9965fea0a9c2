/** Undefined when the text is not JSON, which no JSON text stands for. */
export function parseJson(text: string): Record<string, unknown> | null | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
