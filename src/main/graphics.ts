import { existsSync } from 'node:fs'
import { app } from 'electron'

/** Devices of graphics cards on Linux: any driver, NVIDIA's own, WSL. */
const CARDS = ['/dev/dri', '/dev/nvidiactl', '/dev/dxg']

/**
 * Disables hardware acceleration where there is no graphics card (virtual machines, remote desktops): Chromium would start a
 * GPU process, see it fail and start another before it falls back to software, 0.2 s later (docs/startup.md). Must be called
 * before the application is ready.
 */
export function setupGraphics(): void {
  if (process.platform === 'linux' && !CARDS.some((card) => existsSync(card))) app.disableHardwareAcceleration()
}
