import { expect, test } from './support/studio'
import { iterationsShown, setHyperparameter, waitForData, words } from './support/workbench'

test.beforeEach(() => {
  test.skip(test.info().project.name !== 'electron', 'a Web Worker cannot be killed from outside')
})

test('a training process that dies is told, and comes back with its data', async ({ studio, picture }) => {
  const { page, electron } = studio
  await waitForData(page)
  await setHyperparameter(page, 'iterations', '500000')
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(100)
  const pids = await electron?.evaluate(({ app }) =>
    app
      .getAppMetrics()
      .filter((metric) => metric.type === 'Utility' && metric.serviceName === 'node.mojom.NodeService')
      .map((metric) => metric.pid),
  )
  expect(pids).toHaveLength(1)
  process.kill(pids?.[0] ?? 0, 'SIGKILL')
  const restart = page.getByRole('button', { name: words.action.restartTrainer })
  await expect(restart).toBeVisible()
  await picture('40-trainer-crashed')
  await restart.click()
  await waitForData(page)
  await page.getByRole('button', { name: words.controls.start }).click()
  await expect.poll(() => iterationsShown(page)).toBeGreaterThan(100)
  await picture('41-trainer-restarted')
})
