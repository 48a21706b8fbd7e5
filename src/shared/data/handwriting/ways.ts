import { WAYS } from './waysTable'
import { parseStrokes, skeletons } from '../sampleDigits/skeletons'
import type { Skeleton } from '../sampleDigits/skeletons'

/** What sets a way of writing apart, each with a name in both languages. */
export const WAY_KINDS = [
  'school',
  'slashed',
  'dotted',
  'open',
  'closed',
  'looped',
  'flag',
  'foot',
  'flagFoot',
  'flatTop',
  'hook',
  'flatFoot',
  'comma',
  'oneStroke',
  'twoParts',
  'serif',
  'crossed',
  'round',
  'angular',
  'straight',
  'sweeping',
] as const
type WayKind = (typeof WAY_KINDS)[number]

/** A way to write a digit. */
export interface Way extends Skeleton {
  readonly kind: WayKind
}

/** The built-in sample's ways are about this share of what is written; they are those of MNIST. */
const SCHOOL_SHARE = 0.25

function parseWay(text: string): Way {
  const [head = '', strokes = ''] = text.split(':')
  const [name = '', weight = '1'] = head.split(' ')
  const kind = WAY_KINDS.find((known) => known === name) ?? 'school'
  return { kind, weight: Number(weight), strokes: parseStrokes(strokes) }
}

const total = (ways: readonly Skeleton[]): number => ways.reduce((sum, { weight }) => sum + weight, 0)

/** (10,) every way to write each digit: those of the built-in sample first. */
export const WRITING_WAYS: readonly (readonly Way[])[] = WAYS.map((texts, digit) => {
  const ways = texts.map(parseWay)
  const school = skeletons[digit] ?? []
  const scale = (SCHOOL_SHARE / (1 - SCHOOL_SHARE)) * (total(ways) / total(school))
  return [
    ...school.map((way) => ({ kind: 'school' as const, weight: way.weight * scale, strokes: way.strokes })),
    ...ways,
  ]
})
