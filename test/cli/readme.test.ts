import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { flagOf } from '../../src/cli/hyperparameterOptions'
import { HYPERPARAMETER_FIELDS } from '../../src/shared/training/hyperparameters'

describe.each(['README.md', 'README.en.md'])('the table of options in %s', (file) => {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.startsWith('| `--'))
    .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')))
  const rowOf = (flag: string) => rows.find((cells) => cells[1]?.split(' ')[0] === flag)

  it.each(HYPERPARAMETER_FIELDS.map((field) => ({ flag: flagOf(field), field })))('has $flag', ({ flag, field }) => {
    const [, , , values = '', standard] = rowOf(flag) ?? []
    if (field.kind === 'flag') return expect(rowOf(flag)).toBeDefined()
    expect(standard).toBe(String(field.default))
    if (field.kind === 'choice') expect(values.split(/[、,] ?/)).toEqual(field.options)
    else expect(values.split(/ (?:到|to) /).map(Number)).toEqual([field.min, field.max])
  })
})
