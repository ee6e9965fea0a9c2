import type { SQLOutputValue, StatementSync } from 'node:sqlite';

/**
 * Makes the rows of a statement out of its values. `node:sqlite` can do that itself, but looks the name of every column up
 * anew for every row and gives objects that are slow to read: for a job that takes four times as long as finding it.
 */
export function rowMaker<Row>(statement: StatementSync): (values: readonly SQLOutputValue[]) => Row {
  const columns = statement.columns().map(({ name }) => name);
  const blank: Record<string, SQLOutputValue> = Object.fromEntries(columns.map((column) => [column, null]));
  return (values) => {
    // A copy has all its members from the beginning, so that every row is of one shape.
    const row = { ...blank };
    for (let index = 0; index < columns.length; index += 1) row[columns[index] as string] = values[index] ?? null;
    return row as Row;
  };
}
