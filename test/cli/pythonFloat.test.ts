import { execFileSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pythonFloat } from '../../src/cli/pythonFloat'

describe('pythonFloat', () => {
  it.each([
    [0, '0.0'],
    [1, '1.0'],
    [-0, '-0.0'],
    [0.1, '0.1'],
    [0.9051333333333333, '0.9051333333333333'],
    [1 / 60_000, '1.6666666666666667e-05'],
    [0.0001, '0.0001'],
    [1e16, '1e+16'],
    [1e22, '1e+22'],
    [1e-7, '1e-07'],
    [1e300, '1e+300'],
    [NaN, 'nan'],
    [-Infinity, '-inf'],
  ])('prints %d as %s', (value, expected) => {
    expect(pythonFloat(value)).toBe(expected)
  })

  it('prints what Python reads back as the same number', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(Object.is(Number(pythonFloat(value).replace('inf', 'Infinity')), value)).toBe(true)
      }),
    )
  })

  it('prints as the Python of this machine does, where there is one', ({ skip }) => {
    const values = fc.sample(fc.double({ noNaN: true, noDefaultInfinity: true }), { numRuns: 300, seed: 1 })
    let printed: string
    try {
      const program = 'import sys; [print(str(float(word))) for word in sys.stdin.read().split()]'
      printed = execFileSync('python3', ['-c', program], {
        input: values.map((v) => v.toExponential()).join(' '),
      }).toString()
    } catch {
      return skip('python3 is not installed')
    }
    expect(values.map((value) => pythonFloat(value).replace(/^-0\.0$/, '0.0'))).toEqual(
      printed
        .trim()
        .split('\n')
        .map((line) => line.replace(/^-0\.0$/, '0.0')),
    )
  })
})
