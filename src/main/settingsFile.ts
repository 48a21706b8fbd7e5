import { readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { isMissing } from '../node/fsErrors'
import { DEFAULT_SETTINGS } from '../shared/contract/settings'
import type { Settings, SettingsNotice } from '../shared/contract/settings'
import { folderTokenSchema, settingsSchema } from '../shared/contract/settingsSchema'
import type { WindowState } from './windowBounds'

/** A dataset folder opened before. The page gets only token and name. */
export interface RecentFolder {
  readonly token: string
  readonly name: string
  readonly path: string
  /** Files that the user picked in it; absent when the folder itself was opened. */
  readonly files?: readonly string[]
}

/** The content of settings.json. */
export interface StoredState {
  readonly settings: Settings
  /** Newest first. */
  readonly folders: readonly RecentFolder[]
  readonly window: WindowState | null
}

export const FIRST_STATE: StoredState = { settings: DEFAULT_SETTINGS, folders: [], window: null }

const pixels = z.int().min(-100_000).max(100_000)

const storedSchema = z.object({
  settings: settingsSchema,
  folders: z
    .array(folderTokenSchema.extend({ path: z.string().min(1), files: z.exactOptional(z.array(z.string()).max(100)) }))
    .max(100),
  window: z.object({ x: pixels, y: pixels, width: pixels, height: pixels, maximized: z.boolean() }).nullable(),
})

/** `settings.broken-20260131-142500.json` */
const backupName = (now: Date): string =>
  `settings.broken-${now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}.json`

/**
 * Reads settings.json of a folder. A file that cannot be read, is not JSON or does not match the schema is renamed, so that
 * nothing is lost, and defaults are used.
 * @param now - names the backup
 */
export async function readStoredState(
  folder: string,
  now: Date,
): Promise<{ state: StoredState; notice: SettingsNotice | null }> {
  const file = join(folder, 'settings.json')
  try {
    const text = await readFile(file, 'utf8')
    // Some editors put a byte order mark before what they save.
    return { state: storedSchema.parse(JSON.parse(text.replace(/^\ufeff/, ''))), notice: null }
  } catch (error) {
    if (isMissing(error)) return { state: FIRST_STATE, notice: null }
    console.error('settings.json is broken and set aside:', error)
    const name = backupName(now)
    await rename(file, join(folder, name))
    return { state: FIRST_STATE, notice: { backupName: name } }
  }
}
