import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRunStore } from '../../../src/main/runStore'
import { unwrap } from '../../../src/shared/core/result'
import type { Failure } from '../../../src/shared/core/result'
import { RunLibrary } from '../../../src/shared/host/runLibrary'
import type { RunRecord } from '../../../src/shared/runs/record'
import type { Hyperparameters } from '../../../src/shared/training/hyperparameters'
import { openTrainer, sendDataset } from '../trainer/support'
import { smallRun } from '../training/support'
import type { RunsChange } from '../../../src/shared/runs/runList'

let folder = ''
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'keeper-'))))
afterEach(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

const forever: Hyperparameters = { ...smallRun, iterations: 1_000_000 }
let lastId = 0

/** The application without its window: a real training process, a real folder; only timers wait for the test. */
async function openApplication() {
  const trainer = openTrainer()
  const changes: RunsChange[] = []
  const failures: Failure[] = []
  const timers: { ms: number; work: () => void }[] = []
  const listeners: ((record: RunRecord) => void)[] = []
  const keeper = new RunLibrary({
    store: createRunStore(join(folder, 'runs')),
    request: trainer.client.request.bind(trainer.client),
    now: () => new Date(),
    newId: () => `test-run-${++lastId}`,
    appVersion: '1.2.3',
    after(ms, work) {
      const timer = { ms, work }
      timers.push(timer)
      return () => void timers.splice(timers.indexOf(timer), 1)
    },
    onChange(change) {
      changes.push(change)
      if (change.kind === 'saved') for (const listener of [...listeners]) listener(change.record)
    },
    onFailure: (failure) => failures.push(failure),
  })
  trainer.client.on('training.status', (status) => keeper.onStatus(status))
  await keeper.list()
  await sendDataset(trainer)
  const ask = trainer.client.request.bind(trainer.client)
  return {
    keeper,
    trainer,
    timers,
    changes,
    failures,
    saved: (holds: (record: RunRecord) => boolean = () => true) =>
      new Promise<RunRecord>((resolve) => {
        const listener = (record: RunRecord): void => {
          if (!holds(record)) return
          listeners.splice(listeners.indexOf(listener), 1)
          resolve(record)
        }
        listeners.push(listener)
      }),
    start: async (hyperparameters: Hyperparameters) => unwrap(await ask('training.start', { hyperparameters })),
    /** As the hosts do: the run before is saved first. */
    restart: async (hyperparameters: Hyperparameters) => {
      void keeper.flush()
      return unwrap(await ask('training.start', { hyperparameters }))
    },
    pause: async () => unwrap(await ask('training.pause', null)),
    fire: () => timers.splice(0).forEach(({ work }) => work()),
  }
}
type Application = Awaited<ReturnType<typeof openApplication>>

async function finishedRun(app: Application, hyperparameters = smallRun): Promise<RunRecord> {
  const saved = app.saved(({ end }) => end === 'finished')
  await app.restart(hyperparameters)
  return saved
}

describe('RunLibrary', () => {
  it('saves a finished run automatically, with everything, also for the next start', async () => {
    const app = await openApplication()
    const record = await finishedRun(app)
    expect(record).toMatchObject({ number: 1, end: 'finished', appVersion: '1.2.3', hyperparameters: smallRun })
    const next = await openApplication()
    expect((await next.keeper.list()).runs).toEqual([record])
    expect((await next.keeper.curves(record.id)).losses).toHaveLength(smallRun.iterations)
    expect(await next.keeper.loadWeights(record.id, 'run 1')).toMatchObject({
      origin: 'saved',
      name: 'run 1',
      hidden: smallRun.hidden,
      testAccuracy: record.metrics.testAccuracy,
    })
  })

  it('saves a run under one id while it is running, from its start on, every two seconds', async () => {
    const app = await openApplication()
    const first = app.saved()
    await app.start(forever)
    const one = await first
    expect(one.end).toBeNull()
    await expect.poll(() => app.timers.map(({ ms }) => ms >= 2000)).toEqual([true])
    await app.trainer.event('training.progress')
    await app.pause()
    const second = app.saved()
    app.fire()
    const two = await second
    expect(two.id).toBe(one.id)
    expect(two.metrics.iteration).toBeGreaterThan(one.metrics.iteration)
    expect((await app.keeper.list()).runs).toHaveLength(1)
  })

  it('saves a paused run before another start replaces it', async () => {
    const app = await openApplication()
    await app.start(forever)
    await app.trainer.event('training.progress')
    await app.pause()
    await finishedRun(app)
    await app.keeper.flush()
    const { runs, offer } = await app.keeper.list()
    expect(runs.map(({ number, end }) => ({ number, end }))).toEqual([
      { number: 1, end: null },
      { number: 2, end: 'finished' },
    ])
    expect(offer).toBeNull()
  })

  it('saves a running run when the application closes, offers it at the next start, and resumes it', async () => {
    const app = await openApplication()
    await app.start({ ...forever, iterations: 20_000 })
    await app.trainer.event('training.progress')
    await app.keeper.close()
    unwrap(await app.trainer.client.request('training.stop', null))
    await app.keeper.flush()

    const next = await openApplication()
    const { runs, offer } = await next.keeper.list()
    const [record] = runs
    expect(offer).toBe(record?.id)
    expect(record?.end).toBeNull()
    const status = await next.keeper.continueRun(offer ?? '')
    expect(status.iteration).toBeGreaterThanOrEqual(record?.metrics.iteration ?? Infinity)
    await next.pause()
    await next.keeper.flush()
    const after = await next.keeper.list()
    expect(after.runs).toHaveLength(1)
    expect(after.runs[0]).toMatchObject({ id: offer, number: 1, createdAt: record?.createdAt })
    expect(after.offer).toBeNull()
  })

  it('offers the last save of a run whose training process died', async () => {
    const app = await openApplication()
    await app.start(forever)
    await app.trainer.event('training.progress')
    const first = app.saved()
    app.fire()
    const { id } = await first
    app.keeper.onCrash()
    expect(app.timers).toEqual([])
    expect((await app.keeper.list()).offer).toBe(id)
    await app.trainer.client.request('training.stop', null)
  })

  it('keeps name, star and note through later saves', async () => {
    const app = await openApplication()
    await app.start(forever)
    await app.trainer.event('training.progress')
    const first = app.saved()
    app.fire()
    const { id } = await first
    await app.keeper.change(id, { name: '大隐藏层', star: true, note: '试试看' })
    unwrap(await app.trainer.client.request('training.stop', null))
    await app.keeper.flush()
    expect(await app.keeper.record(id)).toMatchObject({ name: '大隐藏层', star: true, note: '试试看', end: 'stopped' })
  })

  it('does not save the current run after it was deleted, until that is undone', async () => {
    const app = await openApplication()
    await app.start(forever)
    await app.trainer.event('training.progress')
    const first = app.saved()
    app.fire()
    const { id } = await first
    await app.keeper.remove(id)
    await app.pause()
    app.fire()
    await app.keeper.flush()
    expect((await app.keeper.list()).runs).toEqual([])
    await app.keeper.restore(id)
    unwrap(await app.trainer.client.request('training.stop', null))
    await app.keeper.flush()
    expect((await app.keeper.list()).runs).toMatchObject([{ id, end: 'stopped' }])
  })

  it('says RUN_UNKNOWN for an id that is not there, RUN_NOTHING_LEFT for a finished run', async () => {
    const app = await openApplication()
    const { id } = await finishedRun(app)
    await expect(app.keeper.curves('no-such-run')).rejects.toMatchObject({ code: 'RUN_UNKNOWN' })
    await expect(app.keeper.continueRun(id)).rejects.toMatchObject({ code: 'RUN_NOTHING_LEFT' })
  })

  it('reports a save that failed and continues', async () => {
    const app = await openApplication()
    await rm(join(folder, 'runs'), { recursive: true })
    const { writeFile } = await import('node:fs/promises')
    await writeFile(join(folder, 'runs'), 'a file where the folder should be')
    await app.start(smallRun)
    await app.trainer.event('training.status', ({ phase }) => phase === 'ended')
    await app.keeper.flush()
    expect(app.failures).toContainEqual(expect.objectContaining({ code: 'FILE_WRITE_FAILED' }))
    await rm(join(folder, 'runs'))
    expect(await finishedRun(app)).toMatchObject({ end: 'finished' })
  })
})
