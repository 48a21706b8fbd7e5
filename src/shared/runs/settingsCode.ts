import { StudioError } from '../core/errors'
import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS } from '../training/hyperparameters'
import type { HyperparameterField, HyperparameterName, Hyperparameters } from '../training/hyperparameters'
import { checkHyperparameter, parseHyperparameters } from '../training/validateHyperparameters'

/** Prefix of every code; the number is the version of the hyperparameters' letters. */
const PREFIX = 'ds1:'
/** The code of the book's settings. */
const BOOK = 'book'

/**
 * Settings as a short text to share: only what differs from the book, `ds1:h100-l0.2-oadam`, or `ds1:book`.
 * Fields are separated by dashes, so the minus of an exponent is written m: 1e-7 is `1em7`.
 */
export function settingsCode(hyperparameters: Hyperparameters): string {
  const parts = HYPERPARAMETER_FIELDS.filter(({ name }) => hyperparameters[name] !== BOOK_DEFAULTS[name]).map(
    ({ name, letter }) => letter + textOf(hyperparameters[name]),
  )
  return PREFIX + (parts.length > 0 ? parts.join('-') : BOOK)
}

/**
 * Parses a text written by {@link settingsCode}; case and surrounding blanks are ignored.
 * @throws SETTINGS_CODE_INVALID when the text is not a code, HYPERPARAMETER_* when a value is invalid
 */
export function parseSettingsCode(text: string): Hyperparameters {
  const code = text.trim().toLowerCase()
  const invalid = (wrong: string) => new StudioError('SETTINGS_CODE_INVALID', { text: wrong.slice(0, 60) })
  if (!code.startsWith(PREFIX)) throw invalid(text.trim())
  const body = code.slice(PREFIX.length)
  if (body === BOOK) return BOOK_DEFAULTS
  const values: Partial<Record<HyperparameterName, unknown>> = {}
  for (const part of body.split('-')) {
    const field = HYPERPARAMETER_FIELDS.find(({ letter }) => letter === part[0])
    // A repeated field is ambiguous.
    if (field === undefined || Object.hasOwn(values, field.name)) throw invalid(part)
    const value = valueOf(field, part.slice(1))
    if (value === null) throw invalid(part)
    checkHyperparameter(field, value)
    values[field.name] = value
  }
  return parseHyperparameters(values)
}

function textOf(value: number | string | boolean): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value).replace('e-', 'em').replace('e+', 'e')
}

/** @returns null when the text is not a value of the field */
function valueOf(field: HyperparameterField, text: string): number | string | boolean | null {
  if (field.kind === 'choice') return text
  if (field.kind === 'flag') return text === '1' ? true : text === '0' ? false : null
  return /^\d+(\.\d+)?(em?\d+)?$/.test(text) ? Number(text.replace('em', 'e-')) : null
}
