import { isStudioError } from '../../shared/core/errors'
import type { ErrorCode, ErrorDetail } from '../../shared/core/errors'
import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS, mapHyperparameters } from '../../shared/training/hyperparameters'
import type {
  HyperparameterField,
  HyperparameterName,
  Hyperparameters,
  NumberField,
} from '../../shared/training/hyperparameters'
import type { RunSchedule } from '../../shared/training/schedule'
import {
  checkHyperparameter,
  hyperparameterField,
  parseHyperparameters,
} from '../../shared/training/validateHyperparameters'
import { parseNumberText } from './numberText'

/** The content of the fields: text for numbers and choices (as typed, even if invalid), true or false for flags. */
type FieldTexts = Readonly<Record<HyperparameterName, string | boolean>>

export interface FieldError {
  readonly code: ErrorCode
  readonly detail: ErrorDetail
}

export interface FormState {
  readonly texts: FieldTexts
  readonly errors: Readonly<Partial<Record<HyperparameterName, FieldError>>>
  /** The latest valid value of every field. */
  readonly values: Hyperparameters
  /** What a run started now does beyond its values: filled in with them, kept until it is dropped. */
  readonly schedule: RunSchedule
}

export type FormEvent =
  | { readonly type: 'edit'; readonly name: HyperparameterName; readonly text: string | boolean }
  | { readonly type: 'reset'; readonly name: HyperparameterName }
  | { readonly type: 'nudge'; readonly name: HyperparameterName; readonly direction: 1 | -1 }
  | { readonly type: 'fill'; readonly values: Hyperparameters; readonly schedule?: RunSchedule }
  | { readonly type: 'dropSchedule' }

const NO_SCHEDULE: RunSchedule = { changes: [] }

/** A form that holds these values. */
export function formOf(values: Hyperparameters, schedule: RunSchedule = NO_SCHEDULE): FormState {
  return { texts: textsOf(values), errors: {}, values, schedule }
}

/** The one place where the form changes. An invalid value stays in its field with its error and never reaches `values`. */
export function reduceForm(state: FormState, event: FormEvent): FormState {
  switch (event.type) {
    case 'fill':
      return formOf(event.values, event.schedule)
    case 'dropSchedule':
      return { ...state, schedule: NO_SCHEDULE }
    case 'edit':
      return edited(state, event.name, event.text)
    case 'reset':
      return edited(state, event.name, textOf(BOOK_DEFAULTS[event.name]))
    case 'nudge': {
      const field = hyperparameterField(event.name)
      if (field.kind !== 'integer' && field.kind !== 'real') return state
      return edited(state, event.name, textOf(nudged(field, Number(state.values[event.name]), event.direction)))
    }
  }
}

/** Names of the fields that differ from the book's value, invalid ones included. */
export function changedFields(state: FormState): ReadonlySet<HyperparameterName> {
  const names = HYPERPARAMETER_FIELDS.map((field) => field.name)
  return new Set(names.filter((name) => state.errors[name] !== undefined || state.values[name] !== BOOK_DEFAULTS[name]))
}

function edited(state: FormState, name: HyperparameterName, text: string | boolean): FormState {
  const texts = { ...state.texts, [name]: text }
  const errors = { ...state.errors }
  const value = valueOf(hyperparameterField(name), text)
  try {
    checkHyperparameter(hyperparameterField(name), value)
  } catch (error) {
    if (!isStudioError(error)) throw error
    errors[name] = { code: error.code, detail: { ...error.detail, value: String(text) } }
    return { ...state, texts, errors }
  }
  delete errors[name]
  return { ...state, texts, errors, values: parseHyperparameters({ ...state.values, [name]: value }) }
}

function valueOf(field: HyperparameterField, text: string | boolean): unknown {
  if (field.kind !== 'integer' && field.kind !== 'real') return text
  return parseNumberText(String(text), field.kind === 'integer')
}

const textOf = (value: string | number | boolean): string | boolean =>
  typeof value === 'number' ? String(value) : value

const textsOf = (values: Hyperparameters): FieldTexts => mapHyperparameters(({ name }) => textOf(values[name]))

/** The next value of the arrow keys: multiplied or divided by `stepFactor` if there is one, else one step; stays in range. */
function nudged(field: NumberField, value: number, direction: 1 | -1): number {
  const factor = field.stepFactor
  const next = factor !== undefined && value > 0 ? value * factor ** direction : value + field.step * direction
  const rounded = Number(next.toPrecision(6))
  return Math.min(field.max, Math.max(field.min, rounded))
}
