import { basename, dirname, join } from 'node:path'
import { app } from 'electron'
import { replaceFiles } from '../node/atomicFile'
import { unwrap } from '../shared/core/result'
import { OwnDigitsLibrary } from '../shared/host/ownDigitsLibrary'
import type { OwnAnswers, OwnFile } from '../shared/host/ownDigitsLibrary'
import { NO_OWN_DIGITS } from '../shared/data/ownDigits'
import { mixedTimes } from '../shared/contract/settings'
import { messagesOf } from '../shared/i18n/messages'
import { askSavePath } from './dialogs'
import { createOwnDigitsStore } from './ownDigitsStore'
import type { Page } from './page'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** The digits that the user drew and labelled. */
export interface OwnDigitsHost {
  readonly answers: OwnAnswers
  /** Sends them to the training process before a run starts or continues. */
  beforeStart(): Promise<void>
}

/** Keeps own digits in the user's data folder under own-digits/. */
export function setupOwnDigits(page: Page, trainer: TrainerHost, settings: SettingsStore): OwnDigitsHost {
  const library = new OwnDigitsLibrary(createOwnDigitsStore(join(app.getPath('userData'), 'own-digits')), (files) =>
    saveFiles(page, settings, files),
  )
  return {
    answers: library.answers,
    async beforeStart() {
      const times = mixedTimes(settings.settings())
      // Damaged own digits stop a run only if they are to be added to it.
      const own = await library.list().catch((error: unknown) => {
        if (times !== null) throw error
        console.error('own digits cannot be read:', error)
        return NO_OWN_DIGITS
      })
      unwrap(await trainer.request('dataset.own', { ...own, times }))
    },
  }
}

/** Saves the images under the chosen name, and labels and class names in the same folder. */
async function saveFiles(
  page: Page,
  settings: SettingsStore,
  [images, labels, names]: readonly OwnFile[],
): Promise<{ fileName: string } | null> {
  if (images === undefined || labels === undefined) return null
  const messages = messagesOf(settings.settings().language).drawing.own
  const kind = { title: messages.export, filter: messages.fileFilter, extension: 'gz' }
  const imagesPath = await askSavePath(page, kind, images.name)
  if (imagesPath === null) return null
  const fileName = basename(imagesPath)
  const labelsName = fileName.replace('images-idx3', 'labels-idx1')
  const stem = fileName.replace(/(-?images-idx3-ubyte)?(\.gz)?$/i, '')
  const namesPath = join(dirname(imagesPath), `${stem}-classes.txt`)
  const labelsPath = join(dirname(imagesPath), labelsName === fileName ? `labels-${fileName}` : labelsName)
  await replaceFiles([
    { path: imagesPath, content: images.bytes },
    { path: labelsPath, content: labels.bytes },
    ...(names ? [{ path: namesPath, content: names.bytes }] : []),
  ])
  return { fileName }
}
