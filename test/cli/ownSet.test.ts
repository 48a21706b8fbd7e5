import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { encodeIdxImages, encodeIdxLabels } from '../../src/shared/data/idx'
import { decodeNpz } from '../../src/shared/formats/npz'
import { smallDataset } from '../shared/training/support'
import { runStudio } from './support'

const folder = mkdtempSync(join(tmpdir(), '我的 字母-'))
const inFolder = (name: string): string => join(folder, name)

beforeAll(() => {
  const { images, labels } = smallDataset.train
  writeFileSync(inFolder('own-images-idx3-ubyte'), encodeIdxImages(images, 28, 28))
  writeFileSync(inFolder('own-labels-idx1-ubyte'), encodeIdxLabels(labels.map((label) => label + 2)))
  writeFileSync(inFolder('own-classes.txt'), [...'ABCDEFGHIJKL'].join('\r\n'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('images and labels that nobody split, with their class names', () => {
  it.each(['simd', 'float64'])('train with %s and are read by the weights', async (engine) => {
    const [out, history] = [inFolder('w.npz'), inFolder('run.json')]
    const flags = ['--iterations', '300', '--hidden', '20', '--batch', '20', '--engine', engine]
    const train = await runStudio(['train', '--data', folder, ...flags, '--out', out, '--history', history])
    expect({ code: train.code, stderr: train.stderr }).toEqual({ code: 0, stderr: '' })
    const { W2 } = decodeNpz(readFileSync(out), 'w.npz', { inputs: 784, classes: 12 })
    expect(W2).toHaveLength(20 * 12)

    const { final } = JSON.parse(readFileSync(history, 'utf8'))
    // Twelve classes by chance: 8 %.
    expect(final.trainAccuracy).toBeGreaterThan(0.8)
    const { stdout } = await runStudio(['predict', '--weights', out, '--data', folder])
    expect(stdout.trimEnd().split('\n').at(-1)).toBe(`accuracy ${final.testAccuracy}`)
  })

  it('end with 1 and one line when the class names are none', async () => {
    writeFileSync(inFolder('own-classes.txt'), 'A\n\nC\n')
    const { code, stderr } = await runStudio(['train', '--data', folder, '--iterations', '3'])
    expect(code).toBe(1)
    expect(stderr).toMatch(/^[^\n]*own-classes\.txt[^\n]*\n$/)
    expect(stderr).toContain('Line 2')
  })
})
