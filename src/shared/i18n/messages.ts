import type { ErrorCode, ErrorDetail } from '../core/errors'
import { toFailure } from '../core/result'
import { detailTexts } from './detailText'
import { en } from './en'
import { zhCN } from './zh-CN'
import type { Messages } from './zh-CN'

export type Language = 'zh-CN' | 'en'

const tables: Record<Language, Messages> = { 'zh-CN': zhCN, en }

/** @returns the string table of a language */
export const messagesOf = (language: Language): Messages => tables[language]

/** Fills `{name}` placeholders; a name without a value stays as it is, so that a slip is seen. */
export function fill(template: string, values: Readonly<Record<string, string | number>>): string {
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
