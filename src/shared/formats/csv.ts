/**
 * Writes columns of numbers as CSV, all digits, lines ended by \n.
 * @param columns - by heading, in order; the first one decides how many rows there are; not modified
 */
export function encodeCsv(columns: Readonly<Record<string, ArrayLike<number>>>): string {
  const values = Object.values(columns)
  const lines = [Object.keys(columns).join(',')]
  const rows = values[0]?.length ?? 0
  for (let row = 0; row < rows; row++) lines.push(values.map((column) => column[row]).join(','))
  return `${lines.join('\n')}\n`
}
