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

/** Where a text is in the tables: `app.controls.start`. A key that no table has does not compile. */
export type MessageKey = PathOf<Messages>

/** Where the text of a hyperparameter's option is. Rows of the table give options as plain strings; HyperparameterTexts makes each have a text. */
export const optionKey = (name: HyperparameterName, option: string): MessageKey =>
  `hyperparameters.${name}.options.${option}` as MessageKey

/** What fills the `{name}` placeholders of a text. */
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
 * The sentence a person reads for an error. Details that are words of ours (kinds of files, states, reasons ...) are said in the
 * language; names of people's folders and files stay what they are.
 * @param formatNumber - how numbers are shown; as they are unless given
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
