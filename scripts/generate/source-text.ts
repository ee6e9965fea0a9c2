/** A value as TypeScript source, in the formatting of the house. */
export function literal(value: unknown, indent = ''): string {
  if (Array.isArray(value)) {
    const items = value.map((item) => literal(item, `${indent}  `));
    const oneLine = `[${items.join(', ')}]`;
    if (oneLine.length + indent.length < 100 && !oneLine.includes('\n')) return oneLine;
    return `[\n${items.map((item) => `${indent}  ${item},\n`).join('')}${indent}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${property(key)}: ${literal(member, `${indent}  `)}`);
    return `{\n${members.map((member) => `${indent}  ${member},\n`).join('')}${indent}}`;
  }
  return typeof value === 'string' ? quoted(value) : String(value);
}

function property(name: string): string {
  return /^[a-z_$][\w$]*$/i.test(name) ? name : quoted(name);
}

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'").replaceAll('\n', '\\n')}'`;
}

/** A doc comment for a declaration at the outermost level. */
export function docComment(text: string): string {
  return `/** ${text.trim().replaceAll('*/', '*\\/').replace(/\s+/g, ' ')} */\n`;
}

/** A constant array and the union of its values. */
export function enumeration(constant: string, type: string, values: readonly string[], comment: string): string {
  return (
    `${docComment(comment)}export const ${constant} = ${literal(values)} as const;\n\n` +
    `export type ${type} = (typeof ${constant})[number];\n\n`
  );
}
