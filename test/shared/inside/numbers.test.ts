import { expect, it } from 'vitest'
import { cellText, plain, signed, significant, unitPower, unitText } from '../../../src/shared/inside/numbers'

it('prints significant digits, and powers of ten where zeros would say nothing', () => {
  expect([0.30830395, -0.0052405, 0.00052, -12345.6, 123456, 0, NaN, -Infinity].map((v) => significant(v))).toEqual([
    ...['0.308', '−0.00524', '5.20×10⁻⁴', '−12300', '1.23×10⁵', '0', 'NaN', '−∞'],
  ])
  expect(significant(0.000999999, 3)).toBe('0.00100')
  expect([signed(2.5, 2), signed(-2.5, 2), signed(0)]).toEqual(['+2.5', '−2.5', '0'])
})

it('prints two digits in a cell', () => {
  expect([0.004, 0.45, -0.083, 0.996, 3.24, 9.97, -12.4, NaN].map(cellText)).toEqual([
    ...['0', '.45', '−.08', '1.0', '3.2', '10', '−12', 'NaN'],
  ])
})

it('chooses one unit for all values of a vector, none where they are readable', () => {
  expect(unitPower([0.0052, -0.0001])).toBe(-3)
  expect(unitPower([5.5, 0.01])).toBe(0)
  expect(unitPower([0, 0])).toBe(0)
  expect([unitText(-3), unitText(0), unitText(12)]).toEqual(['×10⁻³', '', '×10¹²'])
})

it('prints numbers of formulas without losing what is small', () => {
  expect([123.45, 12.345, 0.384, -0.0003, 0.00000001, 0].map(plain)).toEqual([
    ...['123.5', '12.35', '0.384', '−0.0003', '≈0', '0'],
  ])
})
