import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pythonWithNumpy, runPython } from '../numpy/python'
import { runStudio } from './support'

/** What the snippet needs of the reader's own file: layers that refer to the arrays in `params`. */
const TWO_LAYER_NET = `
import numpy as np

class TwoLayerNet:
    def __init__(self, input_size, hidden_size, output_size):
        shapes = {'W1': (input_size, hidden_size), 'b1': hidden_size, 'W2': (hidden_size, output_size), 'b2': output_size}
        self.params = {name: np.zeros(shape) for name, shape in shapes.items()}
        self.first = (self.params['W1'], self.params['b1'])
        self.second = (self.params['W2'], self.params['b2'])

    def predict(self, x):
        hidden = np.maximum(x @ self.first[0] + self.first[1], 0)
        return hidden @ self.second[0] + self.second[1]
`

const MEASURE = `
import gzip
read = lambda name, offset: np.frombuffer(gzip.open('digits/' + name).read(), np.uint8, offset=offset)
x = read('t10k-images-idx3-ubyte.gz', 16).reshape(-1, 784) / 255
t = read('t10k-labels-idx1-ubyte.gz', 8)
print('accuracy', np.mean(network.predict(x).argmax(axis=1) == t))
`

const folder = mkdtempSync(join(tmpdir(), 'digit-studio-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe.skipIf(pythonWithNumpy === null)('the NumPy snippet', () => {
  const [digits, weights] = [join(folder, 'digits'), join(folder, 'weights.npz')]
  let accuracy = 0
  beforeAll(async () => {
    writeFileSync(join(folder, 'two_layer_net.py'), TWO_LAYER_NET)
    await runStudio(['sample', '--out', digits])
    await runStudio(['train', '--data', digits, '--hidden', '30', '--iterations', '200', '--out', weights])
    const { stdout } = await runStudio(['predict', '--weights', weights, '--data', digits])
    accuracy = Number(/accuracy ([\d.]+)/.exec(stdout)?.[1])
  })

  it.each(['README.md', 'README.en.md'])('of %s makes the network that the application has', (readme) => {
    const [, snippet = ''] = /```python\n([^]*?two_layer_net[^]*?)```/.exec(readFileSync(readme, 'utf8')) ?? []
    const place = `import os, sys; os.chdir(${JSON.stringify(folder)}); sys.path.insert(0, '.')\n`
    const [, theirs] = /accuracy ([\d.]+)/.exec(runPython(['-c', place + snippet + MEASURE])) ?? []
    expect(accuracy).toBeGreaterThan(0.5)
    expect(Number(theirs)).toBeCloseTo(accuracy, 9)
  })
})
