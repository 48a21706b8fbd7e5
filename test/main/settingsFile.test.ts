import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { FIRST_STATE, readStoredState } from '../../src/main/settingsFile'
import type { StoredState } from '../../src/main/settingsFile'
import { DEFAULT_SETTINGS } from '../../src/shared/contract/settings'

const NOW = new Date('2026-01-31T14:25:00Z')
const BACKUP = 'settings.broken-20260131-142500.json'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), '设置 '))
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})
afterEach(async () => {
  vi.restoreAllMocks()
  await rm(folder, { recursive: true, force: true })
})

const write = (text: string) => writeFile(join(folder, 'settings.json'), text)

describe('readStoredState', () => {
  it('starts with the defaults where there is no file, and says nothing', async () => {
    expect(await readStoredState(folder, NOW)).toEqual({ state: FIRST_STATE, notice: null })
    expect(await readdir(folder)).toEqual([])
  })

  it('returns what was saved', async () => {
    const kept: StoredState = {
      settings: { ...DEFAULT_SETTINGS, language: 'en', lastFolder: { token: 't', name: '数据' }, penWidth: 3 },
      folders: [{ token: 't', name: '数据', path: '/home/学生/数据' }],
      window: { x: -5, y: 10, width: 1200, height: 800, maximized: true },
    }
    await write(JSON.stringify(kept))
    expect(await readStoredState(folder, NOW)).toEqual({ state: kept, notice: null })
  })

  it('reads a file that an editor saved with a byte order mark', async () => {
    const kept: StoredState = { ...FIRST_STATE, settings: { ...DEFAULT_SETTINGS, language: 'en' } }
    await write(`\ufeff${JSON.stringify(kept)}`)
    expect(await readStoredState(folder, NOW)).toEqual({ state: kept, notice: null })
  })

  it('takes the default for a setting that an older version did not know', async () => {
    const older: Record<string, unknown> = { ...DEFAULT_SETTINGS, theme: 'dark' }
    delete older['smoothing']
    await write(JSON.stringify({ ...FIRST_STATE, settings: older }))
    const { state, notice } = await readStoredState(folder, NOW)
    expect(state.settings).toEqual({ ...DEFAULT_SETTINGS, theme: 'dark' })
    expect(notice).toBeNull()
  })

  it.each([
    ['no JSON', '{"settings": {'],
    ['an empty file', ''],
    ['another shape', '[1, 2, 3]'],
    ['a value out of range', JSON.stringify({ ...FIRST_STATE, settings: { ...DEFAULT_SETTINGS, penWidth: 99 } })],
    [
      'a hyperparameter out of range',
      JSON.stringify({
        ...FIRST_STATE,
        settings: { ...DEFAULT_SETTINGS, hyperparameters: { ...DEFAULT_SETTINGS.hyperparameters, lr: -1 } },
      }),
    ],
  ])('sets aside a file with %s and uses the defaults', async (_what, text) => {
    await write(text)
    expect(await readStoredState(folder, NOW)).toEqual({ state: FIRST_STATE, notice: { backupName: BACKUP } })
    expect(await readdir(folder)).toEqual([BACKUP])
    expect(await readFile(join(folder, BACKUP), 'utf8')).toBe(text)
  })

  it('sets aside what cannot even be read, and starts all the same', async () => {
    await mkdir(join(folder, 'settings.json'))
    expect(await readStoredState(folder, NOW)).toEqual({ state: FIRST_STATE, notice: { backupName: BACKUP } })
    expect(await readdir(folder)).toEqual([BACKUP])
  })
})
