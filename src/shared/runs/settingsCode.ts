import { StudioError } from '../core/errors'
import { BOOK_DEFAULTS, HYPERPARAMETER_FIELDS } from '../training/hyperparameters'
import type { HyperparameterField, HyperparameterName } from '../training/hyperparameters'
import type { RateChange } from '../training/schedule'
import { checkHyperparameter, hyperparameterField, parseHyperparameters } from '../training/validateHyperparameters'
import type { OwnDigitsMark } from './record'
import type { RunPlan } from './runPlan'

/** Prefix of every code; the number is the version of the hyperparameters' letters. */
const PREFIX = 'ds1:'
/** The code of the book's settings. */
const BOOK = 'book'

/** Parts of a code that are no hyperparameters: a change of the learning rate, the length of its decay, own digits. */
const CHANGE = /^c(\d+):(.+)$/
const DECAY = /^x(\d+)$/
const OWN_DIGITS = /^g(\d+)(?:x(\d{1,3}))?(?::([0-9a-f]{8}))?$/

/**
 * A plan as a short text to share: only what differs from the book, `ds1:h100-l0.2-oadam`, or `ds1:book`; changes of the
 * learning rate as `c2468:0.5`. Parts are separated by dashes, so the minus of an exponent is written m: 1e-7 is `1em7`. Own
 * digits are named (`g8x10:0123abcd`: count, how often each counts, digest), not contained.
 */
export function settingsCode({ hyperparameters, schedule, ownDigits }: RunPlan): string {
  const parts = HYPERPARAMETER_FIELDS.filter(({ name }) => hyperparameters[name] !== BOOK_DEFAULTS[name]).map(
    ({ name, letter }) => letter + textOf(hyperparameters[name]),
  )
  for (const { iteration, value } of schedule.changes) parts.push(`c${iteration}:${textOf(value)}`)
  if (schedule.decayIterations !== undefined) parts.push(`x${schedule.decayIterations}`)
  if (ownDigits !== null) parts.push(ownText(ownDigits))
  return PREFIX + (parts.length > 0 ? parts.join('-') : BOOK)
}

/**
 * Parses a text written by {@link settingsCode}; case and surrounding blanks are ignored.
 * @throws SETTINGS_CODE_INVALID when the text is not a code, HYPERPARAMETER_* when a value is invalid
 */
export function parseSettingsCode(text: string): RunPlan {
  const code = text.trim().toLowerCase()
  if (!code.startsWith(PREFIX)) throw invalid(text.trim())
  const body = code.slice(PREFIX.length)
  const values: Partial<Record<HyperparameterName, unknown>> = {}
  const changes: RateChange[] = []
  let decayIterations: number | null = null
  let ownDigits: RunPlan['ownDigits'] = null
  for (const part of body === BOOK ? [] : body.split('-')) {
    const [change, decay, own] = [CHANGE, DECAY, OWN_DIGITS].map((pattern) => pattern.exec(part))
    if (change) changes.push(changeOf(part, change, changes.at(-1)))
    else if (decay && decayIterations === null) decayIterations = checked('iterations', Number(decay[1]))
    else if (own && ownDigits === null)
      ownDigits = { count: Number(own[1]), times: Math.max(1, Number(own[2] ?? 1)), digest: own[3] ?? '' }
    else addField(values, part)
  }
  const hyperparameters = parseHyperparameters(values)
  return { hyperparameters, schedule: { changes, ...(decayIterations === null ? {} : { decayIterations }) }, ownDigits }
}

/** Codes of earlier versions, which appended each once, have no `x`. */
const ownText = ({ count, times, digest }: OwnDigitsMark): string =>
  `g${count}${times === 1 ? '' : `x${times}`}${digest && `:${digest}`}`

const invalid = (wrong: string) => new StudioError('SETTINGS_CODE_INVALID', { text: wrong.slice(0, 60) })

function checked(name: 'iterations' | 'lr', value: number): number {
  checkHyperparameter(hyperparameterField(name), value)
  return value
}

/** @param before - the change before it; iterations only rise */
function changeOf(part: string, [, at, rate = '']: RegExpExecArray, before: RateChange | undefined): RateChange {
  const [iteration, value] = [Number(at), numberOf(rate)]
  if (value === null || (before !== undefined && iteration <= before.iteration)) throw invalid(part)
  if (iteration > 0) checked('iterations', iteration)
  return { iteration, value: checked('lr', value) }
}

function addField(values: Partial<Record<HyperparameterName, unknown>>, part: string): void {
  const field = HYPERPARAMETER_FIELDS.find(({ letter }) => letter === part[0])
  // A repeated field is ambiguous.
  if (field === undefined || Object.hasOwn(values, field.name)) throw invalid(part)
  const value = valueOf(field, part.slice(1))
  if (value === null) throw invalid(part)
  checkHyperparameter(field, value)
  values[field.name] = value
}

function textOf(value: number | string | boolean): string {
  if (typeof value === 'boolean') return value ? '1' : '0'
  return String(value).replace('e-', 'em').replace('e+', 'e')
}

/** @returns null when the text is not a value of the field */
function valueOf(field: HyperparameterField, text: string): number | string | boolean | null {
  if (field.kind === 'choice') return text
  if (field.kind === 'flag') return text === '1' ? true : text === '0' ? false : null
  return numberOf(text)
}

const numberOf = (text: string): number | null =>
  /^\d+(\.\d+)?(em?\d+)?$/.test(text) ? Number(text.replace('em', 'e-')) : null
