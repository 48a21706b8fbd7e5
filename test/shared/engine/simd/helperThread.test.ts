import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '../../../../src/shared/engine/engine'
import { startNodeHelper } from '../../../../src/trainer/node/helperPort'
import type { HelperPort } from '../../../../src/shared/engine/helper'
import { loadedEngine, newSession, runOut, smallDataset, smallRun } from '../../training/support'

const folder = mkdtempSync(join(tmpdir(), 'helper-'))
let startWorker: () => HelperPort

beforeAll(async () => {
  // The worker as it ships: bundled.
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir: folder,
      rollupOptions: {
        input: { helper: resolve('src/trainer/node/helper.ts') },
        output: { entryFileNames: '[name].mjs' },
      },
    },
  })
  startWorker = () => startNodeHelper(pathToFileURL(join(folder, 'helper.mjs')))
})
afterAll(() => rmSync(folder, { recursive: true }))

const hyperparameters = { ...smallRun, engine: 'simd', iterations: 60 } as const

type Change = Partial<typeof smallRun>

async function runAlone(change: Change = {}) {
  const { session, engine } = await newSession({ ...hyperparameters, ...change })
  session.resume()
  await runOut(session)
  return { session, engine }
}

async function runWith(start: () => HelperPort, change: Change = {}, captures = 0) {
  const loaded = await loadedEngine(smallDataset, 'simd')
  const helper = loaded.createHelper?.(start) ?? null
  if (helper === null) throw new Error('no helper')
  const { session, engine } = await newSession({ ...hyperparameters, ...change }, { engine: loaded, evaluator: helper })
  for (let k = 0; k < captures; k++) {
    session.resume(1 + (k % 3))
    await runOut(session)
    session.capture()
  }
  session.resume()
  await runOut(session)
  await session.settled()
  helper.close()
  return { session, engine }
}

type Run = Awaited<ReturnType<typeof runAlone>>
function expectSameRun(a: Run, b: Run): void {
  expect(a.engine.kind).toBe('simd')
  expect(a.session.history.losses()).toEqual(b.session.history.losses())
  expect(a.session.history.epochs).toEqual(b.session.history.epochs)
  expect(a.session.history.epochs.length).toBeGreaterThan(5)
  expect(a.session.final).toEqual(b.session.final)
  expect(a.engine.weights()).toEqual(b.engine.weights())
}

describe('HelperThread', () => {
  it('in a real worker thread changes no bit of a run', async () => {
    expectSameRun(await runWith(startWorker), await runAlone())
  })

  it.each<Change>([
    { optimizer: 'momentum', hidden: 57 },
    { optimizer: 'adagrad', hidden: 29 },
    { optimizer: 'adam', hidden: 130 },
    { hidden: 3 },
    { shift: true, hidden: 50 },
    { batch: 1, hidden: 50 },
  ])('runs half of the iterations without changing a bit: %j', async (change) => {
    const longer = { ...change, iterations: 1500 }
    expectSameRun(await runWith(startWorker, longer), await runAlone(longer))
  })

  it('changes no bit of a run in which 200 iterations are captured', async () => {
    const longer = { optimizer: 'adam', hidden: 130, shift: true, iterations: 600 } as const
    expectSameRun(await runWith(startWorker, longer, 200), await runAlone(longer))
  })

  it('measures in the main thread what a worker that fails leaves undone', async () => {
    let failures = 0
    const breaksAfterTwo = (): HelperPort => {
      const worker = startWorker()
      let replies = 0
      return {
        ...worker,
        listen(onReply, onFailure) {
          worker.listen((reply) => {
            if (++replies <= 2) onReply(reply)
            else {
              failures++
              onFailure('broken on purpose')
            }
          }, onFailure)
        },
      }
    }
    expectSameRun(await runWith(breaksAfterTwo), await runAlone())
    expect(failures).toBe(1)
  })

  it('measures in the main thread when the worker cannot even load', async () => {
    const missing = () => startNodeHelper(pathToFileURL(join(folder, 'missing.mjs')))
    expectSameRun(await runWith(missing), await runAlone())
  })

  it('is not made where no worker can be started', async () => {
    const engine = await loadedEngine(smallDataset, 'simd')
    const refused = engine.createHelper?.(() => {
      throw new Error('no workers here')
    })
    expect(refused).toBeNull()
  })

  it('is no capability of the float64 engine', async () => {
    const engine: Engine = await loadedEngine(smallDataset, 'float64')
    expect(engine.createHelper).toBeUndefined()
  })
})
