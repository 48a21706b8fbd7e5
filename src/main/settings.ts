import { randomUUID } from 'node:crypto'
import { app } from 'electron'
import type { FolderToken } from '../shared/contract/replies'
import type { Settings, SettingsChange, SettingsNotice } from '../shared/contract/settings'
import type { Ipc } from './ipc'
import { readStoredState } from './settingsFile'
import type { RecentFolder, StoredState } from './settingsFile'
import type { WindowState } from './windowBounds'

/** Changes are written together this long after the first one. */
const WRITE_DELAY_MS = 250
const MAX_RECENT_FOLDERS = 8

/** The only writer of settings.json. */
export interface SettingsStore {
  /** Set when the file was broken at the start. */
  readonly notice: SettingsNotice | null
  settings(): Settings
  /** @returns the settings after the change */
  change(change: SettingsChange): Settings
  /** Called after every change of the settings. */
  onChange(listener: (settings: Settings) => void): void
  window(): WindowState | null
  saveWindow(state: WindowState): void
  folder(token: string): RecentFolder | null
  /**
   * Makes a folder the last one.
   * @param folder - its path, the name to show, and which files of it were picked where it holds several sets
   */
  addRecentFolder(folder: Omit<RecentFolder, 'token'>): void
  /** Folders opened before, newest first. */
  recentFolders(): readonly FolderToken[]
  /** Called when the built-in sample is in use. */
  forgetLastFolder(): void
  /** Sets how settings.json is written; changes made before are written now. */
  setWriter(write: (state: StoredState) => void): void
  /** Writes pending changes. */
  flush(): void
}

/** The only request that the page makes before it paints, when the routes table is not loaded yet. */
export function answerSettings(ipc: Ipc, settings: SettingsStore): void {
  ipc.handle('host.settings', () => Promise.resolve({ settings: settings.settings(), notice: settings.notice }))
}

/** Reads settings.json in the user's data folder. */
export async function setupSettings(): Promise<SettingsStore> {
  const { state: first, notice } = await readStoredState(app.getPath('userData'), new Date())
  let state = first
  let write: ((state: StoredState) => void) | null = null
  const listeners: ((settings: Settings) => void)[] = []
  let timer: NodeJS.Timeout | null = null

  function flush(): void {
    if (timer === null || write === null) return
    clearTimeout(timer)
    timer = null
    try {
      write(state)
    } catch (error) {
      // A full disk must not end the application; the next change tries again.
      console.error('settings could not be written:', error)
    }
  }

  function update(change: Partial<StoredState>): void {
    state = { ...state, ...change }
    timer ??= setTimeout(flush, WRITE_DELAY_MS)
  }

  function updateSettings(settings: Settings, folders = state.folders): Settings {
    update({ settings, folders })
    for (const listener of listeners) listener(settings)
    return settings
  }

  return {
    notice,
    settings: () => state.settings,
    change: (change) => updateSettings({ ...state.settings, ...change }),
    onChange: (listener) => void listeners.push(listener),
    window: () => state.window,
    saveWindow: (window) => update({ window }),
    folder: (token) => state.folders.find((folder) => folder.token === token) ?? null,
    addRecentFolder(opened) {
      const known = state.folders.find((folder) => folder.path === opened.path)
      const token = known?.token ?? randomUUID()
      const name = opened.name || opened.path
      const folder = { ...opened, token, name }
      const others = state.folders.filter((other) => other !== known)
      updateSettings(
        { ...state.settings, lastFolder: { token, name } },
        [folder, ...others].slice(0, MAX_RECENT_FOLDERS),
      )
    },
    recentFolders: () => state.folders.slice(0, MAX_RECENT_FOLDERS).map(({ token, name }) => ({ token, name })),
    forgetLastFolder: () => void updateSettings({ ...state.settings, lastFolder: null }),
    setWriter(given) {
      write = given
      flush()
    },
    flush,
  }
}
