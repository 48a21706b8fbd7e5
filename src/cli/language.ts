import type { Language } from '../shared/i18n/messages'

const languageOf = (locale: string): Language => (/^zh/i.test(locale) ? 'zh-CN' : 'en')

/**
 * Chinese for a Chinese locale, else English. `--lang` wins; it is looked up by hand because the messages about
 * malformed options need the language before the options are parsed.
 * @param environment - LC_ALL comes before LC_MESSAGES before LANG, as POSIX says
 */
export function chooseLanguage(
  argv: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const position = argv.indexOf('--lang')
  const given = position >= 0 ? argv[position + 1] : argv.find((word) => word.startsWith('--lang='))?.slice(7)
  return languageOf(given ?? (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || 'en'))
}
