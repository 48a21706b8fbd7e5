import { describe, expect, it } from 'vitest'
import { runPass } from '../../../../src/shared/inside/iteration'
import { defaultSelection, isOfImage, rowLength, valuesOf } from '../../../../src/shared/inside/stops'
import type { Quantity } from '../../../../src/shared/inside/stops'
import { initialWeights } from '../../../../src/shared/nn/initialWeights'
import { RandomState } from '../../../../src/shared/random/randomState'
import { linksOf } from '../../../../src/renderer/features/inside/backprop/edges'
import { layoutOf, neighbourOf, numberAt, placeOf } from '../../../../src/renderer/features/inside/backprop/layout'

const drawn = (hidden: number, classes: number) => {
  const random = new RandomState(1)
  const weights = initialWeights({ inputs: 784, hidden, classes, weightInit: 'he', std: 0 }, random)
  const images = Uint8Array.from({ length: 3 * 784 }, () => (random.nextDouble() < 0.2 ? random.nextUint32() % 256 : 0))
  return runPass(weights, images, Uint8Array.of(0, classes - 1, 1))
}
const SIZES = [
  [50, 10],
  [12, 26],
  [200, 10],
  [1000, 62],
] as const
const NAMES: Quantity[] = ['x', 'a1', 'z1', 'a2', 'y', 'da2', 'dz1', 'da1', 'dx', 'W1', 'b1', 'W2', 'b2', 'dW1', 'dW2', 'db1', 'db2'] // prettier-ignore

describe.each(SIZES)('the diagram of %i hidden neurons and %i classes', (hidden, classes) => {
  const pass = drawn(hidden, classes)
  const layout = layoutOf(pass, 1, { rows: 28, cols: 28 })

  it('finds under the pointer what it draws there', () => {
    for (const name of NAMES) {
      const length = isOfImage(name) ? rowLength(name, pass.weights) : valuesOf(pass, name).length
      for (let index = 0; index < length; index += Math.ceil(length / 40)) {
        const place = placeOf(layout, { name, index })
        if (place === null) continue
        const found = numberAt(layout, place.x + place.w / 2, place.y + place.h / 2, () => true)
        const unit = name === 'W1' || name === 'dW1' ? hidden : Infinity
        expect(found).toMatchObject({ name })
        expect((found?.index ?? NaN) % unit).toBe(index % unit)
      }
    }
  })

  it('stays inside its frame, a value above its gradient', () => {
    for (const name of NAMES) {
      const place = placeOf(layout, { name, index: 0 })
      if (place === null) continue
      expect(place.x).toBeGreaterThanOrEqual(0)
      expect(place.y + place.h).toBeLessThan(name.startsWith('d') ? 345 : 182)
    }
  })

  it('draws what each default selection is made of, and moves with the arrows', () => {
    for (let stop = 1; stop <= 8; stop++) {
      const selection = defaultSelection(stop, pass, 1)
      expect(selection).not.toBeNull()
      if (selection === null) continue
      expect(placeOf(layout, selection)).not.toBeNull()
      const { edges, related, fan } = linksOf(pass, 1, selection, layout)
      expect(edges.length + related.length + (fan === null ? 0 : 1)).toBeGreaterThan(0)
      for (const { path } of edges) expect(path).not.toContain('NaN')
      for (const key of ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown'])
        expect(neighbourOf(layout, selection, key)).not.toBeNaN()
    }
  })
})
