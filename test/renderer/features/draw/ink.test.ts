import { describe, expect, it } from 'vitest'
import { Ink } from '../../../../src/renderer/features/draw/ink'
import type { InkContext } from '../../../../src/renderer/features/draw/ink'

/** Writes down what is drawn. */
function paper() {
  const calls: string[] = []
  const context: InkContext = {
    lineWidth: 0,
    lineCap: 'butt',
    lineJoin: 'miter',
    strokeStyle: '',
    beginPath: () => undefined,
    stroke: () => undefined,
    clearRect: () => void calls.push('clear'),
    moveTo: (x, y) => void calls.push(`M${x},${y}`),
    lineTo: (x, y) => void calls.push(`L${x},${y}`),
  }
  return { ink: new Ink(context), drawn: () => calls.splice(0) }
}
const style = { side: 10, pen: 0.1, colour: 'black' }
const p = (x: number, y: number) => ({ x, y })

describe('Ink', () => {
  it('draws only the new segment while a stroke grows', () => {
    const { ink, drawn } = paper()
    const first = [p(0.1, 0.1), p(0.2, 0.1)]
    ink.show([first], style)
    drawn()
    ink.show([[...first, p(0.3, 0.1)]], style)
    expect(drawn()).toEqual(['M2,1', 'L3,1'])
  })

  it('leaves a dot for a touch without a movement', () => {
    const { ink, drawn } = paper()
    ink.show([[p(0.5, 0.5)]], style)
    expect(drawn()).toEqual(['clear', 'M5,5', 'L5,5'])
  })

  it('redraws everything when strokes were removed or the theme changed', () => {
    const { ink, drawn } = paper()
    const one = [p(0, 0)]
    const two = [p(1, 1)]
    ink.show([one, two], style)
    drawn()
    ink.show([one], style)
    expect(drawn()).toEqual(['clear', 'M0,0', 'L0,0'])
    ink.show([one], { ...style, colour: 'white' })
    expect(drawn()).toEqual(['clear', 'M0,0', 'L0,0'])
    ink.show([one], { ...style, colour: 'white' })
    expect(drawn()).toEqual([])
  })
})
