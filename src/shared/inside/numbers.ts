/** Numbers as formulas print them, the same in both languages: a minus, no grouping, powers of ten as superscripts. */

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹'

/** 12 → ¹², −3 → ⁻³ */
export function superscript(power: number): string {
  const digits = [...String(Math.abs(power))].map((digit) => SUPERSCRIPTS[Number(digit)] ?? digit)
  return `${power < 0 ? '⁻' : ''}${digits.join('')}`
}

export const withMinus = (text: string): string => text.replace(/-/g, '−')

/** `digits` significant digits; a power of ten below 10⁻³ and from 10⁵ on. */
export function significant(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return unusual(value)
  const rounded = Number(value.toPrecision(digits))
  if (rounded === 0) return '0'
  const size = Math.abs(rounded)
  if (size < 1e-3 || size >= 1e5) {
    const [mantissa = '', power = '0'] = rounded.toExponential(digits - 1).split('e')
    return `${withMinus(mantissa)}×10${superscript(Number(power))}`
  }
  return withMinus(rounded.toFixed(Math.max(0, digits - 1 - Math.floor(Math.log10(size)))))
}

/** As {@link significant}, with a plus where it is positive. */
export const signed = (value: number, digits = 3): string => (value > 0 ? '+' : '') + significant(value, digits)

function unusual(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  return value > 0 ? '∞' : '−∞'
}

/** Decimals of numbers in a table: those below 0.001 get a fourth. */
export function decimalsOf(value: number): number {
  const size = Math.abs(value)
  if (size >= 100) return 1
  if (size >= 10) return 2
  return size >= 0.0005 || size === 0 ? 3 : 4
}

/** A number of a formula or a table, without a power of ten. */
export function plain(value: number): string {
  if (!Number.isFinite(value)) return unusual(value)
  if (value === 0) return '0'
  const text = value.toFixed(decimalsOf(value))
  return Number(text) === 0 ? '≈0' : withMinus(text)
}

/** Two digits for a cell 25 wide: .45, 3.2, 12, −.08. */
export function cellText(value: number): string {
  if (Number.isNaN(value)) return 'NaN'
  const size = Math.abs(value)
  if (size < 0.005) return '0'
  const text = size >= 9.95 ? size.toFixed(0) : size >= 0.995 ? size.toFixed(1) : size.toFixed(2).slice(1)
  return (value < 0 ? '−' : '') + text
}

/** The power of ten that is written beside a name for all of its values: 0 where they can be read as they are. */
export function unitPower(values: ArrayLike<number>): number {
  let largest = 0
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i] ?? 0))
  if (largest === 0 || !Number.isFinite(largest) || (largest >= 0.05 && largest < 100)) return 0
  return Math.floor(Math.log10(largest))
}

/** ×10⁻³, nothing for 0. */
export const unitText = (power: number): string => (power === 0 ? '' : `×10${superscript(power)}`)

/**
 * What is left of a sum beside the parts that are printed, as printed: rounded so that the printed parts add up to the
 * printed sum.
 * @param decimals - of the column
 */
export function printedRest(sum: number, parts: readonly number[], decimals: number): number {
  const scale = 10 ** decimals
  const rounded = (value: number) => Math.round(value * scale)
  return (rounded(sum) - parts.reduce((total, part) => total + rounded(part), 0)) / scale
}
