import type { BrowserWindow } from 'electron'
import { CHANNELS } from '../shared/contract/channels'
import type { StudioEventName, StudioEvents } from '../shared/contract/events'

/** The window and its page: sends events to it, drops them while there is no window. */
export interface Page {
  attach(window: BrowserWindow): void
  window(): BrowserWindow | null
  emit<K extends StudioEventName>(name: K, payload: StudioEvents[K]): void
}

export function setupPage(): Page {
  let current: BrowserWindow | null = null
  return {
    attach(window) {
      current = window
      window.on('closed', () => (current = null))
    },
    window: () => current,
    emit(name, payload) {
      if (current && !current.webContents.isDestroyed()) current.webContents.send(CHANNELS.event, name, payload)
    },
  }
}
