import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { repeatIteration } from '../../src/shared/inside/iteration'
import { UPDATE_STOP, defaultSelection, valueAt } from '../../src/shared/inside/stops'
import type { Selection } from '../../src/shared/inside/stops'
import { OPTIMIZER_KINDS } from '../../src/shared/nn/optimizers'
import type { ParameterName } from '../../src/shared/nn/copyWeights'
import { captureOf } from '../../src/shared/trainer/insideCapture'
import { archiveName, iterationArchive, numpyScript } from '../../src/renderer/features/inside/backprop/numpyScript'
import { newSession, runOut, smallDataset, smallRun } from '../shared/training/support'
import { pythonWithNumpy, runPython } from './python'

const folder = mkdtempSync(join(tmpdir(), 'inside-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe.skipIf(pythonWithNumpy === null).each(OPTIMIZER_KINDS)('a script of every stop (%s)', (optimizer) => {
  it('prints the number that is shown', async () => {
    const { session } = await newSession({ ...smallRun, optimizer, lr: 0.01 })
    session.resume(7)
    await runOut(session)
    const capture = captureOf(session.capture(), smallDataset, { source: 'run', run: 1, seed: 3 })
    const iteration = repeatIteration(capture)
    writeFileSync(join(folder, archiveName(iteration)), iterationArchive(iteration))
    const wanted: number[] = []
    const scripts: string[] = []
    for (let stop = 1; stop <= 10; stop++) {
      const selection = defaultSelection(stop, iteration.pass, 3)
      scripts.push(numpyScript(iteration, stop, 3, selection))
      wanted.push(stop === 10 ? iteration.next.loss : shown(stop, selection))
    }
    const printed = runPython(['-c', [`import os; os.chdir(${JSON.stringify(folder)})`, ...scripts].join('\n')])
    const numbers = printed.trim().split('\n').map(Number)
    expect(numbers).toHaveLength(10)
    numbers.forEach((number, at) => expect(number).toBeCloseTo(wanted[at] ?? NaN, 12))

    function shown(stop: number, selection: Selection | null): number {
      if (selection === null) return NaN
      if (stop !== UPDATE_STOP) return valueAt(iteration.pass, 3, selection)
      return iteration.after[selection.name.slice(1) as ParameterName][selection.index] ?? NaN
    }
  })
})
