import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { copyFile, cp, mkdir, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses'
import { _electron, chromium, expect, test } from '@playwright/test'
import type { Page } from '@playwright/test'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS } from '../e2e/support/draw'
import { button, draw, trainAnew } from '../e2e/support/drawing'
import { beginAnew, predictedDigit, openView, words } from '../e2e/support/workbench'
import { DEB, HOME, NAME, run, shell } from './support'

const OLD_VERSION = '0.0.1'
/** The user `nobody`: root installs, somebody without rights uses it, in Chromium's sandbox. */
const SOMEBODY = { uid: 65_534, gid: 65_534 }
/** The card that a test machine lacks is emulated at a third of the speed. */
const SWITCHES = ['--disable-gpu']

test.describe.configure({ mode: 'serial' })
test.skip(
  process.env['INSTALL_PACKAGES'] !== '1',
  'installs on the system: only with INSTALL_PACKAGES=1, as .ci/run does',
)

let work: string
/** An empty home, as on a new machine; the application keeps everything below it. */
let home: string
let data: string
/** Ended at the latest when the test ends, also when it fails. */
const started: ChildProcess[] = []
test.afterEach(() => {
  for (const child of started.splice(0)) child.kill()
})
test.beforeAll(async () => {
  work = await mkdtemp(join(tmpdir(), 'installed-'))
  home = join(work, 'home')
  data = join(home, '.config/Digit Studio')
  await mkdir(home)
  // Only root may read the key of the display.
  if (process.env['XAUTHORITY']) await copyFile(process.env['XAUTHORITY'], join(home, '.Xauthority'))
  run('chown', '-R', `${SOMEBODY.uid}:${SOMEBODY.gid}`, work)
})
test.afterAll(() => rm(work, { recursive: true, force: true }))

const apt = (...args: string[]): string =>
  run(
    'env',
    'DEBIAN_FRONTEND=noninteractive',
    'apt-get',
    '-y',
    '-qq',
    '--no-install-recommends',
    '--allow-downgrades',
    ...args,
  )

function environment(): Record<string, string> {
  const { PATH = '', DISPLAY = '' } = process.env
  // Nothing of this project's own variables: they might repair what is missing on another machine.
  return { PATH, DISPLAY, XAUTHORITY: join(home, '.Xauthority'), HOME: home, LANG: 'zh_CN.UTF-8' }
}

interface Running {
  readonly page: Page
  /** Closes the window, as a person does. @returns the exit code */
  close(): Promise<number | null>
}

/** Starts `digit-studio` from the PATH and looks at its window over Chromium's debugging port. */
async function start(): Promise<Running> {
  const child = spawn(NAME, [...SWITCHES, '--remote-debugging-port=0'], {
    ...SOMEBODY,
    env: environment(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  started.push(child)
  const said: string[] = []
  const address = await new Promise<string>((resolve, reject) => {
    createInterface(child.stderr).on('line', (line) => {
      said.push(line)
      const [, url] = /DevTools listening on (ws:\S+)/.exec(line) ?? []
      if (url !== undefined) resolve(url)
    })
    child.once('exit', (code) => reject(new Error(`${NAME} ended with ${code}\n${said.join('\n')}`)))
  })
  // Connected to earlier, while the page is still being set up, Playwright may wait for ever.
  const list = `http://${new URL(address).host}/json/list`
  await expect.poll(() => fetch(list).then((answer) => answer.text())).toContain('app://studio/')
  const browser = await chromium.connectOverCDP(address)
  const [context] = browser.contexts()
  if (!context) throw new Error('no window')
  const page = context.pages()[0] ?? (await context.waitForEvent('page'))
  return {
    page,
    async close() {
      const exited = once(child, 'exit')
      await page.evaluate(() => window.close()).catch(() => undefined)
      const [code] = (await exited) as [number | null]
      await browser.close()
      return code
    },
  }
}

/** The built-in sample, a short training, one drawn digit. */
async function trainAndDraw(page: Page): Promise<void> {
  await beginAnew(page)
  await trainAnew(page, 1_500)
  // The second thread is read from the archive, too.
  if (availableParallelism() > 1) await expect(page.getByText(words.status.twoThreads)).toBeVisible()
  await openView(page, 'draw')
  await draw(page, DIGITS[0])
  expect(await predictedDigit(page)).toBe(0)
}

/** The same content under an older version, with a file that the new one no longer has. */
async function olderDeb(): Promise<string> {
  const tree = join(work, 'older')
  const file = join(work, 'older.deb')
  run('dpkg-deb', '-R', DEB, tree)
  const control = join(tree, 'DEBIAN/control')
  await writeFile(control, (await readFile(control, 'utf8')).replace(/^Version: .*$/m, `Version: ${OLD_VERSION}`))
  await writeFile(join(tree, HOME, 'resources/obsolete.txt'), 'of the older version\n')
  run('dpkg-deb', '-Znone', '--root-owner-group', '--build', tree, file)
  await rm(tree, { recursive: true, force: true })
  return file
}

const installedVersion = (): string => run('dpkg-query', '-W', '-f', '${Version} ${Status}', NAME)

test('apt installs it, and the program on the PATH trains, reads a digit and keeps the run', async () => {
  apt('install', await olderDeb())
  expect(installedVersion()).toBe(`${OLD_VERSION} install ok installed`)
  expect(shell(`readlink -f "$(command -v ${NAME})"`).trim()).toBe(`${HOME}/${NAME}`)

  const { page, close } = await start()
  await trainAndDraw(page)
  expect(await close()).toBe(0)
  expect(await readdir(data)).toEqual(expect.arrayContaining(['settings.json', 'runs']))
})

test('an upgrade replaces the program and keeps the data of the user', async () => {
  apt('install', DEB)
  expect(installedVersion()).not.toContain(OLD_VERSION)
  expect(existsSync(`${HOME}/resources/obsolete.txt`)).toBe(false)

  const { page, close } = await start()
  await openView(page, 'runs')
  await expect(page.getByRole('row').filter({ hasText: '1,500' }).first()).toBeVisible()

  await openView(page, 'settings')
  const about = page.getByRole('region', { name: zhCN.about.title })
  await expect(about).toContainText(/Electron \d+\.\d+\.\d+ · Chromium \d+/)
  await expect(about).toContainText(zhCN.about.license)
  await expect(about.getByText(zhCN.about.noSandbox)).toHaveCount(0)
  await expect(button(page, zhCN.about.checkUpdates)).toHaveCount(0) // package.json names no repository
  await about.getByText(zhCN.about.libraries).click()
  await expect(about.locator('pre')).toContainText('chart.js')

  // A second start hands over to the first one.
  const second = spawn(NAME, SWITCHES, { ...SOMEBODY, env: environment(), stdio: 'ignore' })
  expect(await once(second, 'exit')).toEqual([0, null])
  await expect(about).toBeVisible()
  expect(await close()).toBe(0)
})

test('a copy that differs in one fuse can be driven as a whole: data, training, drawing, export, quit', async () => {
  const copy = join(work, 'twin')
  await cp(HOME, copy, { recursive: true })
  const executablePath = join(copy, NAME)
  await flipFuses(executablePath, { version: FuseVersion.V1, [FuseV1Options.EnableNodeCliInspectArguments]: true })
  expect(shell(`(cmp -l ${HOME}/${NAME} ${executablePath} || true) | wc -l`).trim()).toBe('1')

  const file = join(work, 'weights.npz')
  // As root, who has no sandbox; with a home of its own.
  const env = { ...environment(), HOME: join(work, 'root') }
  const app = await _electron.launch({ executablePath, args: [...SWITCHES, '--no-sandbox'], env })
  const page = await app.firstWindow()
  await trainAndDraw(page)
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
  }, file)
  await button(page, words.weights.export).click()
  await expect.poll(() => existsSync(file)).toBe(true)
  expect((await stat(file)).size).toBeGreaterThan(100_000)
  await openView(page, 'settings')
  await expect(page.getByText(zhCN.about.noSandbox)).toBeVisible()
  const help = await app.evaluate(({ Menu }) =>
    Menu.getApplicationMenu()
      ?.items.at(-1)
      ?.submenu?.items.map(({ label }) => label),
  )
  expect(help).toContain(zhCN.desktop.menu.about)
  expect(help).not.toContain(zhCN.desktop.menu.checkUpdates)
  const exited = once(app.process(), 'exit')
  await app.close()
  expect(await exited).toEqual([0, null])
})

test('removed and purged, nothing of it is left but the data of the user', async () => {
  const traces = () =>
    shell(
      `find /opt /usr/bin /usr/share/applications /usr/share/icons /etc /var/lib/dpkg/alternatives -name '*${NAME}*'`,
    )
  expect(traces()).not.toBe('')
  apt('remove', NAME)
  expect(traces()).toBe('')
  apt('purge', NAME)
  expect(traces()).toBe('')
  expect(shell(`dpkg-query -W -f '\${Status}' ${NAME} 2>/dev/null || true`)).not.toContain('ok installed')
  expect(await readdir(join(data, 'runs'))).not.toEqual([])
})
