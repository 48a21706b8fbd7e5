import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { encode } from 'jpeg-js'
import { createClassifier } from '../../src/shared/engine/createEngine'
import { pretrainedWeights } from '../../src/shared/formats/pretrained'
import { imageToInk } from '../../src/shared/image/imageToInk'
import { networkInput, SHEET } from '../../src/shared/image/networkInput'
import { placeInk } from '../../src/shared/image/placeInk'
import { rasteriseStrokes } from '../../src/shared/image/rasterise'
import { RandomState } from '../../src/shared/random/randomState'
import { loadPen } from './study'

// Photographs made from real strokes: paper, light, shadow, table, ruling, perspective, blur, noise. `photos.ts pen=FILE
// [count=60] [out=FOLDER]` says how many the pretrained weights read through the way of pictures on the pad.

const options = new Map(process.argv.slice(2).map((argument) => argument.split('=', 2) as [string, string]))
const count = Number(options.get('count') ?? 60)
const out = options.get('out')
const [WIDTH, HEIGHT] = [480, 360]
const random = new RandomState(Number(options.get('seed') ?? 60))
const between = (low: number, high: number): number => low + random.nextDouble() * (high - low)
const chance = (share: number): boolean => random.nextDouble() < share

/** A smooth step from 0 to 1 around 0. */
const step = (x: number, softness: number): number => 1 / (1 + Math.exp(-x / softness))

function photograph(strokes: readonly (readonly number[])[]): Uint8ClampedArray {
  // The sheet of paper with the digit and its ruling, then seen by a camera.
  const [side, pad] = [720, 720]
  const size = between(0.25, 0.5) * side
  const points = strokes.flat()
  const xs = points.filter((_, i) => i % 2 === 0)
  const ys = points.filter((_, i) => i % 2 === 1)
  const [left, top] = [Math.min(...xs), Math.min(...ys)]
  const extent = Math.max(Math.max(...xs) - left, Math.max(...ys) - top, 0.01)
  const [offX, offY] = [between(0.28, 0.42) * side, between(0.25, 0.35) * side]
  const placed = strokes.map((stroke) =>
    stroke.map((at, i) => (i % 2 === 0 ? offX + ((at - left) / extent) * size : offY + ((at - top) / extent) * size)),
  )
  const ink = rasteriseStrokes(placed, between(0.025, 0.09) * size, side, pad)
  const ruled = chance(0.5) ? between(60, 110) : 0
  const squared = ruled > 0 && chance(0.4)
  const ruling = between(0.12, 0.3)
  const inkGrey = between(20, 75)
  const paper = between(195, 245)
  const at = (x: number, y: number): number => {
    if (x < 0 || y < 0 || x >= side - 1 || y >= pad - 1) return paper
    const [col, row] = [Math.floor(x), Math.floor(y)]
    const [fx, fy] = [x - col, y - row]
    const value = (i: number, j: number) => ink[(row + j) * side + col + i]! / 255
    const cover =
      (value(0, 0) * (1 - fx) + value(1, 0) * fx) * (1 - fy) + (value(0, 1) * (1 - fx) + value(1, 1) * fx) * fy
    const near = (v: number) => Math.abs((((v % ruled) + ruled) % ruled) - ruled / 2) < 1.2
    const line = ruled > 0 && (near(y) || (squared && near(x))) ? ruling : 0
    return paper * (1 - line) * (1 - cover) + inkGrey * cover
  }
  // Perspective and turn.
  const turn = between(-0.12, 0.12)
  const [px, py] = [between(-0.25, 0.25), between(-0.25, 0.25)]
  const zoom = between(0.95, 1.25)
  // Table around the paper on one or two sides, in image coordinates -1..1.
  const table = chance(0.5)
    ? { x: between(0.62, 0.85) * (chance(0.5) ? 1 : -1), tilt: between(-0.15, 0.15), grey: between(30, 90) }
    : null
  const below = table !== null && chance(0.5) ? between(0.7, 0.9) : null
  // Light falls off to one side; a shadow with a soft or hard edge.
  const [lx, ly, lamp] = [between(-1, 1), between(-1, 1), between(0.1, 0.5)]
  const shadow = chance(0.6)
    ? {
        nx: between(-1, 1),
        ny: between(-1, 1),
        at: between(-0.5, 0.5),
        soft: between(0.02, 0.3),
        depth: between(0.25, 0.55),
      }
    : null
  const grey = new Float64Array(WIDTH * HEIGHT)
  for (let row = 0; row < HEIGHT; row++) {
    for (let col = 0; col < WIDTH; col++) {
      const u = (2 * (col + 0.5)) / WIDTH - 1
      const v = ((2 * (row + 0.5)) / HEIGHT - 1) * (HEIGHT / WIDTH)
      const w = 1 + px * u * 0.5 + py * v * 0.5
      const [x, y] = [
        (u * Math.cos(turn) - v * Math.sin(turn)) / w / zoom,
        (u * Math.sin(turn) + v * Math.cos(turn)) / w / zoom,
      ]
      let value = at(side / 2 + x * side * 0.62, side / 2 + y * side * 0.62)
      if (table !== null && Math.sign(table.x) * (u + table.tilt * v - table.x) > 0) value = table.grey
      if (below !== null && v / (HEIGHT / WIDTH) > below) value = table?.grey ?? 60
      let light = 1 - lamp * (0.5 + 0.5 * (lx * u + ly * v))
      if (shadow !== null) light *= 1 - shadow.depth * step(shadow.nx * u + shadow.ny * v - shadow.at, shadow.soft)
      grey[row * WIDTH + col] = value * light
    }
  }
  const blurred = blur(grey, between(0.4, 1.6))
  const noise = between(2, 9)
  const rgba = new Uint8ClampedArray(WIDTH * HEIGHT * 4)
  const tint = [between(0.94, 1.04), 1, between(0.85, 1)]
  for (let i = 0; i < blurred.length; i++) {
    const value = blurred[i]! + random.nextGauss() * noise
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = value * tint[c]!
    rgba[4 * i + 3] = 255
  }
  return rgba
}

function blur(grey: Float64Array, sigma: number): Float64Array {
  const reach = Math.ceil(2.5 * sigma)
  const kernel = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma * sigma)))
  const pass = (from: Float64Array, dx: number, dy: number): Float64Array =>
    from.map((_, i) => {
      const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)]
      let [sum, weight] = [0, 0]
      kernel.forEach((k, j) => {
        const [nx, ny] = [x + dx * (j - reach), y + dy * (j - reach)]
        if (nx < 0 || ny < 0 || nx >= WIDTH || ny >= HEIGHT) return
        sum += k * from[ny * WIDTH + nx]!
        weight += k
      })
      return sum / weight
    })
  return pass(pass(grey, 1, 0), 0, 1)
}

const drawings = loadPen(options.get('pen') ?? '').filter(({ writer }) => Number(writer) % 2 === 1)
const classifier = createClassifier('float64', pretrainedWeights())
const probabilities = new Float64Array(10)
let [right, missing] = [0, 0]
const wrong: string[] = []
if (out !== undefined) mkdirSync(out, { recursive: true })
for (let i = 0; i < count; i++) {
  const drawing =
    drawings.filter(({ label }) => label === i % 10)[Math.floor(random.nextDouble() * 300)] ?? drawings[0]!
  const rgba = photograph(drawing.strokes)
  const found = imageToInk(rgba, WIDTH, HEIGHT)
  const image = found && networkInput([], 2.5, placeInk(found, SHEET))
  if (image === null) missing++
  else {
    classifier.predict(image, 1, probabilities)
    const read = probabilities.indexOf(Math.max(...probabilities))
    if (read === drawing.label) right++
    else wrong.push(`${i}: ${drawing.label} as ${read}`)
  }
  if (out !== undefined) {
    const jpeg = encode({ width: WIDTH, height: HEIGHT, data: rgba }, 85).data
    writeFileSync(join(out, `${String(i).padStart(2, '0')}-${drawing.label}.jpg`), jpeg)
    const sheet = found ? placeInk(found, SHEET) : new Uint8Array(SHEET * SHEET)
    const seen = Uint8Array.from({ length: SHEET * SHEET * 4 }, (_, k) => (k % 4 === 3 ? 255 : 255 - sheet[k >> 2]!))
    writeFileSync(
      join(out, `${String(i).padStart(2, '0')}-${drawing.label}-ink.jpg`),
      encode({ width: SHEET, height: SHEET, data: seen }, 85).data,
    )
  }
}
console.log(
  `${right} of ${count} photographs are read rightly (${((100 * right) / count).toFixed(1)}%), ${missing} without ink`,
)
console.log(wrong.join('; '))
