import { app } from 'electron'
import Store from 'electron-store'
import type { StoredState } from './settingsFile'

/**
 * Opens settings.json of the user's data folder for writing. Apart from its reader (settingsFile.ts): electron-store brings a
 * validator and more, which no window needs to open.
 * @returns replaces what the file holds
 */
export function openSettingsFile(): (state: StoredState) => void {
  const file = new Store<StoredState>({ name: 'settings', cwd: app.getPath('userData'), clearInvalidConfig: true })
  return (state) => (file.store = state)
}
