import { setImmediate } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { ok, unwrap } from '../../../src/shared/core/result'
import { StudioError } from '../../../src/shared/core/errors'
import type { TrainerClient } from '../../../src/shared/host/trainerClient'
import type { TrainerRequestName } from '../../../src/shared/contract/routes'
import { DatasetLoader } from '../../../src/shared/host/datasetLoader'
import type { FolderReader } from '../../../src/shared/data/folderReader'
import { openTrainer } from '../trainer/support'
import type { DatasetProgress } from '../../../src/shared/data/datasetSink'

const COUNT = 12_000 // 9.4 MB of images: three pieces

function idx(magic: number, dims: readonly number[], fill: (i: number) => number): Uint8Array {
  const length = dims.reduce((product, n) => product * n)
  const bytes = new Uint8Array(4 + 4 * dims.length + length)
  const view = new DataView(bytes.buffer)
  view.setUint32(0, magic)
  dims.forEach((n, i) => view.setUint32(4 + 4 * i, n))
  for (let i = 0; i < length; i++) bytes[bytes.length - length + i] = fill(i)
  return bytes
}

const files: Record<string, Uint8Array> = {
  'train-images-idx3-ubyte': idx(2051, [COUNT, 28, 28], (i) => i % 251),
  'train-labels-idx1-ubyte': idx(2049, [COUNT], (i) => i % 10),
  't10k-images-idx3-ubyte': idx(2051, [10, 28, 28], (i) => i % 7),
  't10k-labels-idx1-ubyte': idx(2049, [10], (i) => i % 10),
}

/** A folder in memory. @param change - files that differ from a good dataset */
function folder(name: string, change: Record<string, Uint8Array> = {}): FolderReader {
  const all = { ...files, ...change }
  const find = (file: string): Uint8Array => {
    const bytes = all[file]
    if (!bytes) throw new StudioError('FILE_READ_FAILED', { file, reason: 'not there' })
    return bytes
  }
  return {
    name,
    list: () => Promise.resolve(Object.keys(all)),
    folders: () => Promise.resolve([]),
    size: (file) => Promise.resolve(find(file).length),
    head: (file, count) => Promise.resolve(find(file).subarray(0, count)),
    tail: (file, count) => Promise.resolve(find(file).slice(-count)),
    async *bytes(file) {
      const bytes = find(file)
      for (let at = 0; at < bytes.length; at += 1_000_000) {
        await setImmediate()
        yield bytes.subarray(at, at + 1_000_000)
      }
    },
    whole: (file) => Promise.resolve(find(file)),
    sha256: () => Promise.resolve(null),
  }
}

/** A loader on a real trainer, and a record of what passed. */
function openLoader(slow?: (name: TrainerRequestName) => Promise<unknown>) {
  const trainer = openTrainer()
  const asked: TrainerRequestName[] = []
  const progress: (DatasetProgress | null)[] = []
  const changed: string[] = []
  let unanswered = 0
  let mostUnanswered = 0
  const request: TrainerClient['request'] = async (name, payload, transfer) => {
    asked.push(name)
    mostUnanswered = Math.max(mostUnanswered, ++unanswered)
    await slow?.(name)
    const result = await trainer.client.request(name, payload, transfer)
    unanswered--
    return result
  }
  const loader = new DatasetLoader({
    request,
    onProgress: (payload) => progress.push(payload),
    onChanged: (summary) => changed.push(summary.name),
    now: () => performance.now(),
  })
  const inUse = async () => unwrap(await trainer.client.request('dataset.summary', null))
  return { loader, asked, progress, changed, inUse, most: () => mostUnanswered }
}

describe('DatasetLoader', () => {
  it('loads a folder into the trainer, reports progress and the end', async () => {
    const { loader, progress, changed, inUse } = openLoader()
    const summary = await loader.loadFolder(folder('数据'), 'folder')
    expect(summary).toMatchObject({ name: '数据', source: 'folder', trainCount: COUNT, testCount: 10 })
    expect(await inUse()).toEqual(summary)
    expect(changed).toEqual(['数据'])
    expect(progress[0]).toMatchObject({ stage: 'reading' })
    expect(progress.at(-1)).toBeNull()
    expect(loader.busy).toBe(false)
  })

  it('never has more than one piece on its way, however slow the trainer is', async () => {
    const { loader, asked, most } = openLoader(() => setImmediate())
    await loader.loadFolder(folder('a'), 'folder')
    expect(asked.filter((name) => name === 'dataset.chunk').length).toBeGreaterThanOrEqual(6)
    expect(most()).toBe(1)
  })

  it('keeps the dataset in use when the new one is broken', async () => {
    const { loader, asked, changed, inUse } = openLoader()
    await loader.loadFolder(folder('good'), 'folder')
    const labels = files['train-labels-idx1-ubyte'] ?? new Uint8Array()
    const broken = folder('broken', { 'train-labels-idx1-ubyte': labels.subarray(0, 5000) })
    await expect(loader.loadFolder(broken, 'folder')).rejects.toMatchObject({ code: 'DATA_TRUNCATED' })
    expect((await inUse())?.name).toBe('good')
    expect(changed).toEqual(['good'])
    expect(asked.at(-1)).toBe('dataset.abort')
  })

  it('answers null when it is cancelled, and keeps the dataset in use', async () => {
    const { loader, inUse, progress } = openLoader((name) => {
      if (name === 'dataset.chunk' && loads === 2) loader.cancel()
      return Promise.resolve(ok(null))
    })
    let loads = 1
    await loader.loadFolder(folder('good'), 'folder')
    loads = 2
    expect(await loader.loadFolder(folder('other'), 'folder')).toBeNull()
    expect((await inUse())?.name).toBe('good')
    expect(progress.at(-1)).toBeNull()
  })

  it('lets a new load take the place of the one under way', async () => {
    const { loader, changed, inUse } = openLoader()
    const [first, second] = await Promise.all([
      loader.loadFolder(folder('first'), 'folder'),
      loader.loadFolder(folder('second'), 'folder'),
    ])
    expect(first).toBeNull()
    expect(second?.name).toBe('second')
    expect((await inUse())?.name).toBe('second')
    expect(changed).toEqual(['second'])
  })

  it('loads the dataset in use again, not one that failed, for a new training process', async () => {
    const { loader, changed } = openLoader()
    await loader.loadFolder(folder('good'), 'folder')
    const none = { 'train-images-idx3-ubyte': new Uint8Array(3) }
    await expect(loader.loadFolder(folder('bad', none), 'folder')).rejects.toThrow(StudioError)
    expect((await loader.reload())?.name).toBe('good')
    expect(changed).toEqual(['good', 'good'])
  })
})
