import { BrowserWindow, nativeTheme, screen } from 'electron'
import { INFO_ARGUMENT } from '../shared/contract/channels'
import { messagesOf } from '../shared/i18n/messages'
import { hostInfo } from './about'
import { APP_PAGE } from './appUrl'
import { addContextMenu } from './contextMenu'
import type { Page } from './page'
import { PATHS } from './paths'
import type { SettingsStore } from './settings'
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from './windowBounds'

/** The page's background in each theme (styles/tokens), so that nothing flashes white before it has painted. */
const paper = (): string => (nativeTheme.shouldUseDarkColors ? '#16181d' : '#faf8f4')

/** A page that crashes again within this time is not reloaded. */
const MIN_RELOAD_INTERVAL_MS = 10_000

function workAreas(): Electron.Rectangle[] {
  const primary = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== primary.id)
  return [primary, ...others].map(({ workArea }) => workArea)
}

function saveBounds(window: BrowserWindow, settings: SettingsStore): void {
  const keep = (): void => {
    if (window.isDestroyed() || window.isMinimized() || window.isFullScreen()) return
    // Normal bounds: what the window goes back to when it is no longer maximized.
    settings.saveWindow({ ...window.getNormalBounds(), maximized: window.isMaximized() })
  }
  window.on('resize', keep)
  window.on('move', keep)
  window.on('maximize', keep)
  window.on('unmaximize', keep)
}

/** Reloads a crashed page, which is only a view of the training process, unless it crashes again and again. */
function reloadAfterCrash(window: BrowserWindow): void {
  let last = -Infinity
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    console.error(`page gone: ${reason}`)
    if (performance.now() - last > MIN_RELOAD_INTERVAL_MS) window.reload()
    last = performance.now()
  })
}

/** Opens the one window. */
export function openWindow(page: Page, settings: SettingsStore, devUrl: string | null): void {
  const saved = settings.window()
  const window = new BrowserWindow({
    ...placeWindow(saved, workAreas()),
    minWidth: MIN_WIDTH,
    minHeight: MIN_HEIGHT,
    show: false,
    backgroundColor: paper(),
    title: messagesOf(settings.settings().language).desktop.name,
    icon: PATHS.icon,
    webPreferences: {
      preload: PATHS.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webviewTag: false,
      spellcheck: false,
      additionalArguments: [INFO_ARGUMENT + JSON.stringify(hostInfo())],
    },
  })
  page.attach(window)
  if (saved?.maximized) window.maximize()
  window.once('ready-to-show', () => window.show())
  // The title follows the language of the settings (menu.ts), not the document.
  window.on('page-title-updated', (event) => event.preventDefault())
  saveBounds(window, settings)
  addContextMenu(window, settings)
  reloadAfterCrash(window)
  void window.loadURL(devUrl ?? APP_PAGE)
}

/** Follows the theme of the settings and of the system. */
export function setupTheme(page: Page, settings: SettingsStore): void {
  nativeTheme.themeSource = settings.settings().theme
  settings.onChange(({ theme }) => {
    if (nativeTheme.themeSource !== theme) nativeTheme.themeSource = theme
  })
  nativeTheme.on('updated', () => page.window()?.setBackgroundColor(paper()))
}
