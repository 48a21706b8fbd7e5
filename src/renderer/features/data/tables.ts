import { tsv } from '../../ui/tsv'

/** A column of numbers under its heading. */
export interface Column {
  readonly title: string
  readonly values: ArrayLike<number>
}

/**
 * One line per class for a spreadsheet: its name, then its number in each column; numbers are not formatted.
 * @param names - of the classes
 */
export function classTable(heading: string, names: readonly string[], columns: readonly Column[]): string {
  const rows = names.map((name, label) => [name, ...columns.map(({ values }) => String(values[label] ?? ''))])
  return tsv([[heading, ...columns.map(({ title }) => title)], ...rows])
}
