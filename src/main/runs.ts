import { randomBytes } from 'node:crypto'
import { basename, join } from 'node:path'
import { app } from 'electron'
import { replaceFile } from '../node/atomicFile'
import { messagesOf } from '../shared/i18n/messages'
import { createRunAnswers } from '../shared/host/runAnswers'
import type { RunAnswers } from '../shared/host/runAnswers'
import { RunLibrary } from '../shared/host/runLibrary'
import { askSavePath } from './dialogs'
import type { Page } from './page'
import { createRunStore } from './runStore'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** Saving the current run may delay quitting by this much. */
const CLOSE_MS = 2000

/** The saved runs. */
export interface Runs {
  readonly answers: RunAnswers
  /** Saves the current run, which the next request to the training process may replace. */
  saveBefore(): void
  /** Pauses and saves the current run, within two seconds. */
  close(): Promise<void>
}

/** Keeps runs in the user's data folder under runs/. */
export function setupRuns(page: Page, trainer: TrainerHost, settings: SettingsStore): Runs {
  const library = new RunLibrary({
    store: createRunStore(join(app.getPath('userData'), 'runs')),
    request: trainer.request,
    now: () => new Date(),
    newId: () => newRunId(new Date()),
    appVersion: app.getVersion(),
    after(ms, work) {
      const timer = setTimeout(work, ms)
      return () => clearTimeout(timer)
    },
    onChange: (change) => page.emit('runs.changed', change),
    onFailure: ({ code, detail }) => page.emit('runs.failed', { code, detail }),
  })
  trainer.onStatus((status) => library.onStatus(status))
  trainer.onCrash(() => library.onCrash())
  // Read ahead, so that the list is ready when the page requests it; the page gets the error as well.
  library.list().catch((error: unknown) => console.error('runs cannot be read:', error))

  return {
    answers: createRunAnswers(library, (bytes, fileName) => saveArchive(page, settings, bytes, fileName)),
    saveBefore: () => void library.flush(),
    async close() {
      let timer: NodeJS.Timeout | undefined
      const over = new Promise<void>((resolve) => (timer = setTimeout(resolve, CLOSE_MS)))
      await Promise.race([library.close(), over])
      clearTimeout(timer)
    },
  }
}

/** `20260131-142500-9f3c2a`: folders in the order of time. */
const newRunId = (now: Date): string =>
  `${now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${randomBytes(3).toString('hex')}`

async function saveArchive(
  page: Page,
  settings: SettingsStore,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<{ fileName: string } | null> {
  const messages = messagesOf(settings.settings().language).desktop
  const kind = { title: messages.exportRun, filter: messages.archiveFilter, extension: 'zip' }
  const path = await askSavePath(page, kind, name)
  if (path === null) return null
  await replaceFile(path, bytes)
  return { fileName: basename(path) }
}
