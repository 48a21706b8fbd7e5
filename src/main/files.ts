import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { replaceFile } from '../node/atomicFile'
import { reasonOf } from '../node/fsErrors'
import { StudioError } from '../shared/core/errors'
import type { ComparisonModel } from '../shared/contract/replies'
import { unwrap } from '../shared/core/result'
import type { NetworkInfo } from '../shared/training/runTypes'
import { sniffKind } from '../shared/core/sniff'
import { messagesOf } from '../shared/i18n/messages'
import { askPaths, askSavePath, filtersOf } from './dialogs'
import type { Page } from './page'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** Larger files are not weights: the largest network of the form (2,000 hidden) takes 13 MB. */
const MAX_WEIGHT_BYTES = 256 * 1024 * 1024
const HEAD_BYTES = 512

/** Exports and imports weights. */
export interface WeightFiles {
  exportWeights(): Promise<{ fileName: string } | null>
  importWeights(): Promise<NetworkInfo | null>
  /** Imports weights into the comparison slot. */
  importComparison(): Promise<ComparisonModel | null>
}

async function readWeights(path: string): Promise<Uint8Array> {
  const file = basename(path)
  let handle
  try {
    handle = await open(path)
    const { size } = await handle.stat()
    if (size <= MAX_WEIGHT_BYTES) return new Uint8Array(await handle.readFile())
    const { buffer, bytesRead } = await handle.read({ buffer: new Uint8Array(HEAD_BYTES), position: 0 })
    throw new StudioError('WEIGHTS_NOT_NPZ', { file, looksLike: sniffKind(buffer.subarray(0, bytesRead)) })
  } catch (error) {
    if (error instanceof StudioError) throw error
    throw new StudioError('FILE_READ_FAILED', { file, reason: reasonOf(error) })
  } finally {
    await handle?.close()
  }
}

export function setupFiles(page: Page, trainer: TrainerHost, settings: SettingsStore): WeightFiles {
  const messages = () => messagesOf(settings.settings().language).desktop
  const kind = (title: string) => ({ title, filter: messages().weightsFilter, extension: 'npz' })

  /** @returns null when the user cancelled */
  async function chooseWeights(): Promise<{ name: string; bytes: Uint8Array } | null> {
    const title = messages().importWeights
    const [path] = await askPaths(page, { title, filters: filtersOf(kind(title)), properties: ['openFile'] })
    return path === undefined ? null : { name: basename(path), bytes: await readWeights(path) }
  }

  return {
    async exportWeights() {
      // Encoded before the dialog opens: training continues while the user chooses a name.
      const { bytes, hidden, iteration } = unwrap(await trainer.request('weights.encode', { format: 'npz' }))
      const name = iteration < 0 ? `weights-h${hidden}.npz` : `weights-h${hidden}-iter${iteration}.npz`
      const path = await askSavePath(page, kind(messages().exportWeights), name)
      if (path === null) return null
      await replaceFile(path, bytes)
      return { fileName: basename(path) }
    },
    async importWeights() {
      const chosen = await chooseWeights()
      return chosen && unwrap(await trainer.request('weights.decode', chosen))
    },
    async importComparison() {
      const chosen = await chooseWeights()
      return chosen && unwrap(await trainer.request('comparison.decode', { ...chosen, kind: 'file' }))
    },
  }
}
