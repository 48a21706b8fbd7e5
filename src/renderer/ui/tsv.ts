const SEPARATORS = /[\t\r\n]+/g
const line = (cells: readonly string[]): string => cells.map((cell) => cell.replace(SEPARATORS, ' ')).join('\t')

/** A table as tab-separated values, for pasting into a spreadsheet. */
export const tsv = (rows: readonly (readonly string[])[]): string => rows.map(line).join('\n') + '\n'
