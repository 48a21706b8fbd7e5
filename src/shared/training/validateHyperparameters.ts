import { StudioError } from '../core/errors'
import type { Hyperparameters, HyperparameterField, HyperparameterName } from './hyperparameters'
import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS } from './hyperparameters'

/** A value as messages show it. */
const shown = (value: unknown): string | number => (typeof value === 'number' ? value : String(value))

/**
 * Checks one value against its row of the table.
 * @param field - the row
 * @param value - anything; numbers must be numbers, not text
 * @throws HYPERPARAMETER_INVALID (out of range or not a number), HYPERPARAMETER_NOT_WHOLE, HYPERPARAMETER_CHOICE
 */
export function checkHyperparameter(field: HyperparameterField, value: unknown): void {
  if (field.kind === 'flag' || field.kind === 'choice') {
    const options: readonly unknown[] = field.kind === 'flag' ? [true, false] : field.options
    if (options.includes(value)) return
    const detail = { field: field.name, value: shown(value), options: options.map(String) }
    throw new StudioError('HYPERPARAMETER_CHOICE', detail)
  }
  const detail = { field: field.name, value: shown(value), min: field.min, max: field.max }
  if (typeof value !== 'number' || !(value >= field.min && value <= field.max)) {
    throw new StudioError('HYPERPARAMETER_INVALID', detail)
  }
  if (field.kind === 'integer' && !Number.isInteger(value)) throw new StudioError('HYPERPARAMETER_NOT_WHOLE', detail)
}

/** The row of a hyperparameter. */
export function hyperparameterField(name: HyperparameterName): HyperparameterField {
  const field = HYPERPARAMETER_FIELDS.find((candidate) => candidate.name === name)
  if (field === undefined) throw new StudioError('INTERNAL', { reason: `no hyperparameter ${name}` })
  return field
}

/**
 * Checks every hyperparameter against its row of the table.
 * @throws the error of {@link checkHyperparameter} for the first invalid field
 */
export function validateHyperparameters(hyperparameters: Hyperparameters): void {
  for (const field of HYPERPARAMETER_FIELDS) checkHyperparameter(field, hyperparameters[field.name])
}

/**
 * Parses hyperparameters from outside (another process, a settings file, a command line).
 * @param input - an object; missing values take the book's defaults, unknown ones are dropped
 * @returns valid values
 * @throws BAD_REQUEST when it is not an object, else the error of {@link checkHyperparameter}
 */
export function parseHyperparameters(input: unknown): Hyperparameters {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    throw new StudioError('BAD_REQUEST', { channel: 'hyperparameters', reason: 'not an object' })
  }
  const given: Partial<Record<string, unknown>> = { ...input }
  const complete: Record<string, unknown> = { ...BOOK_DEFAULTS }
  for (const field of HYPERPARAMETER_FIELDS) {
    const value = given[field.name]
    if (value === undefined) continue
    checkHyperparameter(field, value)
    complete[field.name] = value
  }
  return { ...BOOK_DEFAULTS, ...complete }
}
