import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { _electron, test as base, expect } from '@playwright/test'
import type { BrowserContext, ElectronApplication, Page, PlaywrightWorkerArgs } from '@playwright/test'

export { expect }

/** Root of the checkout: the unpackaged build is launched from here. */
const ROOT = join(import.meta.dirname, '../../..')
const BROWSER_URL = `http://127.0.0.1:${process.env['E2E_PORT'] ?? '4179'}/`

/** A running application with the same methods on both hosts; only the system's dialogs differ. */
export interface Studio {
  readonly host: 'browser' | 'electron'
  readonly page: Page
  /** Null in the browser. */
  readonly electron: ElectronApplication | null
  /** Answers the folder dialog that `open` brings up with this folder. */
  chooseFolder(open: () => Promise<void>, folder: string): Promise<void>
  /** Answers the save dialog that `save` brings up; resolves once the file is on disk. */
  saveTo(save: () => Promise<void>, file: string): Promise<void>
  /** Answers the open-file dialog that `open` brings up with this file. */
  chooseFile(open: () => Promise<void>, file: string): Promise<void>
  /** Closes the application and starts it again with the same settings; `between` runs while it is closed. In a browser a page is only ever closed. */
  restart(between?: () => Promise<void>, how?: 'close' | 'kill'): Promise<Studio>
}

interface Fixtures {
  studio: Studio
  /** Saves a screenshot in test-results/screens/. */
  picture: (name: string, page?: Page) => Promise<void>
}

interface WorkerFixtures {
  /**
   * Set by a file (`test.use({ sharedBy: 'views' })`) whose tests can share one application, which saves starting one for each.
   * After a failed test the next one gets a new application.
   */
  sharedBy: string | null
  shared: Awaited<ReturnType<typeof open>> | null
}

interface Opened {
  readonly studio: Studio
  /** Cleanup steps, run in reverse order. */
  readonly closing: (() => Promise<void>)[]
}

/**
 * Most test machines have no graphics card. Chromium then emulates one, which takes a third of the time of a spec that draws;
 * software rendering shows the same pixels. Measurements keep the default graphics.
 */
const NO_CARD = process.env['MEASURE'] === '1' ? [] : ['--disable-gpu']

const asRoot = process.platform === 'linux' && process.getuid?.() === 0

async function openElectron(userData: string): Promise<{ app: ElectronApplication; page: Page }> {
  const app = await _electron.launch({
    cwd: ROOT,
    args: [...(asRoot ? ['--no-sandbox'] : []), ...NO_CARD, `--user-data-dir=${userData}`, ROOT],
    env: { ...process.env, ELECTRON_ENABLE_LOGGING: '1', LANG: 'zh_CN.UTF-8' },
  })
  const page = await app.firstWindow()
  return { app, page }
}

/** Replaces the system's dialogs, which no test can click, with fixed answers; everything else is real. */
async function answerDialogs(app: ElectronApplication, answer: { open?: string; save?: string }): Promise<void> {
  await app.evaluate(({ dialog }, { open, save }) => {
    if (open !== undefined) dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [open] })
    if (save !== undefined) dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: save })
  }, answer)
}

function electronStudio(
  app: ElectronApplication,
  page: Page,
  userData: string,
  closing: (() => Promise<void>)[],
): Studio {
  closing.push(() => app.close())
  return {
    host: 'electron',
    page,
    electron: app,
    async chooseFolder(open, folder) {
      await answerDialogs(app, { open: folder })
      await open()
    },
    async saveTo(save, file) {
      await answerDialogs(app, { save: file })
      await save()
    },
    async chooseFile(open, file) {
      await answerDialogs(app, { open: file })
      await open()
    },
    async restart(between, how = 'close') {
      if (how === 'kill') {
        const gone = app.waitForEvent('close')
        app.process().kill('SIGKILL')
        await gone
      } else await app.close()
      closing.pop()
      await between?.()
      const next = await openElectron(userData)
      return electronStudio(next.app, next.page, userData, closing)
    },
  }
}

function browserStudio(context: BrowserContext, page: Page): Studio {
  return {
    host: 'browser',
    page,
    electron: null,
    async chooseFolder(open, folder) {
      const chooser = page.waitForEvent('filechooser')
      await open()
      await (await chooser).setFiles(folder)
    },
    async saveTo(save, file) {
      const download = page.waitForEvent('download')
      await save()
      await (await download).saveAs(file)
    },
    async chooseFile(open, file) {
      const chooser = page.waitForEvent('filechooser')
      await open()
      await (await chooser).setFiles(file)
    },
    async restart(between) {
      const next = await context.newPage()
      await page.close()
      await between?.()
      await next.goto(BROWSER_URL)
      return browserStudio(context, next)
    },
  }
}

async function openBrowser(playwright: PlaywrightWorkerArgs['playwright']): Promise<Opened> {
  const browser = await playwright.chromium.launch({
    ...(process.env['CHROMIUM_PATH'] ? { executablePath: process.env['CHROMIUM_PATH'] } : {}),
    args: [
      ...(asRoot ? ['--no-sandbox'] : []),
      ...NO_CARD,
      '--disable-quic',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  })
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
  const page = await context.newPage()
  await page.goto(BROWSER_URL)
  return { studio: browserStudio(context, page), closing: [() => browser.close()] }
}

async function openWindow(): Promise<Opened> {
  const userData = await mkdtemp(join(tmpdir(), 'digit-studio-e2e-'))
  const closing: Opened['closing'] = [() => rm(userData, { recursive: true, force: true })]
  const { app, page } = await openElectron(userData)
  return { studio: electronStudio(app, page, userData, closing), closing }
}

/** Starts the application on a project's host and collects the errors of its page. */
async function open(playwright: PlaywrightWorkerArgs['playwright'], project: string) {
  const { studio, closing } = await (project === 'electron' ? openWindow() : openBrowser(playwright))
  const errors: string[] = []
  studio.page.on('pageerror', (error) => errors.push(error.message))
  studio.page.on('console', (message) => {
    if (message.type() === 'error') errors.push(message.text())
  })
  const close = async () => {
    for (const each of closing.reverse()) await each()
  }
  return { studio, errors, close }
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  sharedBy: [null, { option: true, scope: 'worker' }],
  shared: [
    async ({ playwright, sharedBy }, use, info) => {
      const opened = sharedBy === null ? null : await open(playwright, info.project.name)
      await use(opened)
      await opened?.close()
    },
    { scope: 'worker' },
  ],
  studio: async ({ playwright, shared }, use, info) => {
    const { studio, errors, close } = shared ?? (await open(playwright, info.project.name))
    await use(studio)
    if (shared === null) await close()
    // Any error of the page (in a script, or a blocked resource) fails the test that caused it.
    expect(errors.splice(0), 'errors in the console of the page').toEqual([])
  },
  picture: async ({ studio }, use) => {
    await use(async (name, page = studio.page) => {
      // The pages of both hosts look the same, so one screenshot is enough; that of the window is preferred.
      const path = `test-results/screens/${name}.png`
      if (studio.host === 'electron' || !existsSync(path)) await page.screenshot({ path })
    })
  },
})

/** The title of the window, or of the browser's tab. */
export const titleOf = async ({ electron, page }: Studio): Promise<string> =>
  electron
    ? await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '')
    : await page.title()
