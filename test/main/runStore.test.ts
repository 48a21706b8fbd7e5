import { mkdir, mkdtemp, readFile, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createRunStore } from '../../src/main/runStore'
import { BIN_MS } from '../../src/shared/runs/runStore'
import type { RunRecord } from '../../src/shared/runs/record'
import { makeRecord, someBlobs } from '../shared/runs/support'

let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'digit studio 记录-')), 'runs')
  // What is damaged is said on the console as well.
  vi.spyOn(console, 'error').mockReturnValue(undefined)
})
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true })
  vi.restoreAllMocks()
})

async function storeWith(...records: RunRecord[]) {
  const store = createRunStore(folder)
  await store.open()
  for (const record of records) await store.save(record, someBlobs)
  return store
}
const reopened = async () => {
  const { records, damaged } = await createRunStore(folder).open()
  return { numbers: records.map((record) => record.number).sort((a, b) => a - b), damaged, records }
}

describe('runStore', () => {
  it('begins empty in a folder that is not there yet', async () => {
    expect(await createRunStore(folder).open()).toEqual({ records: [], damaged: 0 })
  })

  it('gives records and parts back after a restart', async () => {
    await storeWith(makeRecord(1), makeRecord(2, { name: '第二次', star: true }))
    const { records } = await reopened()
    expect(records).toContainEqual(makeRecord(2, { name: '第二次', star: true }))
    expect(await createRunStore(folder).blob('run-000001', 'curves')).toEqual(someBlobs.curves)
    expect(await createRunStore(folder).blob('run-000001', 'weights')).toEqual(someBlobs.weights)
  })

  it('leaves out a first save that was cut off before its record, and clears it away', async () => {
    await storeWith(makeRecord(1))
    await mkdir(join(folder, 'run-000002'))
    await writeFile(join(folder, 'run-000002', 'curves.bin.1234'), 'half')
    expect(await reopened()).toMatchObject({ numbers: [1], damaged: 0 })
    expect(await readdir(folder)).not.toContain('run-000002')
  })

  it('reads a record that is newer than the index: a save cut off between the two', async () => {
    await storeWith(makeRecord(1))
    const index = await readFile(join(folder, 'index.json'))
    await createRunStore(folder).save(makeRecord(1, { note: 'newer' }), someBlobs)
    await writeFile(join(folder, 'index.json'), index)
    await utimes(join(folder, 'index.json'), 1, 1)
    expect((await reopened()).records[0]?.note).toBe('newer')
  })

  it.each(['', '[{"version":1', '{}', '[null, 7, {"id":"run-000001"}]'])(
    'repairs an index that reads %j',
    async (text) => {
      await storeWith(makeRecord(1), makeRecord(2))
      await writeFile(join(folder, 'index.json'), text)
      expect(await reopened()).toMatchObject({ numbers: [1, 2], damaged: 0 })
      expect(JSON.parse(await readFile(join(folder, 'index.json'), 'utf8'))).toHaveLength(2)
    },
  )

  it.each([
    ['cut off', (text: string) => text.slice(0, 200)],
    ['of another version', (text: string) => text.replace('"version":1', '"version":99')],
    ['with an accuracy of 7', (text: string) => text.replace('0.9667', '7')],
    ['with hyperparameters out of range', (text: string) => text.replace('"hidden":50', '"hidden":-1')],
    ['of another run', (text: string) => text.replace('run-000002', 'run-000009')],
  ])('counts a record %s as damaged, leaves it on disk and keeps the others', async (_what, damage) => {
    await storeWith(makeRecord(1), makeRecord(2), makeRecord(3))
    const file = join(folder, 'run-000002', 'record.json')
    await writeFile(file, damage(await readFile(file, 'utf8')))
    await rm(join(folder, 'index.json'))
    expect(await reopened()).toMatchObject({ numbers: [1, 3], damaged: 1 })
    expect((await stat(file)).isFile()).toBe(true)
  })

  it('says that a part is damaged when its file is gone', async () => {
    const store = await storeWith(makeRecord(1))
    await rm(join(folder, 'run-000001', 'checkpoint.bin'))
    await expect(store.blob('run-000001', 'checkpoint')).rejects.toMatchObject({
      code: 'RUN_DAMAGED',
      detail: { part: 'checkpoint', reason: 'ENOENT' },
    })
  })

  it('takes a run to the bin and out again, also after a restart', async () => {
    const store = await storeWith(makeRecord(1), makeRecord(2))
    await store.remove('run-000001')
    expect((await reopened()).numbers).toEqual([2])
    const later = createRunStore(folder)
    await later.open()
    expect(await later.restore('run-000001')).toEqual(makeRecord(1))
    expect((await reopened()).numbers).toEqual([1, 2])
    await expect(later.restore('run-000001')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' })
  })

  it('empties the bin of what has lain there for longer than a week, not before', async () => {
    const store = await storeWith(makeRecord(1))
    await store.remove('run-000001')
    const week = BIN_MS
    await createRunStore(folder, () => Date.now() + week - 60_000).open()
    expect(await readdir(join(folder, '.bin'))).toEqual(['run-000001'])
    await createRunStore(folder, () => Date.now() + week + 60_000).open()
    expect(await readdir(join(folder, '.bin'))).toEqual([])
  })

  it('opens 200 runs from the index alone, without reading their records', async () => {
    await storeWith()
    const numbers = Array.from({ length: 200 }, (_, number) => number)
    const recordOf = (number: number) => join(folder, makeRecord(number).id, 'record.json')
    for (const number of numbers) {
      await mkdir(join(recordOf(number), '..'))
      await writeFile(recordOf(number), JSON.stringify(makeRecord(number)))
    }
    // Without an index every record is read, and the index written.
    expect(await reopened()).toMatchObject({ numbers, damaged: 0 })
    // Reading one of these would count it as damaged.
    for (const number of numbers) {
      await writeFile(recordOf(number), '')
      await utimes(recordOf(number), 1, 1)
    }
    expect(await reopened()).toMatchObject({ numbers, damaged: 0 })
  })
})
