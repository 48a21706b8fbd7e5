import { existsSync } from 'node:fs'
import { app } from 'electron'

/** Where Linux keeps its graphics cards: any driver, NVIDIA's own, Windows beneath. */
const CARDS = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg']

/**
 * Without a graphics card, on a virtual machine or a remote desktop, Chromium starts a process for one all the same, sees it
 * fail and starts another: a fifth of a second (docs/startup.md) until it draws the way that is set here. Before the application
 * is ready.
 */
export function setupGraphics(): void {
  if (process.platform === 'linux' && !CARDS.some((card) => existsSync(card))) app.disableHardwareAcceleration()
}
