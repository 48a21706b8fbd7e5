import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { goldenAtHand, mnistFolder, readGoldenRun } from '../shared/engine/float64/mnist'
import { runStudio } from './support'

const folder = mkdtempSync(join(tmpdir(), 'digit-studio-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

// The engine alone is compared in full; here it is about the order of draws and what the files of a run say.
describe.skipIf(!goldenAtHand)('digit-studio train on MNIST', () => {
  it('is the recorded NumPy run: losses within 1e-9, accuracies exactly', { timeout: 120_000 }, async () => {
    const golden = readGoldenRun()
    const { hidden, batch, lr, seed, weight_init_std: std } = golden.config
    const iterations = 601 // one more than an epoch
    const [out, history] = [join(folder, 'w.npz'), join(folder, 'run.json')]
    const outcome = await runStudio([
      ...['train', '--data', mnistFolder, '--engine', 'float64', '--iterations', String(iterations)],
      ...['--out', out, '--history', history],
    ])
    const accuracies = [0, 1].map((epoch) => [golden.train_acc[epoch], golden.test_acc[epoch]])
    const lines = accuracies.map((pair) => `train_acc,test_acc| ${pair.join(',')}\n`)
    expect(outcome).toEqual({ code: 0, stderr: '', stdout: lines.join('') })

    const run = JSON.parse(readFileSync(history, 'utf8'))
    expect(run.config).toEqual({ hidden, batch, iterations, lr, std, seed, engine: 'float64' })
    expect(run.losses).toHaveLength(iterations)
    const apart = golden.loss_after_update.map((loss, i) => Math.abs(loss - run.losses[i]))
    expect(Math.max(...apart)).toBeLessThan(1e-9)
    expect(run.epochs).toEqual(
      accuracies.map(([trainAccuracy, testAccuracy], epoch) => ({
        epoch,
        iteration: epoch * 600,
        trainAccuracy,
        testAccuracy,
      })),
    )

    const predicted = await runStudio(['predict', '--weights', out, '--data', mnistFolder])
    expect(predicted.stdout.trimEnd().split('\n').at(-1)).toBe(`accuracy ${run.final.testAccuracy}`)
  })
})
