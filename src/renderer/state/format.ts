import type { Language } from '../../shared/i18n/messages'

/** Formats numbers in a language. */
export interface Format {
  integer(value: number): string
  /** 0.968 -> 96.8% */
  percent(fraction: number): string
  /** Difference of two fractions in points: 0.007 -> 0.7 */
  points(fraction: number): string
  /** Four decimals, or powers of ten for very small and very large values. */
  loss(value: number): string
  /** Three significant digits, so that a changing number does not flicker. */
  rough(value: number): string
  decimal(value: number, digits: number): string
  /** Hour, minute and second of a day. */
  time(date: Date): string
}

const known = new Map<Language, Format>()

/** @returns the number formats of a language; cached, because creating one takes longer than a hundred uses */
export function formatOf(language: Language): Format {
  const format = known.get(language) ?? makeFormat(language)
  known.set(language, format)
  return format
}

/** A minus instead of the hyphen that Intl puts before a number. */
const withMinus = (text: string): string => text.replace(/^-/, '−')

function makeFormat(language: Language): Format {
  const decimals = new Map<number, Intl.NumberFormat>()
  const decimal = (digits: number): Intl.NumberFormat => {
    const formatter = decimals.get(digits) ?? new Intl.NumberFormat(language, { maximumFractionDigits: digits })
    decimals.set(digits, formatter)
    return formatter
  }
  const integer = new Intl.NumberFormat(language, { maximumFractionDigits: 0 })
  const percent = new Intl.NumberFormat(language, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  })
  const point = new Intl.NumberFormat(language, { minimumFractionDigits: 1, maximumFractionDigits: 1 })
  const rough = new Intl.NumberFormat(language, { maximumSignificantDigits: 3 })
  const loss = new Intl.NumberFormat(language, { minimumFractionDigits: 4, maximumFractionDigits: 4 })
  const time = new Intl.DateTimeFormat(language, {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
  })
  return {
    integer: (value) => integer.format(value),
    percent: (fraction) => percent.format(fraction),
    // Rounded first, so that a value just below zero is 0.0 and not -0.0.
    points: (fraction) => withMinus(point.format(Math.round(fraction * 1000) / 10 + 0)),
    loss: (value) => (value !== 0 && (value < 1e-3 || value >= 1e4) ? value.toExponential(2) : loss.format(value)),
    rough: (value) => rough.format(value),
    decimal: (value, digits) => withMinus(decimal(digits).format(value)),
    time: (date) => time.format(date),
  }
}

export type DurationUnit = 'seconds' | 'minutes' | 'hours'

/** A duration in a suitable unit. */
export function durationOf(milliseconds: number): { unit: DurationUnit; value: number } {
  const seconds = milliseconds / 1000
  if (seconds < 60) return { unit: 'seconds', value: seconds < 10 ? Math.ceil(seconds * 10) / 10 : Math.ceil(seconds) }
  if (seconds < 3600) return { unit: 'minutes', value: Math.ceil(seconds / 6) / 10 }
  return { unit: 'hours', value: Math.ceil(seconds / 360) / 10 }
}

/** An accuracy as it is shown, so that differences agree with the numbers next to them. */
export const asShown = (fraction: number): number => Math.round(fraction * 1000) / 1000
