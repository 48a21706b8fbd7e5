import { describe, expect, it } from 'vitest'
import { encodeCsv } from '../../../src/shared/formats/csv'

describe('encodeCsv', () => {
  it('writes one line per row with all digits', () => {
    const csv = encodeCsv({ iteration: [0, 1], loss: Float64Array.of(2.25, 1.123456789012345) })
    expect(csv).toBe('iteration,loss\n0,2.25\n1,1.123456789012345\n')
  })

  it('writes the head alone where there are no rows', () => {
    expect(encodeCsv({ epoch: [], train_acc: [] })).toBe('epoch,train_acc\n')
  })
})
