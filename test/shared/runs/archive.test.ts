import { describe, expect, it } from 'vitest'
import { strFromU8, unzipSync } from 'fflate'
import { runArchive } from '../../../src/shared/runs/archive'
import { parseRunRecord } from '../../../src/shared/runs/schema'
import { makeRecord, someBlobs } from './support'

describe('runArchive', () => {
  it('contains the class names of the dataset from the record on disk', () => {
    const plain = makeRecord(1)
    for (const classNames of [[...'0123456789', 'Q', 'g'], undefined]) {
      const dataset = classNames === undefined ? plain.dataset : { ...plain.dataset, classNames }
      const record = parseRunRecord(JSON.stringify({ ...plain, dataset }))
      expect(record.dataset).toEqual(dataset)
      const run = { record, curves: { losses: new Float64Array(0), epochs: [], marks: [] }, weights: someBlobs.weights }
      const files = unzipSync(runArchive(run, 'run 1', [], new Date(record.savedAt)))
      const settings: unknown = JSON.parse(strFromU8(files['settings.json'] ?? new Uint8Array(0)))
      expect(settings).toMatchObject({ title: 'run 1', dataset })
    }
  })
})
