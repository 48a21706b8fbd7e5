import { describe, expect, it } from 'vitest'
import { classTable } from '../../../../src/renderer/features/data/tables'

describe('classTable', () => {
  it('has a line per class with a number per column, as programs read them', () => {
    const columns = [
      { title: 'first', values: Float64Array.of(0.25, 1e-7) },
      { title: 'second', values: [1200] },
    ]
    expect(classTable('class', ['A\tB', '短靴'], columns)).toBe('class\tfirst\tsecond\nA B\t0.25\t1200\n短靴\t1e-7\t\n')
  })
})
