import '@fontsource-variable/noto-sans-sc/wght.css'
import './ui/styles/tokens.css'
import './ui/styles/base.css'
import './ui/styles/controls.css'
import { createApp, watchEffect } from 'vue'
import { DEFAULT_SETTINGS } from '../shared/contract/settings'
import { messagesOf } from '../shared/i18n/messages'
import App from './app/App.vue'
import { startStudio } from './app/startStudio'
import { fontReady } from './charts/chartTheme'
import { getHost } from './hosts/host'
import { i18n, setLanguage } from './state/i18n'
import { shownTheme } from './state/settingsStore'
import { StudioKey } from './state/studio'
import { readOtherViews } from './app/views'

/** The page waits at most this long for its font. */
const FONT_MS = 500

const systemDark = matchMedia('(prefers-color-scheme: dark)')

const api = await getHost()
const saved = await api.request('host.settings', null)
const studio = startStudio(api, saved.ok ? saved.value : { settings: DEFAULT_SETTINGS, notice: null })
const { settings } = studio.stores

function showTheme(): void {
  document.documentElement.dataset['theme'] = shownTheme(settings.state.value.theme, systemDark.matches)
}

watchEffect(showTheme)
watchEffect(() => setLanguage(settings.state.value.language))
systemDark.addEventListener('change', showTheme)

// Without the font, text is laid out twice, and the first layout costs more than loading the font.
const characters = JSON.stringify(messagesOf(settings.state.value.language).app)
const font = fontReady(characters).catch((error: unknown) => console.warn('the font cannot be read:', error))
await Promise.race([font, new Promise((resolve) => setTimeout(resolve, FONT_MS))])

createApp(App).use(i18n).provide(StudioKey, studio).mount('#app')
void readOtherViews()
