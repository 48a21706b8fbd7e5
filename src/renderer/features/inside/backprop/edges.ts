import { calculate } from '../../../../shared/inside/calculation'
import type { Pass } from '../../../../shared/inside/iteration'
import { rowOf } from '../../../../shared/inside/stops'
import type { Selection } from '../../../../shared/inside/stops'
import {
  A2_LEFT,
  BACKWARD_TOP,
  COLUMNS,
  FORWARD_TOP,
  IMAGE_SIDE,
  PLATE_WIDTH,
  classRect,
  placeOf,
  plateRect,
} from './layout'
import type { Layout, Rect } from './layout'

/** A line from a factor to the selected number. */
interface Edge {
  readonly path: string
  readonly width: number
  readonly opacity: number
  /** The sign of what it carries; null for a line without one. */
  readonly sign: 1 | -1 | null
  /** Term that it belongs to; null where it belongs to all. */
  readonly term: number | null
  /** Drawn over the pictures. */
  readonly above: boolean
}

export interface Links {
  readonly edges: readonly Edge[]
  /** Areas whose edges cannot be told apart: the whole image into one neuron. */
  readonly fan: string | null
  /** Cells that take part, framed. */
  readonly related: readonly Rect[]
  /** Where the ReLU blocks. */
  readonly blocked: { readonly x: number; readonly y: number } | null
}

const middle = ({ y, h }: Rect): number => y + h / 2

function curve(x1: number, y1: number, x2: number, y2: number): string {
  const bend = x1 + (x2 - x1) / 2
  return `M${x1} ${y1}C${bend} ${y1} ${bend} ${y2} ${x2} ${y2}`
}

/** Factors of a wide sum that are framed. */
const FRAMED = 10
/** Edges that are drawn of a wide sum. */
const DRAWN = 50

/** What joins the selected number with those it is made of. */
export function linksOf(pass: Pass, image: number, selection: Selection, layout: Layout): Links {
  const place = placeOf(layout, selection)
  const none: Links = { edges: [], fan: null, related: [], blocked: null }
  if (place === null) return none
  const { name, index } = selection
  const edge = (path: string, sign: number | null, width = 2.5, opacity = 0.75, term: number | null = null) => ({
    ...{ path, width, opacity, term, above: sign === null },
    sign: sign === null ? null : sign < 0 ? (-1 as const) : (1 as const),
  })
  const [vectorLeft, vectorRight] = [13, 13 + 129]
  switch (name) {
    case 'a1': {
      const [left, y] = [COLUMNS.a1[0] + vectorLeft, middle(place)]
      const fan = `M${IMAGE_SIDE} ${FORWARD_TOP}C210 ${FORWARD_TOP} 215 ${y} ${left} ${y}C215 ${y} 210 ${FORWARD_TOP + IMAGE_SIDE} ${IMAGE_SIDE} ${FORWARD_TOP + IMAGE_SIDE}z`
      return { ...none, fan, edges: [lead(left, place)], related: tile('W1', index) }
    }
    case 'z1':
    case 'da1': {
      const source = placeOf(layout, { name: name === 'z1' ? 'a1' : 'dz1', index })
      if (source === null) return none
      const value = rowOf(pass, name === 'z1' ? 'a1' : 'dz1', image)[index] ?? 0
      const blocked = (rowOf(pass, 'a1', image)[index] ?? 0) <= 0
      const [from, to] =
        name === 'z1'
          ? [COLUMNS.a1[0] + vectorRight, COLUMNS.z1[0] + vectorLeft]
          : [COLUMNS.z1[0] + vectorLeft, COLUMNS.a1[0] + vectorRight]
      const stop = name === 'z1' ? COLUMNS.relu[0] + 1 : COLUMNS.relu[1] - 1
      const end = blocked ? stop : to
      const target = blocked ? middle(source) : middle(place)
      const leads = [lead(from, source), ...(blocked ? [] : [lead(to, place)])]
      const crossed = blocked ? { x: stop, y: middle(source) } : null
      return {
        ...none,
        edges: [edge(curve(from, middle(source), end, target), value), ...leads],
        related: [source],
        blocked: crossed,
      }
    }
    case 'a2': {
      const to = { x: place.x - 14, y: middle(place) }
      const edges = fromVector('z1', COLUMNS.z1[0] + vectorRight, to, 0.5, 3.2)
      const w2 = plateRect('W2')
      const row = {
        x: A2_LEFT - 0.7,
        y: w2.y + (w2.h / layout.classes) * index - 0.7,
        w: PLATE_WIDTH + 1.4,
        h: w2.h / layout.classes + 1.4,
      }
      return { ...none, edges, related: [...largestCells('z1'), row] }
    }
    case 'y':
      return {
        ...none,
        edges: layout.classRows.map((k, at) => {
          const from = classRect(layout, 'a2', at)
          const path = curve(from.x + from.w, middle(from), COLUMNS.softmax[0] + 12, middle(place))
          return {
            path,
            width: k === index ? 2.5 : 1,
            opacity: k === index ? 0.9 : 0.4,
            sign: null,
            term: k,
            above: false,
          }
        }),
      }
    case 'da2': {
      const path = curve(COLUMNS.softmax[0] + 28, middle(place), place.x + place.w, middle(place))
      return { ...none, edges: [edge(path, rowOf(pass, 'da2', image)[index] ?? 0)] }
    }
    case 'dz1': {
      const right = COLUMNS.z1[0] + vectorRight
      const { terms } = calculate(pass, image, selection)
      const largest = Math.abs(terms[0]?.product ?? 1)
      const edges = [...terms].reverse().flatMap(({ index: k, product }) => {
        const from = placeOf(layout, { name: 'da2', index: k })
        if (from === null) return []
        const share = Math.abs(product) / largest
        return [
          edge(curve(from.x - 15, middle(from), right, middle(place)), product, 0.8 + 4 * share, 0.35 + share / 2, k),
        ]
      })
      const w2 = plateRect('W2')
      const column = {
        x: A2_LEFT + (w2.w / layout.hidden) * index - 0.7,
        y: w2.y - 0.7,
        w: w2.w / layout.hidden + 1.4,
        h: w2.h + 1.4,
      }
      return { ...none, edges: [...edges, lead(right, place)], related: [column] }
    }
    case 'dx': {
      const edges = fromVector('da1', COLUMNS.a1[0] + vectorLeft, { x: place.x + place.w, y: middle(place) }, 0.5, 3)
      return { ...none, edges, related: largestCells('da1') }
    }
    case 'dW1':
      return product(
        { name: 'x', index: Math.floor(index / layout.hidden) },
        { name: 'da1', index: index % layout.hidden },
        place,
      )
    case 'dW2':
      return product(
        { name: 'z1', index: Math.floor(index / layout.classes) },
        { name: 'da2', index: index % layout.classes },
        place,
      )
    case 'db1':
      return { ...none, related: cell({ name: 'da1', index }) }
    case 'db2':
      return { ...none, related: cell({ name: 'da2', index }) }
    default:
      return none
  }

  function cell(of: Selection): Rect[] {
    const rect = placeOf(layout, of)
    return rect === null ? [] : [rect]
  }

  function tile(of: 'W1', unit: number): Rect[] {
    return cell({ name: of, index: unit })
  }

  /** The short line from a cell to the edge of its vector, where the others begin. */
  function lead(edgeX: number, { x, y, w, h }: Rect): Edge {
    const from = edgeX > x ? x + w + 1 : x - 1
    const path = Math.abs(from - edgeX) > 2 ? `M${from} ${y + h + 0.5}H${edgeX}` : ''
    return { path, width: 1.4, opacity: 1, sign: null, term: null, above: true }
  }

  function fromVector(vector: 'z1' | 'da1', left: number, to: { x: number; y: number }, least: number, more: number) {
    const terms = calculate(pass, image, selection, Infinity).terms.slice(0, DRAWN)
    const largest = Math.abs(terms[0]?.product ?? 1)
    return [...terms].reverse().flatMap(({ index: j, product: value }) => {
      const from = placeOf(layout, { name: vector, index: j })
      if (from === null) return []
      const share = Math.abs(value) / largest
      return [edge(curve(left, middle(from), to.x, to.y), value, least + more * share, 0.25 + share / 2, j)]
    })
  }

  function largestCells(vector: 'z1' | 'da1'): Rect[] {
    return calculate(pass, image, selection, Infinity)
      .terms.slice(0, FRAMED)
      .flatMap(({ index: j }) => cell({ name: vector, index: j }))
  }

  function product(left: Selection, right: Selection, to: Rect): Links {
    const [a, b] = [placeOf(layout, left), placeOf(layout, right)]
    if (a === null || b === null) return { ...none, related: [...cell(left), ...cell(right)] }
    const backward = b.y >= BACKWARD_TOP && left.name === 'z1'
    const ends = backward
      ? [curve(a.x + a.w, middle(a), to.x, middle(to)), curve(b.x - 14, middle(b), to.x + to.w, middle(to))]
      : [curve(a.x + a.w, middle(a), to.x, middle(to)), curve(b.x, middle(b), to.x + to.w, middle(to))]
    const edges = ends.map((path) => ({ path, width: 1.6, opacity: 1, sign: null, term: null, above: true }))
    return { ...none, edges, related: [a, b] }
  }
}
