import { DEFAULT_SETTINGS } from '../../shared/contract/settings'
import type { Settings, SettingsChange, SettingsNotice } from '../../shared/contract/settings'
import { settingsSchema } from '../../shared/contract/settingsSchema'

const KEY = 'digit-studio.settings'

/** Where settings are stored: the browser's localStorage, or nowhere if the browser forbids it. */
export type SettingsStorage = Pick<Storage, 'getItem' | 'setItem'>

export interface BrowserSettings {
  readonly notice: SettingsNotice | null
  settings(): Settings
  change(change: SettingsChange): Settings
}

/** @returns localStorage, or a storage without memory if the browser refuses access */
function browserStorage(): SettingsStorage {
  try {
    return window.localStorage
  } catch (error) {
    console.warn('settings will not be saved:', error)
    return { getItem: () => null, setItem: () => undefined }
  }
}

/** Settings in the browser's storage; an invalid entry is kept under another key and replaced by the defaults. */
export function openBrowserSettings(storage: SettingsStorage = browserStorage()): BrowserSettings {
  let notice: SettingsNotice | null = null
  let settings = DEFAULT_SETTINGS
  const text = storage.getItem(KEY)
  if (text !== null) {
    try {
      settings = settingsSchema.parse(JSON.parse(text))
    } catch (error) {
      console.warn('the settings are broken and set aside:', error)
      const stamp = new Date().toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')
      notice = { backupName: `${KEY}.broken-${stamp}` }
      write(notice.backupName, text)
      write(KEY, JSON.stringify(settings))
    }
  }

  function write(key: string, value: string): void {
    try {
      storage.setItem(key, value)
    } catch (error) {
      // A full storage must not stop the application; the settings then last until the page is closed.
      console.warn('settings could not be saved:', error)
    }
  }

  return {
    notice,
    settings: () => settings,
    change(change) {
      settings = { ...settings, ...change }
      write(KEY, JSON.stringify(settings))
      return settings
    },
  }
}
