import '@fontsource-variable/noto-sans-sc/wght.css'
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import { createApp, watchEffect } from 'vue'
import { DEFAULT_SETTINGS } from '../shared/contract/settings'
import App from './App.vue'
import { getHost } from './hosts/host'
import { i18n, setLanguage } from './i18n'
import { shownTheme } from './stores/settings'
import { StudioKey, createStudio } from './studio'

const systemDark = matchMedia('(prefers-color-scheme: dark)')

const api = await getHost()
const saved = await api.request('host.settings', null)
const studio = createStudio(api, saved.ok ? saved.value : { settings: DEFAULT_SETTINGS, notice: null })

function showTheme(): void {
  document.documentElement.dataset['theme'] = shownTheme(studio.stores.settings.state.value.theme, systemDark.matches)
}

watchEffect(showTheme)
watchEffect(() => setLanguage(studio.stores.settings.state.value.language))
systemDark.addEventListener('change', showTheme)

createApp(App).use(i18n).provide(StudioKey, studio).mount('#app')
