import { writeFileSync } from 'node:fs'
import { encode } from 'fast-png'
import { classify } from '../../src/shared/engine/classifier'
import { createClassifier } from '../../src/shared/engine/createEngine'
import { BOOK_DEFAULTS, loadMnist, loadPen, mixHandwriting, penImages, trainOn } from './study'

/** Writes an image of misclassified drawings, one row per digit: `mistakes.png`. */
const options = new Map(process.argv.slice(2).map((argument) => argument.split('=', 2) as [string, string]))
const base = loadMnist(options.get('mnist') ?? '')
const read = penImages(loadPen(options.get('pen') ?? '').filter(({ writer }) => Number(writer) % 2 === 0))
const share = Number(options.get('share') ?? 0.25)
const weights = await trainOn(mixHandwriting(base, share, 0), BOOK_DEFAULTS)
const found = classify(createClassifier('simd', weights), read.images, read.labels.length)
const [COLS, SIDE] = [32, 32]
const picture = new Uint8Array(10 * COLS * SIDE * SIDE).fill(255)
for (let digit = 0; digit < 10; digit++) {
  const wrong = [...read.labels.keys()].filter((i) => read.labels[i] === digit && found[i] !== digit)
  const step = Math.max(1, wrong.length / COLS)
  console.log(
    digit,
    wrong.length,
    Array.from({ length: 10 }, (_, k) => wrong.filter((i) => found[i] === k).length).join(' '),
  )
  for (let col = 0; col < Math.min(COLS, wrong.length); col++) {
    const at = wrong[Math.floor(col * step)] ?? 0
    for (let p = 0; p < 784; p++) {
      const [x, y] = [col * SIDE + 2 + (p % 28), digit * SIDE + 2 + Math.floor(p / 28)]
      picture[y * COLS * SIDE + x] = 255 - (read.images[at * 784 + p] ?? 0)
    }
  }
}
const png = { width: COLS * SIDE, height: 10 * SIDE, data: picture, channels: 1, depth: 8 } as const
writeFileSync(options.get('out') ?? 'mistakes.png', encode(png))
