import { app } from 'electron'
import Store from 'electron-store'
import { hasRoom } from '../node/freeSpace'
import { StudioError } from '../shared/core/errors'
import type { StoredState } from './settingsFile'

/**
 * Opens settings.json of the user's data folder for writing. Apart from its reader (settingsFile.ts): electron-store brings a
 * validator and more, which no window needs to open (docs/adr/0003-libraries-not-used.md).
 * @returns replaces what the file holds; throws DISK_FULL and leaves it unchanged when the disk is full
 */
export function openSettingsFile(): (state: StoredState) => void {
  const folder = app.getPath('userData')
  const serialize = (state: StoredState): string => JSON.stringify(state, undefined, '\t')
  const file = new Store<StoredState>({ name: 'settings', cwd: folder, clearInvalidConfig: true, serialize })
  return (state) => {
    // electron-store takes a write that a full disk cuts short for a whole one, and would put half a file in the place of a good one.
    const neededBytes = Buffer.byteLength(serialize(state))
    if (!hasRoom(folder, neededBytes)) throw new StudioError('DISK_FULL', { file: 'settings.json', neededBytes })
    file.store = state
  }
}
