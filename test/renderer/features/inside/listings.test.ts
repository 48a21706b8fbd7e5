import { describe, expect, it } from 'vitest'
import { STOPS } from '../../../../src/shared/inside/stops'
import type { Quantity } from '../../../../src/shared/inside/stops'
import { OPTIMIZER_KINDS } from '../../../../src/shared/nn/optimizers'
import {
  cutFunctions,
  numpyListing,
  pieceOf,
  sourceListing,
} from '../../../../src/renderer/features/inside/backprop/listings'

const cases = STOPS.flatMap(({ id, makes }) => OPTIMIZER_KINDS.map((optimizer) => ({ id, optimizer, makes })))

describe('listings', () => {
  it.each(cases)('finds every marked line of $id once in the source ($optimizer)', ({ id, optimizer }) => {
    const { source, heads, marks } = pieceOf(id, optimizer)
    const lines = cutFunctions(source, heads)
    for (const [text] of marks) expect(lines.filter((line) => line.text.includes(text))).toHaveLength(1)
    for (const { number, text } of lines) expect(source.split('\n')[number - 1]?.trimEnd()).toContain(text.trimStart())
  })

  it.each(cases)(
    'runs the line that makes the selected number, in both languages ($id, $optimizer)',
    ({ id, optimizer, makes }) => {
      const selections = makes.length === 0 ? [null] : makes.map((name: Quantity) => ({ name, index: 0 }))
      for (const selection of selections) {
        for (const listing of [sourceListing(id, selection, optimizer), numpyListing(id, selection, optimizer)]) {
          const running = listing.lines.filter(({ runs }) => runs)
          expect(running).toHaveLength(1)
          const made = listing.lines.filter(({ writes }) => writes === selection?.name)
          if (selection !== null) expect(running).toEqual(made)
        }
      }
    },
  )
})
