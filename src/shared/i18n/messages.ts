import type { ErrorCode, ErrorDetail } from '../core/errors'
import { toFailure } from '../core/result'
import type { HyperparameterName } from '../training/hyperparameters'
import { detailTexts } from './detailText'
import { en } from './en'
import { zhCN } from './zh-CN'
import type { Messages } from './zh-CN'

export type Language = 'zh-CN' | 'en'

type PathOf<T> = {
  [Name in keyof T & string]: T[Name] extends string ? Name : `${Name}.${PathOf<T[Name]>}`
}[keyof T & string]

/** The path of a text in the tables, such as `app.controls.start`. An unknown key does not compile. */
export type MessageKey = PathOf<Messages>

/** The key of an option's text. The table has options as plain strings; HyperparameterTexts guarantees a text for each. */
export const optionKey = (name: HyperparameterName, option: string): MessageKey =>
  `hyperparameters.${name}.options.${option}` as MessageKey

/** Values for the `{name}` placeholders of a text. */
export type MessageValues = Readonly<Record<string, string | number>>

/** The text of a key in the current language. */
export type Translate = (key: MessageKey, values?: MessageValues) => string

const tables: Record<Language, Messages> = { 'zh-CN': zhCN, en }

/** @returns the string table of a language */
export const messagesOf = (language: Language): Messages => tables[language]

/** Fills `{name}` placeholders; a name without a value is left in the text, so that the mistake is visible. */
export function fill(template: string, values: MessageValues): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    return value === undefined ? whole : String(value)
  })
}

/**
 * The message of an error. Details from a fixed set (kinds of files, states, reasons, ...) are translated; names of folders and
 * files stay unchanged.
 * @param formatNumber - formats numbers; unchanged by default
 */
export function errorText(
  error: { readonly code: ErrorCode; readonly detail: ErrorDetail },
  language: Language,
  formatNumber: (value: number) => string = String,
): string {
  const messages = tables[language]
  return fill(messages.errors[error.code], detailTexts(error.detail, messages, language, formatNumber))
}

/** As {@link errorText} for anything thrown. */
export function thrownText(thrown: unknown, language: Language): string {
  return errorText(toFailure(thrown), language)
}
