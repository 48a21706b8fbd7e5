import { app } from 'electron'
import Store from 'electron-store'
import { hasRoom } from '../node/freeSpace'
import { StudioError } from '../shared/core/errors'
import type { StoredState } from './settingsFile'

/**
 * Opens settings.json of the user's data folder for writing. Separate from its reader (settingsFile.ts): electron-store
 * loads a validator and more, which would delay the window (docs/adr/0003-libraries-not-used.md).
 * @returns replaces what the file holds; throws DISK_FULL and leaves it unchanged when the disk is full
 */
export function openSettingsFile(): (state: StoredState) => void {
  const folder = app.getPath('userData')
  const serialize = (state: StoredState): string => JSON.stringify(state, undefined, '\t')
  const file = new Store<StoredState>({ name: 'settings', cwd: folder, clearInvalidConfig: true, serialize })
  return (state) => {
    // electron-store does not notice a write that a full disk cuts short and would replace a good file by half of one.
    const neededBytes = Buffer.byteLength(serialize(state))
    if (!hasRoom(folder, neededBytes)) throw new StudioError('DISK_FULL', { file: 'settings.json', neededBytes })
    file.store = state
  }
}
