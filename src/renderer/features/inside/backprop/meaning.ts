import { significant, signed } from '../../../../shared/inside/numbers'
import { nameOf, rowOf } from '../../../../shared/inside/stops'
import type { Calculation } from '../../../../shared/inside/calculation'
import type { Iteration, Pass } from '../../../../shared/inside/iteration'
import type { MessageKey, MessageValues } from '../../../../shared/i18n/messages'
import type { ParameterName } from '../../../../shared/nn/copyWeights'

interface Sentence {
  readonly key: MessageKey
  readonly values: MessageValues
}

const STEP = 0.1

/** What the selected number says, as a sentence. */
export function meaningOf(
  { selection, value, count }: Calculation,
  iteration: Iteration,
  pass: Pass,
  image: number,
  className: (label: number) => string,
  percent: (share: number) => string,
): Sentence | null {
  const { name, index } = selection
  const say = (key: MessageKey, values: MessageValues = {}) => ({ key, values })
  const label = pass.t[image] ?? 0
  switch (name) {
    case 'a1':
      return say(value > 0 ? 'inside.formula.ink' : 'inside.formula.noInk', { n: count })
    case 'z1':
      return say(value > 0 ? 'inside.formula.passes' : 'inside.formula.zero')
    case 'a2': {
      const rank = rowOf(pass, 'a2', image).filter((score) => score > value).length + 1
      return rank === 1
        ? say('inside.formula.best', { name: className(index) })
        : say('inside.formula.rank', { n: rank })
    }
    case 'y': {
      if (index !== label) return say('inside.formula.sure', { name: className(index), share: percent(value) })
      return say('inside.formula.right', { y: significant(value, 3), loss: significant(pass.losses[image] ?? NaN, 4) })
    }
    case 'da2': {
      const gap = significant(1 - (rowOf(pass, 'y', image)[index] ?? NaN), 3)
      return index === label ? say('inside.formula.lacks', { gap }) : say('inside.formula.excess')
    }
    case 'dz1': {
      const values = {
        name: nameOf({ name: 'z1', index }, pass.weights),
        step: STEP,
        change: significant(Math.abs(value) * STEP, 2),
      }
      return say(value > 0 ? 'inside.formula.rises' : 'inside.formula.falls', values)
    }
    case 'da1':
      return say((rowOf(pass, 'a1', image)[index] ?? 0) <= 0 ? 'inside.formula.blocked' : 'inside.formula.open')
    case 'dx': {
      const { cols } = iteration.capture
      const place = { row: Math.floor(index / cols), col: index % cols }
      return say(value > 0 ? 'inside.formula.brighter' : 'inside.formula.darker', place)
    }
    case 'dW1':
    case 'dW2':
    case 'db1':
    case 'db2': {
      const parameter = name.slice(1) as ParameterName
      const change = (iteration.after[parameter][index] ?? NaN) - (iteration.pass.weights[parameter][index] ?? NaN)
      const named = nameOf({ name: parameter, index }, pass.weights)
      return say('inside.formula.decide', { n: pass.count, count, name: named, change: signed(change, 2) })
    }
    case 'x':
      return null
    default:
      return say('inside.formula.parameter')
  }
}
