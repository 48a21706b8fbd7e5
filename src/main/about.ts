import { app, shell } from 'electron'
import type { HostInfo } from '../shared/contract/api'
import { StudioError } from '../shared/core/errors'
import type { Messages } from '../shared/i18n/zh-CN'
import { PATHS } from './paths'

/** Whether the application knows a page with its releases. */
export const HAS_RELEASES = __RELEASES_PAGE__ !== null

/** Facts that the page shows under Settings › About. */
export function hostInfo(): HostInfo {
  const { electron, chrome, node } = process.versions
  return {
    kind: 'electron',
    version: app.getVersion(),
    platform: process.platform,
    runtime: `Electron ${electron} · Chromium ${chrome} · Node.js ${node}`,
    // Where the system lets no ordinary program create user namespaces, an AppImage starts itself with this switch.
    sandboxed: !app.commandLine.hasSwitch('no-sandbox'),
    sharesMemory: true,
    hasReleases: HAS_RELEASES,
  }
}

/** Opens the page with the releases in the system's browser. */
export async function openReleases(): Promise<null> {
  if (__RELEASES_PAGE__ === null) {
    throw new StudioError('BAD_REQUEST', { channel: 'host.openReleases', reason: 'no repository is named' })
  }
  await shell.openExternal(__RELEASES_PAGE__)
  return null
}

/** What the system's own about box shows. */
export function setAboutPanel({ name, about }: Messages['desktop']): void {
  app.setAboutPanelOptions({
    applicationName: name,
    applicationVersion: `${app.getVersion()} (Electron ${process.versions.electron})`,
    copyright: 'MIT License · © 2026 the Digit Studio authors',
    credits: about,
    iconPath: PATHS.icon,
  })
}
