/**
 * Writes columns of numbers as CSV, with all digits; lines end with \n.
 * @param columns - by heading, in order; the first determines the number of rows; not modified
 */
export function encodeCsv(columns: Readonly<Record<string, ArrayLike<number>>>): string {
  const values = Object.values(columns)
  const lines = [Object.keys(columns).join(',')]
  const rows = values[0]?.length ?? 0
  for (let row = 0; row < rows; row++) lines.push(values.map((column) => column[row]).join(','))
  return `${lines.join('\n')}\n`
}
