import { cp, readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { RunRecord } from '../../../src/shared/runs/record'
import type { Studio } from './studio'

/** A copy of a saved run's record with another id, other hyperparameters and results. */
function variant(run: RunRecord, n: number): RunRecord {
  const at = new Date(Date.parse(run.createdAt) - n * 3_600_000).toISOString()
  const testAccuracy = 0.9 + ((n * 37) % 80) / 1000
  return {
    ...run,
    id: idOf(at, n),
    number: run.number + n,
    createdAt: at,
    savedAt: at,
    endedAt: at,
    name: n % 9 === 0 ? `大隐藏层，第 ${n} 次` : '',
    star: n % 7 === 0,
    hyperparameters: {
      ...run.hyperparameters,
      hidden: [50, 100, 30, 200][n % 4] ?? 50,
      lr: [0.1, 0.05, 0.3][n % 3] ?? 0.1,
      seed: n,
      optimizer: (['sgd', 'adam', 'momentum'] as const)[n % 3] ?? 'sgd',
    },
    end: n % 13 === 0 ? 'stopped' : 'finished',
    metrics: { ...run.metrics, testAccuracy, best: { epoch: 1, testAccuracy: testAccuracy + 0.002 } },
    sparkline: run.sparkline.map((loss, i) => loss * (1 + 0.3 * Math.sin(i * n))),
  }
}

const idOf = (iso: string, n: number): string =>
  `${iso.slice(0, 19).replace(/[-:]/g, '').replace('T', '-')}-${n.toString(16).padStart(6, '0')}`

/** Restarts the application with `count` runs, made from the one saved run. */
export async function restartWithRuns(studio: Studio, count: number): Promise<Studio> {
  if (studio.electron === null) return restartBrowser(studio, count)
  const folder = join(await studio.electron.evaluate(({ app }) => app.getPath('userData')), 'runs')
  return studio.restart(async () => {
    const [first = ''] = (await readdir(folder)).filter((name) => /^\d{8}-/.test(name))
    const run = JSON.parse(await readFile(join(folder, first, 'record.json'), 'utf8')) as RunRecord
    for (let n = 1; n < count; n++) {
      const record = variant(run, n)
      await cp(join(folder, first), join(folder, record.id), { recursive: true })
      await writeFile(join(folder, record.id, 'record.json'), JSON.stringify(record))
    }
  })
}

async function restartBrowser(studio: Studio, count: number): Promise<Studio> {
  const run = await studio.page.evaluate(readFirst)
  const variants = Array.from({ length: count - 1 }, (_, i) => variant(run, i + 1))
  await studio.page.evaluate(putCopies, { from: run.id, variants })
  return studio.restart()
}

async function readFirst(): Promise<RunRecord> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('digit-studio.runs')
    opening.onsuccess = () => resolve(opening.result)
  })
  return new Promise((resolve) => {
    const request = database.transaction('records').objectStore('records').getAll()
    request.onsuccess = () => {
      database.close()
      resolve(request.result[0].record)
    }
  })
}

async function putCopies({ from, variants }: { from: string; variants: RunRecord[] }): Promise<void> {
  const database = await new Promise<IDBDatabase>((resolve) => {
    const opening = indexedDB.open('digit-studio.runs')
    opening.onsuccess = () => resolve(opening.result)
  })
  const transaction = database.transaction(['records', 'blobs'], 'readwrite')
  const blobs = transaction.objectStore('blobs').get(from)
  blobs.onsuccess = () => {
    for (const record of variants) {
      transaction.objectStore('records').put({ record, deletedAt: null }, record.id)
      transaction.objectStore('blobs').put(blobs.result, record.id)
    }
  }
  await new Promise<void>((resolve, reject) => {
    transaction.oncomplete = () => resolve()
    transaction.onerror = () => reject(transaction.error ?? new Error('the transaction failed'))
  })
  database.close()
}
