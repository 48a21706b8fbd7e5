import { StudioError } from '../core/errors'
import type { ErrorCode, ErrorDetail } from '../core/errors'
import { en } from './en'
import { reasonText } from './reasonText'
import { zhCN } from './zh-CN'
import type { Messages } from './zh-CN'

export type Language = 'zh-CN' | 'en'

const tables: Record<Language, Messages> = { 'zh-CN': zhCN, en }

/** @returns the string table of a language */
export const messagesOf = (language: Language): Messages => tables[language]

/** Fills `{name}` placeholders; a name without a value stays as it is, so that a slip is seen. */
export function fill(template: string, values: ErrorDetail): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : String(value)
  })
}

/**
 * The sentence a person reads for an error.
 * @param error - code and detail; detail values that name a kind of file (`looksLike`, `expected`, `found`), a
 *   hyperparameter (`field`), a state of training (`command`, `state`) or a known `reason` are put into words first
 */
export function errorText(error: { code: ErrorCode; detail: ErrorDetail }, language: Language): string {
  const messages = tables[language]
  const kinds: Record<string, string> = messages.fileKinds
  const words: Record<string, string> = messages.trainingWords
  const fields: Record<string, unknown> = messages.hyperparameters
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(error.detail)) {
    const field = fields[String(value)]
    if (name === 'field' && typeof field === 'object' && field !== null && 'label' in field) {
      values[name] = String(field.label)
    } else if (name === 'reason') values[name] = reasonText(error.code, String(value), messages)
    else if (name === 'command' || name === 'state') values[name] = words[String(value)] ?? value
    else if (name === 'neededBytes') values[name] = sizeText(Number(value), language)
    else values[name] = kinds[String(value)] ?? value
  }
  return fill(messages.errors[error.code], values)
}

/** `6.4 MB`, `12 kB` */
function sizeText(bytes: number, language: Language): string {
  const [amount, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'kilobyte'] : [bytes / 1e6, 'megabyte']
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount)
}

/** As {@link errorText} for anything thrown. */
export function thrownText(thrown: unknown, language: Language): string {
  if (thrown instanceof StudioError) return errorText(thrown, language)
  const reason = thrown instanceof Error ? thrown.message : String(thrown)
  return errorText({ code: 'INTERNAL', detail: { reason } }, language)
}
