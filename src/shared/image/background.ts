/** The background is estimated on a grid of about this many cells along the longer side. */
const CELLS = 160
/** Lines up to twice this share of the shorter side are writing, whatever is wider is background. */
const REACH = 0.11

/** A picture as means of cells, each side extended by `reach` cells of its outermost row or column. */
interface Grid {
  readonly values: Float32Array
  readonly cols: number
  readonly rows: number
  readonly cell: number
  readonly reach: number
}

function gridOf(grey: Float32Array, width: number, height: number): Grid {
  const cell = Math.max(1, Math.ceil(Math.max(width, height) / CELLS))
  const [inner, innerRows] = [Math.ceil(width / cell), Math.ceil(height / cell)]
  const coarse = shrink(grey, width, height, cell, inner, innerRows)
  const reach = Math.max(1, Math.round(REACH * Math.min(inner, innerRows)))
  const [cols, rows] = [inner + 2 * reach, innerRows + 2 * reach]
  const within = (at: number, length: number): number => Math.min(length - 1, Math.max(0, at - reach))
  const values = Float32Array.from(
    { length: cols * rows },
    (_, i) => coarse[within(Math.floor(i / cols), innerRows) * inner + within(i % cols, inner)]!,
  )
  return { values, cols, rows, cell, reach }
}

/**
 * What a picture would be without dark lines: paper under uneven light, shadows with their edges, a table beside it. Greyscale
 * closing (a maximum filter, then a minimum filter) on a coarse grid. A dark strip along the rim goes on outside, so it is no line.
 * @param grey - (height, width) 0..255; not modified
 * @returns (height, width), about the grey of the paper around each pixel
 */
export function backgroundOf(grey: Float32Array, width: number, height: number): Float32Array {
  const { values, cols, rows, cell, reach } = gridOf(grey, width, height)
  const closed = filter(filter(values, cols, rows, reach, Math.max), cols, rows, reach, Math.min)
  const smooth = filter(closed, cols, rows, Math.max(1, reach >> 2), null)
  // Smoothing makes the dark side of an edge lighter, which would look like a line there: one cell of it stays as dark as it is.
  const dark = filter(closed, cols, rows, 1, Math.min)
  const background = smooth.map((value, i) => Math.min(value, dark[i]!))
  return enlarge(background, cols, rows, cell, reach, width, height)
}

/**
 * Whether the writing of a picture is darker than its paper. Writing is the minority around it, so it is further from the local
 * mean than paper is: the sign of the skewness says which side it is on.
 */
export function isDarkOnLight(grey: Float32Array, width: number, height: number): boolean {
  const { values, cols, rows, reach } = gridOf(grey, width, height)
  const mean = filter(values, cols, rows, reach, null)
  const skew = values.reduce((sum, value, i) => sum + ((value - mean[i]!) / Math.max(30, mean[i]!)) ** 3, 0)
  return skew <= 0
}

/** Means of cells. */
function shrink(
  grey: Float32Array,
  width: number,
  height: number,
  cell: number,
  cols: number,
  rows: number,
): Float32Array {
  const sums = new Float32Array(cols * rows)
  const counts = new Uint32Array(cols * rows)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = Math.floor(y / cell) * cols + Math.floor(x / cell)
      sums[at]! += grey[y * width + x]!
      counts[at]!++
    }
  }
  return sums.map((sum, at) => sum / counts[at]!)
}

/** The maximum, minimum or (null) mean over squares of 2 * reach + 1, along one axis after the other. */
function filter(
  values: Float32Array,
  cols: number,
  rows: number,
  reach: number,
  pick: ((a: number, b: number) => number) | null,
): Float32Array {
  const along = (from: Float32Array, length: number, lines: number, step: number, jump: number): Float32Array => {
    const out = new Float32Array(from.length)
    for (let line = 0; line < lines; line++) {
      for (let i = 0; i < length; i++) {
        const [first, last] = [Math.max(0, i - reach), Math.min(length - 1, i + reach)]
        let value = from[line * jump + first * step]!
        for (let k = first + 1; k <= last; k++) {
          const next = from[line * jump + k * step]!
          value = pick === null ? value + next : pick(value, next)
        }
        out[line * jump + i * step] = pick === null ? value / (last - first + 1) : value
      }
    }
    return out
  }
  return along(along(values, cols, rows, 1, cols), rows, cols, cols, 1)
}

/** Bilinear between the middles of the cells of the grid inside its margin of `reach` cells. */
function enlarge(
  coarse: Float32Array,
  cols: number,
  rows: number,
  cell: number,
  reach: number,
  width: number,
  height: number,
): Float32Array {
  const out = new Float32Array(width * height)
  const within = (place: number, last: number): number => Math.min(last, Math.max(0, place))
  for (let y = 0; y < height; y++) {
    const v = within((y + 0.5) / cell - 0.5 + reach, rows - 1)
    const row = Math.floor(v)
    const below = Math.min(rows - 1, row + 1)
    for (let x = 0; x < width; x++) {
      const u = within((x + 0.5) / cell - 0.5 + reach, cols - 1)
      const col = Math.floor(u)
      const right = Math.min(cols - 1, col + 1)
      const upper = coarse[row * cols + col]! * (1 - u + col) + coarse[row * cols + right]! * (u - col)
      const lower = coarse[below * cols + col]! * (1 - u + col) + coarse[below * cols + right]! * (u - col)
      out[y * width + x] = upper * (1 - v + row) + lower * (v - row)
    }
  }
  return out
}
