import { app } from 'electron'
import type { Page } from './page'
import type { Runs } from './runs'
import type { SettingsStore } from './settings'
import type { TrainerHost } from './trainerHost'

/** Brings the window of the first instance to the front when a second one is started. */
export function setupSecondInstance(page: Page): void {
  app.on('second-instance', () => {
    const window = page.window()
    if (!window) return
    if (window.isMinimized()) window.restore()
    window.focus()
  })
}

/** Saves the current run, ends the training process and writes the settings before the application quits. */
export function setupQuit(trainer: TrainerHost, settings: SettingsStore, runs: Runs): void {
  let cleaned = false
  // On macOS too: the application has only one window.
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (cleaned) return
    event.preventDefault()
    settings.flush()
    void runs
      .close()
      .then(() => trainer.stop())
      .finally(() => {
        cleaned = true
        app.quit()
      })
  })
}
