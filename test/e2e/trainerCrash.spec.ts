import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { zhCN } from '../../src/shared/i18n/zh-CN'
import { expect, test } from './support/studio'
import type { Studio } from './support/studio'
import { MNIST, iterationsShown, kpi, loadFolder, openView, waitForData, words } from './support/workbench'

const { runs } = zhCN

test.beforeEach(() => {
  test.skip(test.info().project.name !== 'electron', 'a Web Worker cannot be killed from outside')
})

async function killTrainer({ electron }: Studio): Promise<void> {
  const pids = await electron?.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter((metric) => metric.type === 'Utility' && metric.serviceName === 'node.mojom.NodeService')
      .map((metric) => metric.pid),
  )
  expect(pids).toHaveLength(1)
  process.kill(pids?.[0] ?? 0, 'SIGKILL')
}

/** Trains with the settings of a code. */
async function trainWith(page: Page, code: string): Promise<void> {
  await openView(page, 'runs')
  await page.getByLabel(runs.paste).fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: words.controls.start }).click()
}

const ended = (page: Page) => expect(page.getByText(/^训练完成，测试精度/)).toBeVisible({ timeout: 90_000 })

/** The arrays of the exported weights, byte for byte. */
async function exported(studio: Studio, path: string): Promise<Record<string, Uint8Array>> {
  const { page } = studio
  await openView(page, 'train')
  await studio.saveTo(() => page.getByRole('button', { name: words.weights.export }).click(), path)
  await expect
    .poll(() =>
      readFile(path).then(
        (bytes) => bytes.length,
        () => 0,
      ),
    )
    .toBeGreaterThan(0)
  return unzipSync(new Uint8Array(await readFile(path)))
}

for (const engine of ['simd', 'float64'] as const) {
  test(`a run whose training process is killed is restored from its checkpoint, bit for bit (${engine})`, async ({
    studio,
    picture,
  }, info) => {
    const { page } = studio
    await waitForData(page)
    const code = engine === 'simd' ? 'ds1:h100-i12000' : 'ds1:h20-i1500-efloat64'
    await trainWith(page, code)
    await ended(page)
    const whole = await exported(studio, info.outputPath('whole.npz'))
    await trainWith(page, code)
    await expect(page.getByRole('button', { name: words.controls.pause })).toBeVisible()
    await openView(page, 'train')
    await expect.poll(() => iterationsShown(page)).toBeGreaterThan(100)
    await killTrainer(studio)
    const restore = page.getByRole('button', { name: words.action.restoreCheckpoint })
    await expect(restore).toBeVisible({ timeout: 1000 })
    await picture(`trainer-crashed-${engine}`)
    await restore.click()
    await ended(page)
    expect(await exported(studio, info.outputPath('restored.npz'))).toEqual(whole)
    await openView(page, 'runs')
    await expect(page.getByRole('row').filter({ has: page.getByRole('checkbox') })).toHaveCount(2)
  })
}

test('a run survives the whole application being killed; with another dataset in use, one press opens its own', async ({
  studio,
}) => {
  test.skip(MNIST === null, 'needs MNIST_DIR')
  const { page } = studio
  await waitForData(page)
  await loadFolder(studio, MNIST ?? '')
  await expect(page.getByRole('banner').getByText('MNIST', { exact: true })).toBeVisible()
  await trainWith(page, 'ds1:i1000000')
  await openView(page, 'train')
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(2000)
  const next = await studio.restart(undefined, 'kill')
  await waitForData(next.page)
  await openView(next.page, 'data')
  await next.page.getByRole('button', { name: words.data.useSample }).click()
  const open = next.page.getByRole('button', { name: runs.offer.openAndContinue.replace('{name}', 'MNIST') })
  await open.click()
  await expect(next.page.getByRole('button', { name: words.controls.pause })).toBeVisible({ timeout: 60_000 })
  await expect.poll(() => iterationsShown(next.page), { timeout: 60_000 }).toBeGreaterThan(2000)
  await next.page.getByRole('button', { name: words.controls.stop }).click()
  await expect.poll(async () => Number.parseFloat(await kpi(next.page, words.kpi.test))).toBeGreaterThan(80)
})
