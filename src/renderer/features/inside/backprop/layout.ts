import type { Pass } from '../../../../shared/inside/iteration'
import { isOfImage, rowLength, rowOf } from '../../../../shared/inside/stops'
import type { BrickName, ImageQuantity, Quantity, Selection } from '../../../../shared/inside/stops'

/** Where everything of the diagram is, in the units of its viewBox. The forward half is above the spines, the backward half below. */
export const WIDTH = 1298
export const HEIGHT = 386
/** Tops of the values and of the gradients under them. */
export const FORWARD_TOP = 46
export const BACKWARD_TOP = 211
/** Most classes that are listed one by one. */
const FEW_CLASSES = 12
const LISTED_CLASSES = 10
/** Most neurons that have a cell each. */
const MANY_HIDDEN = 200

export interface Rect {
  readonly x: number
  readonly y: number
  readonly w: number
  readonly h: number
}

/** Left and right edge of a wire or a brick. */
export const COLUMNS = {
  x: [0, 126],
  affine1: [126, 298],
  a1: [298, 452],
  relu: [452, 554],
  z1: [554, 708],
  affine2: [708, 880],
  a2: [880, 974],
  softmax: [974, 1176],
  L: [1176, 1298],
} as const satisfies Record<string, readonly [number, number]>

export const middleOf = (column: keyof typeof COLUMNS): number => (COLUMNS[column][0] + COLUMNS[column][1]) / 2

/** Pictures inside the bricks. */
export const A1_LEFT = COLUMNS.affine1[0] + 11
export const A2_LEFT = COLUMNS.affine2[0] + 11
export const PLATE_WIDTH = 150

export type Vector = 'a1' | 'z1' | 'da1' | 'dz1'
export type ClassVector = 'a2' | 'da2'

const isVector = (name: Quantity): name is Vector => ['a1', 'z1', 'da1', 'dz1'].includes(name)
export const isBackward = (name: Quantity): boolean => name[0] === 'd'
/** The wire that a value and its gradient share. */
const wireOf = (name: Vector | ClassVector): 'a1' | 'z1' | 'a2' => name.replace(/^d/, '') as 'a1' | 'z1' | 'a2'
const topOf = (name: Quantity): number => (isBackward(name) ? BACKWARD_TOP : FORWARD_TOP)

/** How the numbers of one image are arranged; the same for a value and the gradient under it, except in very wide layers. */
export interface Layout {
  readonly inputs: number
  readonly hidden: number
  readonly classes: number
  readonly rows: number
  readonly cols: number
  /** Cells in a row of a vector. */
  readonly columns: number
  /** Steps from cell to cell. */
  readonly cell: { readonly w: number; readonly h: number }
  /** Digits fit into the cells. */
  readonly digits: boolean
  /** Above the cells, a map of all neurons. */
  readonly map: Rect | null
  /** Neurons with a cell, in the order of the cells; null = all in their own order. */
  readonly shown: Readonly<Record<Vector, readonly number[]>> | null
  /** Classes with a row. */
  readonly classRows: readonly number[]
  readonly classHeight: number
  /** Tiles of W1 in a row, and the side of one. */
  readonly tilesPerRow: number
  readonly tile: number
}

/** @param pass - the largest numbers of a wide layer are those of one of its images */
export function layoutOf(pass: Pass, image: number, picture: { readonly rows: number; readonly cols: number }): Layout {
  const { inputs, hidden, classes } = pass.weights
  const wide = hidden > MANY_HIDDEN
  const few = hidden <= 50
  const columns = few || wide ? 5 : 10
  const largest = (name: Vector): readonly number[] => {
    const values = rowOf(pass, name, image)
    const order = [...values.keys()].sort((a, b) => Math.abs(values[b] ?? 0) - Math.abs(values[a] ?? 0))
    return order.slice(0, WIDE_CELLS).sort((a, b) => a - b)
  }
  const classRows = classesShown(pass, image)
  const tilesPerRow = few ? 10 : hidden <= MANY_HIDDEN ? 20 : Math.ceil(Math.sqrt(2 * hidden))
  return {
    ...{ inputs, hidden, classes, ...picture, columns, tilesPerRow, classRows },
    cell: few || wide ? { w: 26, h: 13 } : { w: 13, h: 6.5 },
    digits: few || wide,
    map: wide ? { x: 13, y: 0, w: 129, h: 24 } : null,
    shown: wide ? { a1: largest('a1'), z1: largest('z1'), da1: largest('da1'), dz1: largest('dz1') } : null,
    classHeight: Math.min(13, 145 / (classRows.length + (classRows.length < classes ? 1 : 0))),
    tile: PLATE_WIDTH / tilesPerRow,
  }
}

/** Cells of a wide layer: seven rows of five; below them a line for all other neurons. */
const WIDE_CELLS = 35

function classesShown(pass: Pass, image: number): number[] {
  const y = rowOf(pass, 'y', image)
  const all = [...y.keys()]
  if (all.length <= FEW_CLASSES) return all
  const largest = all.sort((a, b) => (y[b] ?? 0) - (y[a] ?? 0)).slice(0, LISTED_CLASSES)
  const label = pass.t[image] ?? 0
  return (largest.includes(label) ? largest : [...largest, label]).sort((a, b) => a - b)
}

/** @returns neurons in the order of their cells */
export function cellsOf(layout: Layout, name: Vector): readonly number[] {
  return layout.shown?.[name] ?? Array.from({ length: layout.hidden }, (_, j) => j)
}

/** @param at - position among the cells, not the neuron */
export function cellRect(layout: Layout, name: Vector, at: number): Rect {
  const { columns, cell, map } = layout
  return {
    x: COLUMNS[wireOf(name) as 'a1' | 'z1'][0] + 13 + cell.w * (at % columns),
    y: topOf(name) + (map === null ? 0 : map.h + 3) + cell.h * Math.floor(at / columns),
    w: cell.w - 1,
    h: cell.h - (layout.digits ? 1 : 0.5),
  }
}

/** The row of a class in a2, da2, y; of the rest when `at` is the number of rows. */
export function classRect(layout: Layout, name: 'a2' | 'da2' | 'y', at: number): Rect {
  const h = layout.classHeight
  const y = topOf(name) + h * at
  if (name === 'y') return { x: COLUMNS.softmax[0] + 28, y, w: 140, h: h - 1 }
  return { x: COLUMNS.a2[0] + 24, y, w: 58, h: h - 1 }
}

export const IMAGE_SIDE = 112
export const imageRect = (name: 'x' | 'dx'): Rect => ({
  x: 0,
  y: name === 'x' ? FORWARD_TOP : BACKWARD_TOP + 2,
  w: IMAGE_SIDE,
  h: IMAGE_SIDE,
})

/** Whole pictures of parameters and their gradients. */
export function plateRect(name: Quantity): Rect {
  switch (name) {
    case 'W1':
      return { x: A1_LEFT, y: 88, w: PLATE_WIDTH, h: 75 }
    case 'dW1':
      return { x: A1_LEFT, y: 222, w: PLATE_WIDTH, h: 75 }
    case 'W2':
      return { x: A2_LEFT, y: 103, w: PLATE_WIDTH, h: 60 }
    case 'dW2':
      return { x: A2_LEFT, y: 222, w: PLATE_WIDTH, h: 60 }
    case 'b1':
    case 'db1':
      return { x: A1_LEFT, y: name === 'b1' ? 167 : 211, w: PLATE_WIDTH, h: 8 }
    default:
      return { x: A2_LEFT, y: name === 'b2' ? 167 : 211, w: PLATE_WIDTH, h: 8 }
  }
}

/** @returns where a number is drawn; null where it has no place of its own */
export function placeOf(layout: Layout, { name, index }: Selection): Rect | null {
  const { hidden, classes, cols, rows } = layout
  if (isVector(name)) {
    const at = cellsOf(layout, name).indexOf(index)
    return at < 0 ? null : cellRect(layout, name, at)
  }
  if (name === 'a2' || name === 'da2' || name === 'y') {
    const at = layout.classRows.indexOf(index)
    return at < 0 ? null : classRect(layout, name, at)
  }
  if (name === 'x' || name === 'dx') {
    const { x, y } = imageRect(name)
    const [w, h] = [IMAGE_SIDE / cols, IMAGE_SIDE / rows]
    return { x: x + w * (index % cols), y: y + h * Math.floor(index / cols), w, h }
  }
  const plate = plateRect(name)
  if (name === 'W1' || name === 'dW1') {
    const unit = index % hidden
    const { tile, tilesPerRow } = layout
    return {
      x: plate.x + tile * (unit % tilesPerRow),
      y: plate.y + tile * Math.floor(unit / tilesPerRow),
      w: tile - 1,
      h: tile - 1,
    }
  }
  if (name === 'W2' || name === 'dW2') {
    const [w, h] = [plate.w / hidden, plate.h / classes]
    return { x: plate.x + w * Math.floor(index / classes), y: plate.y + h * (index % classes), w, h }
  }
  const count = name === 'b1' || name === 'db1' ? hidden : classes
  return { ...plate, x: plate.x + (plate.w / count) * index, w: plate.w / count }
}

const inside = ({ x, y, w, h }: Rect, px: number, py: number): boolean => px >= x && px < x + w && py >= y && py < y + h

const NAMES: readonly Quantity[] = [
  ...(['a1', 'z1', 'dz1', 'da1', 'a2', 'da2', 'y', 'x', 'dx'] as const),
  ...(['W1', 'b1', 'W2', 'b2', 'dW1', 'db1', 'dW2', 'db2'] as const),
]

/**
 * The number under a point of the diagram.
 * @param known - whether a quantity has been computed
 * @returns for W1 and dW1 the pixel under the point, in the tile of its neuron; null where there is nothing
 */
export function numberAt(layout: Layout, px: number, py: number, known: (name: Quantity) => boolean): Selection | null {
  for (const name of NAMES) {
    if (!known(name)) continue
    const index = isOfImage(name) ? indexInImage(layout, name, px, py) : indexInPlate(layout, name, px, py)
    if (index !== null) return { name, index }
  }
  return null
}

function indexInImage(layout: Layout, name: ImageQuantity, px: number, py: number): number | null {
  if (name === 'x' || name === 'dx') {
    const rect = imageRect(name)
    if (!inside(rect, px, py)) return null
    const row = Math.floor(((py - rect.y) / rect.h) * layout.rows)
    return row * layout.cols + Math.floor(((px - rect.x) / rect.w) * layout.cols)
  }
  if (isVector(name)) {
    const { columns, cell } = layout
    const first = cellRect(layout, name, 0)
    const column = Math.floor((px - first.x) / cell.w)
    const row = Math.floor((py - first.y) / cell.h)
    if (column < 0 || column >= columns || row < 0) return null
    return cellsOf(layout, name)[row * columns + column] ?? null
  }
  if (name !== 'a2' && name !== 'da2' && name !== 'y') return null
  const first = classRect(layout, name, 0)
  const row = Math.floor((py - first.y) / layout.classHeight)
  return px < first.x || px >= first.x + first.w || row < 0 ? null : (layout.classRows[row] ?? null)
}

function indexInPlate(layout: Layout, name: Quantity, px: number, py: number): number | null {
  const rect = plateRect(name)
  if (!inside(rect, px, py)) return null
  const { hidden, classes, tile, tilesPerRow, rows, cols } = layout
  if (name === 'W1' || name === 'dW1') {
    const [column, row] = [Math.floor((px - rect.x) / tile), Math.floor((py - rect.y) / tile)]
    const unit = row * tilesPerRow + column
    if (unit >= hidden) return null
    const [fx, fy] = [(px - rect.x) / tile - column, (py - rect.y) / tile - row]
    return (Math.floor(fy * rows) * cols + Math.floor(fx * cols)) * hidden + unit
  }
  const across = (px - rect.x) / rect.w
  if (name === 'W2' || name === 'dW2') {
    return Math.floor(across * hidden) * classes + Math.floor(((py - rect.y) / rect.h) * classes)
  }
  return Math.floor(across * rowCount(layout, name))
}

const rowCount = (layout: Layout, name: Quantity): number =>
  name === 'b1' || name === 'db1' ? layout.hidden : rowLength('y', layout)

/** The number one step away, for the arrow keys. @returns the same where there is none */
export function neighbourOf(layout: Layout, { name, index }: Selection, key: string): number {
  const step = (order: readonly number[], across: number, down: number): number => {
    const moves: Readonly<Record<string, number>> = {
      ArrowLeft: -across,
      ArrowRight: across,
      ArrowUp: -down,
      ArrowDown: down,
    }
    const at = order.indexOf(index)
    if (key === 'Home') return order[0] ?? index
    if (key === 'End') return order.at(-1) ?? index
    return order[at + (moves[key] ?? 0)] ?? index
  }
  if (isVector(name)) return step(cellsOf(layout, name), 1, layout.columns)
  if (name === 'a2' || name === 'da2' || name === 'y') return step(layout.classRows, 1, 1)
  const length = rowLength(name, layout)
  const total = name === 'x' || name === 'dx' ? layout.inputs : NaN
  const moved = (by: number, limit: number): number => (index + by >= 0 && !(index + by >= limit) ? index + by : index)
  const [across, down] = name === 'x' || name === 'dx' ? [1, layout.cols] : [1, length]
  if (key === 'ArrowLeft') return moved(-across, total)
  if (key === 'ArrowRight') return moved(across, total)
  if (key === 'ArrowUp') return moved(-down, total)
  return key === 'ArrowDown' ? moved(down, total) : index
}

/** The brick between two wires. */
export const BRICKS: readonly { readonly name: BrickName; readonly title: string; readonly studs: number }[] = [
  { name: 'affine1', title: 'Affine1', studs: 4 },
  { name: 'relu', title: 'ReLU', studs: 2 },
  { name: 'affine2', title: 'Affine2', studs: 4 },
  { name: 'softmax', title: 'SoftmaxWithLoss', studs: 5 },
]
