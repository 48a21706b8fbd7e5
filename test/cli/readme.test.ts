import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { contextOf } from '../../src/cli/context'
import { flagOf } from '../../src/cli/hyperparameterOptions'
import { createProgram } from '../../src/cli/program'
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

describe.each(['README.md', 'README.en.md'])('the command line in %s', (file) => {
  const lines = readFileSync(file, 'utf8').split('\n')
  const flagsIn = (text: string): string[] => [...text.matchAll(/(?<![\w-])--[a-z][a-z-]*/g)].map(([flag]) => flag)
  const lineOf = (start: RegExp): string[] => flagsIn(lines.find((line) => start.test(line)) ?? '')
  const ofAll = lineOf(/^(所有命令|All commands)/)
  const named: Record<string, string[]> = {
    train: lines.filter((line) => line.startsWith('| `--')).flatMap((line) => flagsIn(line.split('|')[1] ?? '')),
    predict: lineOf(/^`predict`/),
    sample: lineOf(/^`sample`/),
  }
  const program = createProgram(contextOf('en'))
  const longs = (options: readonly { readonly long?: string | null | undefined }[]): string[] =>
    options.flatMap(({ long }) => (long ? [long] : []))

  it.each(program.commands.map((command) => ({ name: command.name(), flags: longs(command.options) })))(
    'names every flag of $name and no other',
    ({ name, flags }) => {
      expect([...(named[name] ?? []), '--lang'].sort()).toEqual([...flags].sort())
    },
  )

  it('names the flags that every command has', () => {
    expect(ofAll.sort()).toEqual(['--help', '--lang', ...longs(program.options)].sort())
  })
})
