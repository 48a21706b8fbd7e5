import { basename, dirname, join } from 'node:path'
import { app, dialog } from 'electron'
import writeFileAtomic from 'write-file-atomic'
import { StudioError } from '../shared/core/errors'
import { unwrap } from '../shared/core/result'
import { OwnDigitsLibrary } from '../shared/host/ownDigitsLibrary'
import type { OwnAnswers, OwnFile } from '../shared/host/ownDigitsLibrary'
import { NO_OWN_DIGITS } from '../shared/data/ownDigits'
import { messagesOf } from '../shared/i18n/messages'
import { createOwnDigitsStore } from './ownDigitsStore'
import type { Page } from './page'
import { codeOf } from './runStore'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** The digits that the person drew and labelled. */
export interface OwnDigitsHost {
  readonly answers: OwnAnswers
  /** Tells the training process of them before a run starts or goes on. */
  beforeStart(): Promise<void>
}

/** Keeps own digits in the user's data folder under own-digits/. */
export function setupOwnDigits(page: Page, trainer: TrainerHost, settings: SettingsStore): OwnDigitsHost {
  const keeper = new OwnDigitsLibrary(createOwnDigitsStore(join(app.getPath('userData'), 'own-digits')), (files) =>
    saveBoth(page, settings, files),
  )
  return {
    answers: keeper.answers,
    async beforeStart() {
      const mix = settings.settings().mixOwnDigits
      // Damaged own digits stop a run only when they are to be in it.
      const own = await keeper.list().catch((error: unknown) => {
        if (mix) throw error
        console.error('own digits cannot be read:', error)
        return NO_OWN_DIGITS
      })
      unwrap(await trainer.request('dataset.own', { ...own, mix }))
    },
  }
}

/** The images under the name that the person gives, the labels, and what they stand for, beside them. */
async function saveBoth(
  page: Page,
  settings: SettingsStore,
  [images, labels, names]: readonly OwnFile[],
): Promise<{ fileName: string } | null> {
  if (images === undefined || labels === undefined) return null
  const words = messagesOf(settings.settings().language).drawing.own
  const filters = [{ name: words.fileFilter, extensions: ['gz'] }]
  const options = { title: words.export, defaultPath: images.name, filters }
  const window = page.window()
  const { canceled, filePath } = window
    ? await dialog.showSaveDialog(window, options)
    : await dialog.showSaveDialog(options)
  if (canceled || !filePath) return null
  const imagesPath = /\.gz$/i.test(filePath) ? filePath : `${filePath}.gz`
  const fileName = basename(imagesPath)
  const labelsName = fileName.replace('images-idx3', 'labels-idx1')
  const stem = fileName.replace(/(-?images-idx3-ubyte)?(\.gz)?$/i, '')
  const namesPath = join(dirname(imagesPath), `${stem}-classes.txt`)
  const labelsPath = join(dirname(imagesPath), labelsName === fileName ? `labels-${fileName}` : labelsName)
  for (const [path, { bytes }] of [
    [imagesPath, images],
    [labelsPath, labels],
    ...(names ? [[namesPath, names] as const] : []),
  ] as const) {
    try {
      await writeFileAtomic(path, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
    } catch (error) {
      throw new StudioError('FILE_WRITE_FAILED', { file: basename(path), reason: codeOf(error) })
    }
  }
  return { fileName }
}
