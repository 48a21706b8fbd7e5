import { readdir, stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join, resolve } from 'node:path'
import { chromium, expect, test } from '@playwright/test'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import sirv from 'sirv'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { DIGITS } from '../e2e/support/draw'
import { draw, trainAnew } from '../e2e/support/drawing'
import { beginAnew, predictedDigit, openView } from '../e2e/support/workbench'

const FOLDER = resolve(import.meta.dirname, '../../out/web')
/** As a site with other things on it: a path with a space and Chinese in it. */
const PATH = '/courses/%E6%95%B0%20%E5%AD%97/'
const MAX_BYTES = 3e6

test.describe.configure({ mode: 'serial' })
test.skip(!process.env['CHROMIUM_PATH'], 'no Chromium here')

let server: Server
let browser: Browser
let context: BrowserContext
let url: string
const complaints: string[] = []

/** A plain static server: it sends none of the headers that isolate a page. */
test.beforeAll(async () => {
  const files = sirv(FOLDER)
  server = createServer((request, response) => {
    const missing = () => void response.writeHead(404).end()
    if (!request.url?.startsWith(PATH)) return missing()
    request.url = request.url.slice(PATH.length - 1)
    files(request, response, missing)
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PATH}`
  browser = await chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu'],
  })
  context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1440, height: 900 } })
})
test.afterAll(async () => {
  await browser?.close()
  server?.close()
})

async function visit(): Promise<Page> {
  const page = await context.newPage()
  page.on('pageerror', (error) => complaints.push(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  await page.goto(url)
  return page
}

async function trainAndDraw(page: Page): Promise<void> {
  await beginAnew(page)
  await trainAnew(page, 1_500)
  await openView(page, 'draw')
  await draw(page, DIGITS[0])
  expect(await predictedDigit(page)).toBe(0)
}

const oneThread = (page: Page) => page.getByText(zhCN.about.oneThread)

test('the folder is small without its fonts', async () => {
  const names = (await readdir(FOLDER, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const sizes = names
    .filter(({ name }) => !name.endsWith('.woff2'))
    .map(async ({ parentPath, name }) => (await stat(join(parentPath, name))).size)
  expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThan(MAX_BYTES)
})

test('the first visit works in one thread, says so, and keeps the application', async () => {
  const page = await visit()
  await trainAndDraw(page)
  await openView(page, 'settings')
  await expect(oneThread(page)).toBeVisible()
  expect(await page.evaluate(() => crossOriginIsolated)).toBe(false)
  // Active means that every file has been kept.
  expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).active?.state)).toMatch(/^activat/)
  await page.close()
})

for (const time of ['once', 'twice']) {
  test(`without its server it opens, trains in two threads and reads: ${time}`, async () => {
    if (server.listening) {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    }
    const page = await visit()
    await trainAndDraw(page)
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true)
    await openView(page, 'settings')
    await expect(page.getByRole('region', { name: zhCN.about.title })).toBeVisible()
    await expect(oneThread(page)).toHaveCount(0)
    await page.close()
  })
}

test('no page complained', () => {
  expect(complaints).toEqual([])
})
