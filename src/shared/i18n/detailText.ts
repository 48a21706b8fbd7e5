import type { ErrorDetails } from '../core/errorDetails'
import type { ErrorCode, ErrorDetail } from '../core/errors'
import type { Messages } from './zh-CN'

type DetailName = { [Code in ErrorCode]: keyof ErrorDetails[Code] }[ErrorCode]
type ValueOf<Name extends DetailName> = {
  [Code in ErrorCode]: Name extends keyof ErrorDetails[Code] ? ErrorDetails[Code][Name] : never
}[ErrorCode]
/** Details with a closed set of values: each needs a translation below. */
type WordName = {
  [Name in DetailName]: string extends ValueOf<Name>
    ? never
    : number extends ValueOf<Name>
      ? never
      : readonly string[] extends ValueOf<Name>
        ? never
        : Name
}[DetailName]

type Wordings = {
  readonly [Name in WordName | 'field' | 'reason' | 'wanted' | 'loaded' | 'neededBytes']: (
    value: ValueOf<Name>,
    messages: Messages,
    language: string,
  ) => string
}

/** Translates each detail, by name. Details without an entry (names, texts, counts) are shown unchanged. */
const WORDINGS: Wordings = {
  expectedKind: (kind, { fileKinds }) => fileKinds[kind],
  foundKind: (kind, { fileKinds }) => fileKinds[kind],
  looksLike: (kind, { fileKinds }, language) => spaced(fileKinds[kind], language),
  command: (command, { trainingWords }) => trainingWords[command],
  state: (state, { trainingWords }) => trainingWords[state],
  part: (part, { runParts }) => runParts[part],
  reason: (reason, { reasons }) => wordOf(reasons, reason) ?? reason,
  wanted: (name, { runs }) => name ?? runs.sample,
  loaded: (name, { runs }) => name ?? runs.sample,
  field: (name, { hyperparameters }) => labelOf(wordOf(hyperparameters, name)) ?? name,
  neededBytes: (bytes, _messages, language) => sizeText(bytes, language),
}

const wordOf = <T>(words: Readonly<Record<string, T>>, key: string): T | undefined =>
  Object.hasOwn(words, key) ? words[key] : undefined

const labelOf = (texts: unknown): string | undefined =>
  typeof texts === 'object' && texts !== null && 'label' in texts ? String(texts.label) : undefined

/** Puts a space between Chinese and Latin letters: 看起来像是 ZIP 压缩包, but 看起来像是纯文本. */
const spaced = (text: string, language: string): string =>
  language === 'zh-CN' && /^[A-Za-z]/.test(text) ? ` ${text}` : text

/**
 * Joins names with the separator of a language. Intl.ListFormat would put 和 or “and” before the last, as if the list were
 * complete.
 * @returns – for an empty list
 */
export const listText = (items: readonly string[], language: string): string =>
  items.length === 0 ? '–' : items.join(language === 'zh-CN' ? '、' : ', ')

/** `6.4 MB`, `12 kB` */
function sizeText(bytes: number, language: string): string {
  const [amount, unit] = bytes < 1e6 ? [Math.ceil(bytes / 1e3), 'kilobyte'] : [bytes / 1e6, 'megabyte']
  return new Intl.NumberFormat(language, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount)
}

/**
 * Translates the details of an error.
 * @param formatNumber - formats numbers
 * @returns a text for each placeholder of the message
 */
export function detailTexts(
  detail: ErrorDetail,
  messages: Messages,
  language: string,
  formatNumber: (value: number) => string,
): Record<string, string> {
  // In ErrorDetails all values of one name have the same type, which Object.entries loses.
  const wordings: Readonly<Record<string, (value: never, messages: Messages, language: string) => string>> = WORDINGS
  const texts: Record<string, string> = {}
  for (const [name, value] of Object.entries(detail)) {
    const wording = wordOf(wordings, name)
    if (wording !== undefined) texts[name] = wording(value as never, messages, language)
    else if (Array.isArray(value)) texts[name] = listText(value.map(String), language)
    else texts[name] = typeof value === 'number' ? formatNumber(value) : String(value)
  }
  // `W1: unrecognized header`
  const colon = language === 'zh-CN' ? '：' : ': '
  if ('array' in detail && 'reason' in detail) texts['reason'] = `${texts['array']}${colon}${texts['reason']}`
  return texts
}
