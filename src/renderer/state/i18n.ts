import { computed } from 'vue'
import type { ComputedRef } from 'vue'
import { createI18n, useI18n } from 'vue-i18n'
import { messagesOf } from '../../shared/i18n/messages'
import type { Language, Translate } from '../../shared/i18n/messages'
import { durationOf, formatOf } from './format'
import type { Format } from './format'

/** Chinese by default; the language can be switched at run time. */
export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  messages: { 'zh-CN': messagesOf('zh-CN'), en: messagesOf('en') },
})

/** Switches the language of all strings and of the document. */
export function setLanguage(language: Language): void {
  i18n.global.locale.value = language
  document.documentElement.lang = language
  document.title = messagesOf(language).app.name
}

/** A string in the language of the moment, outside components. */
export const say: Translate = (key, values = {}) => i18n.global.t(key, values)

/** Every character that a chart may draw, to load the font for it. */
export const chartWords = (language: Language): string =>
  `${JSON.stringify([messagesOf(language).app.chart, messagesOf(language).training.chart])}0123456789`

/** Strings, numbers and durations in the current language. */
export interface Text {
  readonly t: Translate
  readonly language: ComputedRef<Language>
  readonly format: ComputedRef<Format>
  duration(milliseconds: number): string
}

/** What of {@link Text} a text needs that is made outside components. */
export type Translator = Pick<Text, 't' | 'format' | 'language' | 'duration'>

export function useText(): Text {
  const { t, locale } = useI18n()
  const language = computed<Language>(() => (locale.value === 'en' ? 'en' : 'zh-CN'))
  const format = computed(() => formatOf(language.value))
  const say: Translate = (key, values = {}) => t(key, values)
  return {
    t: say,
    language,
    format,
    duration(milliseconds) {
      const { unit, value } = durationOf(milliseconds)
      return say(`app.duration.${unit}`, { n: format.value.decimal(value, 1) })
    },
  }
}
