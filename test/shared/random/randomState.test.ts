import { describe, expect, it } from 'vitest'
import { RandomState } from '../../../src/shared/random/randomState'

/** What NumPy 1.24 and 2.4 give for np.random.RandomState(seed); `choices` = n 60000 (6), 1 (3), 3 (6), 65536, 2^32 (2 each) in a row. */
const NUMPY = [
  {
    seed: 0,
    uint32: [2357136044, 2546248239, 3071714933, 3626093760],
    doubles: [0.5488135039273248, 0.7151893663724195, 0.6027633760716439],
    gauss: [1.764052345967664, 0.4001572083672233, 0.9787379841057392, 2.240893199201458, 1.8675579901499675],
    choices: [
      [2732, 43567, 42613, 52416, 45891, 21243],
      [0, 0, 0],
      [1, 1, 2, 0, 2, 0],
      [39512, 52620],
      [1646868794, 2051556033],
    ],
  },
  {
    seed: 42,
    uint32: [1608637542, 3421126067, 4083286876, 787846414],
    doubles: [0.3745401188473625, 0.9507143064099162, 0.7319939418114051],
    gauss: [0.4967141530112327, -0.13826430117118466, 0.6476885381006925, 1.5230298564080254, -0.23415337472333597],
    choices: [
      [56422, 15795, 860, 38158, 54343, 44732],
      [0, 0, 0],
      [0, 2, 1, 2, 2, 2],
      [21962, 47191],
      [1433267572, 2581769315],
    ],
  },
  {
    seed: 4294967295,
    uint32: [419326371, 479346978, 3918654476, 2416749639],
    doubles: [0.0976320289940138, 0.9123828453026218, 0.78903530185164],
    gauss: [0.6484086742306527, 0.6693235306338161, -1.0805437227474493, 0.2845010447986309, 0.11388773652167104],
    choices: [
      [27043, 16674, 44103, 14260, 20694, 506],
      [0, 0, 0],
      [1, 0, 2, 2, 1, 2],
      [64599, 54583],
      [3525743318, 1779174926],
    ],
  },
]

const times = <T>(count: number, draw: () => T): T[] => Array.from({ length: count }, draw)

function choice(random: RandomState, n: number, count: number): number[] {
  const out = new Uint32Array(count)
  random.choice(n, out)
  return [...out]
}

describe.each(NUMPY)('RandomState($seed)', ({ seed, uint32, doubles, gauss, choices }) => {
  it('gives the 32-bit draws of NumPy', () => {
    const random = new RandomState(seed)
    expect(times(4, () => random.nextUint32())).toEqual(uint32)
  })

  it('gives the 53-bit draws of NumPy', () => {
    const random = new RandomState(seed)
    expect(times(3, () => random.nextDouble())).toEqual(doubles)
  })

  it('gives the normal draws of NumPy, the cached second value included', () => {
    const random = new RandomState(seed)
    const first = new Float64Array(3)
    const second = new Float64Array(2)
    random.randn(first)
    random.randn(second)
    const drawn = [...first, ...second]
    gauss.forEach((expected, i) => expect(drawn[i]).toBeCloseTo(expected, 14))
  })

  it('gives the choices of NumPy for ranges from 1 to 2^32', () => {
    const random = new RandomState(seed)
    const drawn = [
      choice(random, 60_000, 6),
      choice(random, 1, 3),
      choice(random, 3, 6),
      choice(random, 65_536, 2),
      choice(random, 4_294_967_296, 2),
    ]
    expect(drawn).toEqual(choices)
  })
})

describe('RandomState', () => {
  it('equals NumPy beyond the first blocks of 624 words', () => {
    const random = new RandomState(0)
    const drawn = times(2000, () => random.nextUint32())
    expect(drawn.slice(623, 626)).toEqual([3791854820, 341544762, 1076416385])
    expect(drawn[1999]).toBe(3856691381)
  })

  it('uses no random bits for a choice of one', () => {
    const random = new RandomState(5)
    const other = new RandomState(5)
    choice(random, 1, 100)
    expect(random.nextUint32()).toBe(other.nextUint32())
  })

  it('continues with the same draws after restore, across structured clone and with a normal value cached', () => {
    const random = new RandomState(7)
    random.randn(new Float64Array(701))
    const snapshot = structuredClone(random.snapshot())
    expect(snapshot.cachedGauss).not.toBeNull()
    const draws = (from: RandomState) => [...times(5, () => from.nextGauss()), ...choice(from, 60_000, 1000)]
    const expected = draws(random)

    const other = new RandomState(99)
    other.restore(snapshot)
    expect(draws(other)).toEqual(expected)
  })

  it('keeps a snapshot untouched by later draws', () => {
    const random = new RandomState(7)
    const snapshot = random.snapshot()
    const words = [...snapshot.words]
    choice(random, 10, 2000)
    expect([...snapshot.words]).toEqual(words)
  })
})
