import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename, join } from 'node:path'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expectAccessibleInBothThemes } from './support/accessible'
import { expect, test } from './support/studio'
import { MNIST, openView, sourceCard, waitForData, words } from './support/workbench'

const data = zhCN.data

/** So much of the largest file is sent at once the first time. */
const AT_ONCE = 5_000_000
/** Then a byte now and then: a mirror that falls silent is given up, and looking at the page takes as long as it takes. */
const TRICKLE_MS = 2_000

let server: Server
let trickled = 0
let stopTrickling = (): void => undefined
/** Files that the mirror was asked for, with their Range. */
const asked: string[] = []

test.beforeAll(async () => {
  server = createServer(async (request, response) => {
    const file = basename(request.url ?? '')
    const { size } = await stat(join(MNIST ?? '', file))
    const from = Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0)
    asked.push(`${file} ${from}`)
    response.writeHead(from > 0 ? 206 : 200, {
      'content-length': size - from,
      ...(from > 0 ? { 'content-range': `bytes ${from}-${size - 1}/${size}` } : {}),
    })
    const path = join(MNIST ?? '', file)
    const trickles = file.startsWith('train-images') && from === 0
    const end = trickles ? AT_ONCE - 1 : size
    createReadStream(path, { start: from, end }).pipe(response, { end: !trickles })
    if (!trickles) return
    const rest = createReadStream(path, { start: AT_ONCE, highWaterMark: 1 })
    const timer = setInterval(() => {
      const byte: unknown = rest.read(1)
      if (byte === null) return
      response.write(byte)
      trickled++
    }, TRICKLE_MS)
    stopTrickling = () => {
      clearInterval(timer)
      rest.destroy()
    }
    response.on('close', stopTrickling)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // The first mirror cannot be reached; the second is this server. The build under test is not packaged, so it looks here.
  const { port } = server.address() as AddressInfo
  process.env['DIGIT_STUDIO_MIRRORS'] = `http://127.0.0.1:9/mnist/ http://127.0.0.1:${port}/mnist/`
})

test.afterAll(async () => {
  delete process.env['DIGIT_STUDIO_MIRRORS']
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

test('MNIST is downloaded, resumed, checked, loaded, and its folder can be opened again', async ({
  studio,
  picture,
}) => {
  const { page, host } = studio
  await waitForData(page)
  await openView(page, 'data')
  const download = page.getByRole('button', { name: data.download })
  if (host === 'browser') {
    // The mirrors do not serve pages of other origins.
    await expect(download).toHaveCount(0)
    return
  }
  test.skip(MNIST === null, 'MNIST_DIR is not set: there are no files for a mirror to serve')

  await download.click()
  await expect(page.getByText(data.received.replace('{done}', '6.7').replace('{total}', '11.6'))).toBeVisible({
    timeout: 30_000,
  })
  await picture('data-downloading')
  await expectAccessibleInBothThemes(page, 'the progress of a download')
  stopTrickling()
  await page.getByRole('button', { name: data.cancelDownload }).click()
  await expect(download).toBeVisible()
  await download.click()
  await expect(sourceCard(page).getByText('60,000')).toBeVisible({ timeout: 30_000 })
  await expect(sourceCard(page).getByText('MNIST', { exact: true }).first()).toBeVisible()
  // From where it was: what came at once, and what trickled in since.
  expect(asked.at(-1)).toBe(`train-images-idx3-ubyte.gz ${AT_ONCE + trickled}`)
  await expect(page.getByRole('list', { name: words.data.samples }).getByRole('listitem')).toHaveCount(50)
  await picture('data-mnist')

  await page.getByRole('button', { name: words.data.useSample }).click()
  await expect(sourceCard(page).getByText(words.data.sampleName, { exact: true })).toBeVisible()
  const before = asked.length
  await page.getByRole('region', { name: data.recent }).getByRole('button', { name: 'MNIST' }).click()
  await expect(sourceCard(page).getByText('60,000')).toBeVisible({ timeout: 30_000 })
  expect(asked).toHaveLength(before)
})
