import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { createRunStore } from '../../src/main/runStore'
import type { RunBlobs } from '../../src/shared/runs/record'
import { mountSmallDisk } from '../node/smallDisk'
import { makeRecord, someBlobs } from '../shared/runs/support'

const blobsOf = (weights: number, checkpoint: number): RunBlobs => ({
  curves: Uint8Array.of(7),
  weights: new Uint8Array(weights).fill(8),
  checkpoint: new Uint8Array(checkpoint).fill(9),
})

describe('runStore on a disk of 2 MB', () => {
  for (const [what, blobs] of [
    ['the weights', blobsOf(3_000_000, 10)],
    ['the checkpoint, after weights that fit', blobsOf(1_200_000, 1_200_000)],
  ] as const) {
    it(`keeps every file of the run as it was, and no others, when there is no room for ${what}`, async (context) => {
      const folder = join(mountSmallDisk(context, 2), 'runs')
      const store = createRunStore(folder)
      await store.open()
      await store.save(makeRecord(1, { note: 'before' }), someBlobs)
      await expect(store.save(makeRecord(1, { note: 'after' }), blobs)).rejects.toMatchObject({ code: 'DISK_FULL' })

      const { records, damaged } = await createRunStore(folder).open()
      expect({ damaged, notes: records.map(({ note }) => note) }).toEqual({ damaged: 0, notes: ['before'] })
      for (const name of ['curves', 'weights', 'checkpoint'] as const) {
        expect(await store.blob('run-000001', name)).toEqual(someBlobs[name])
      }
      expect((await readdir(join(folder, 'run-000001'))).sort()).toEqual([
        'checkpoint.bin',
        'curves.bin',
        'record.json',
        'weights.npz',
      ])
    })
  }
})
