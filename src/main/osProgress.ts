import { Notification, powerSaveBlocker } from 'electron'
import type { TrainingStatus } from '../shared/training/runTypes'
import { fill, messagesOf } from '../shared/i18n/messages'
import { openShare, progressTitle } from '../shared/training/progressTitle'
import type { RunProgress } from '../shared/training/progressTitle'
import type { Page } from './page'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** Shortest interval between two updates of title and progress bar: each is work for the window system. */
const SHOW_INTERVAL_MS = 500

const NOTHING: RunProgress = { phase: 'idle', done: 0, planned: 0 }

/**
 * Shows a run outside the window: progress in the taskbar and in the title, a notification when it ends while the window is not
 * in front. Keeps the computer awake while it runs.
 */
export function setupOsProgress(page: Page, trainer: TrainerHost, settings: SettingsStore): void {
  let progress = NOTHING
  let shown = ''
  let lastShown = -Infinity
  let blocker: number | null = null
  // A notification that nothing refers to may be collected before it is clicked.
  let notification: Notification | null = null

  const messages = () => messagesOf(settings.settings().language).desktop

  function show(): void {
    const window = page.window()
    if (!window) return
    const title = progressTitle(progress, messages().name, messages().paused)
    if (title === shown && window.getTitle() === title) return
    shown = title
    lastShown = performance.now()
    window.setTitle(title)
    const share = openShare(progress)
    if (share === null) window.setProgressBar(-1)
    else window.setProgressBar(share, { mode: progress.phase === 'paused' ? 'paused' : 'normal' })
  }

  function stayAwake(running: boolean): void {
    if (running && blocker === null) blocker = powerSaveBlocker.start('prevent-app-suspension')
    if (running || blocker === null) return
    powerSaveBlocker.stop(blocker)
    blocker = null
  }

  /** @param text - called only when it is shown: the first formatted number of a process takes 20 ms */
  function notify(text: () => string): void {
    const window = page.window()
    if (!window || window.isFocused() || !Notification.isSupported()) return
    notification = new Notification({ title: messages().name, body: text() })
    notification.on('click', () => {
      if (window.isDestroyed()) return
      if (window.isMinimized()) window.restore()
      window.show()
      window.focus()
    })
    notification.show()
  }

  trainer.onStatus((status) => {
    const ends = progress.phase === 'running' && status.phase === 'ended'
    progress = { phase: status.phase, done: status.iteration, planned: status.hyperparameters?.iterations ?? 0 }
    stayAwake(status.phase === 'running')
    show()
    // A user who stopped it needs no notification.
    if (ends && status.reason !== null && status.reason !== 'stopped') notify(() => ending(status))
  })
  trainer.onProgress(({ firstIteration, losses }) => {
    progress = { ...progress, done: firstIteration + losses.length }
    if (performance.now() - lastShown >= SHOW_INTERVAL_MS) show()
  })
  trainer.onCrash(() => {
    progress = NOTHING
    stayAwake(false)
    show()
    notify(() => messages().ended.crashed)
  })
  settings.onChange(show)

  function ending({ reason, measured, iteration }: TrainingStatus): string {
    const percent = new Intl.NumberFormat(settings.settings().language, { style: 'percent', minimumFractionDigits: 1 })
    const accuracy = measured === null ? '–' : percent.format(measured.testAccuracy)
    return fill(messages().ended[reason ?? 'finished'], { accuracy, iteration: iteration + 1 })
  }
}
