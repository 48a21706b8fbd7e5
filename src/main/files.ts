import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { dialog } from 'electron'
import type { FileFilter } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { StudioError } from '../shared/core/errors'
import type { ComparisonModel } from '../shared/contract/drawingRequests'
import { unwrap } from '../shared/core/result'
import type { NetworkInfo } from '../shared/training/runTypes'
import { sniffKind } from '../shared/core/sniff'
import { messagesOf } from '../shared/i18n/messages'
import type { Page } from './page'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** The largest network of the form (2,000 hidden) takes 13 MB; what is far above is no file of weights. */
const MAX_WEIGHT_BYTES = 256 * 1024 * 1024
const HEAD_BYTES = 512

/** Weights to and from files that the person names. */
export interface WeightFiles {
  exportWeights(): Promise<{ fileName: string } | null>
  importWeights(): Promise<NetworkInfo | null>
  /** Weights that only read along. */
  importComparison(): Promise<ComparisonModel | null>
}

/** Node's message without the path, which the page must not see. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/, \w+( '.*')?$/s, '')
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
  const words = () => messagesOf(settings.settings().language).desktop
  const filters = (): FileFilter[] => [{ name: words().weightsFilter, extensions: ['npz'] }]

  /** @returns null when the person cancelled */
  async function chooseWeights(): Promise<{ name: string; bytes: Uint8Array } | null> {
    const options = { title: words().importWeights, filters: filters(), properties: ['openFile' as const] }
    const window = page.window()
    const { canceled, filePaths } = window
      ? await dialog.showOpenDialog(window, options)
      : await dialog.showOpenDialog(options)
    const [path] = filePaths
    return canceled || path === undefined ? null : { name: basename(path), bytes: await readWeights(path) }
  }

  return {
    async exportWeights() {
      // Taken before the dialog: training goes on while the person thinks of a name.
      const { bytes, hidden, iteration } = unwrap(await trainer.request('weights.encode', { format: 'npz' }))
      const name = iteration < 0 ? `weights-h${hidden}.npz` : `weights-h${hidden}-iter${iteration}.npz`
      const options = { title: words().exportWeights, defaultPath: name, filters: filters() }
      const window = page.window()
      const { canceled, filePath } = window
        ? await dialog.showSaveDialog(window, options)
        : await dialog.showSaveDialog(options)
      if (canceled || !filePath) return null
      const path = /\.npz$/i.test(filePath) ? filePath : `${filePath}.npz`
      const fileName = basename(path)
      try {
        // A temporary file beside it, then a rename: never half a file under the name.
        await writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
      } catch (error) {
        throw new StudioError('FILE_WRITE_FAILED', { file: fileName, reason: reasonOf(error) })
      }
      return { fileName }
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
