/** A row whose every value is a placeholder of the column's name. */
export function placeholders<Row>(
  columns: readonly (keyof Row & string)[],
  argument: (name: keyof Row & string) => unknown,
): Row {
  return Object.fromEntries(columns.map((column) => [column, argument(column)])) as Row;
}
