import {
  BOOK_DEFAULTS,
  accuracyOn,
  classAccuracies,
  loadMnist,
  loadPen,
  mixHandwriting,
  penImages,
  trainOn,
} from './study'

// What networks read of real pen strokes: the ways of writing were chosen with the even writers in view, the odd ones are the test.

/** Options, each `name=value`. */
const options = new Map(process.argv.slice(2).map((argument) => argument.split('=', 2) as [string, string]))
const option = (name: string, standard: number | string): string => options.get(name) ?? String(standard)
const share = Number(option('share', 0))
const seeds = Number(option('seeds', 5))
const widths = option('widths', '2.5').split(',').map(Number)
const base = loadMnist(option('mnist', ''))
const drawings = loadPen(option('pen', ''))
const half = (rest: number) => drawings.filter(({ writer }) => Number(writer) % 2 === rest)
const [even, odd] = [penImages(half(0)), penImages(half(1))]
const more = {
  hidden: Number(option('hidden', BOOK_DEFAULTS.hidden)),
  iterations: Number(option('iterations', BOOK_DEFAULTS.iterations)),
  optimizer: option('optimizer', 'sgd') as 'sgd' | 'adam',
  lr: Number(option('lr', BOOK_DEFAULTS.lr)),
}
const percent = (value: number) => (100 * value).toFixed(2)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const columns: { mnist: number[]; even: number[]; odd: number[] } = { mnist: [], even: [], odd: [] }
const classes: number[][] = []
const pens: number[][] = []
for (let seed = 0; seed < seeds; seed++) {
  const weights = await trainOn(mixHandwriting(base, share, seed), { ...BOOK_DEFAULTS, ...more, seed })
  columns.mnist.push(accuracyOn(weights, base.test))
  columns.even.push(accuracyOn(weights, even))
  columns.odd.push(accuracyOn(weights, odd))
  classes.push(classAccuracies(weights, odd))
  // All pens are compared on the odd writers.
  pens.push(widths.map((width) => accuracyOn(weights, width === 2.5 ? odd : penImages(half(1), width))))
  const last = (name: keyof typeof columns) => percent(columns[name].at(-1) ?? NaN)
  console.log(`seed ${seed}: MNIST ${last('mnist')}, even writers ${last('even')}, odd writers ${last('odd')}`)
}
const meanOf = (name: keyof typeof columns) => percent(mean(columns[name]))
console.log(`mean: MNIST ${meanOf('mnist')}, even writers ${meanOf('even')}, odd writers ${meanOf('odd')}`)
const byClass = Array.from({ length: 10 }, (_, digit) => percent(mean(classes.map((row) => row[digit] ?? NaN))))
console.log(`odd writers, classes 0-9: ${byClass.join(' ')}`)
if (widths.length > 1) {
  const byPen = widths.map((width, i) => `${width}: ${percent(mean(pens.map((row) => row[i] ?? NaN)))}`)
  console.log(`odd writers, pens: ${byPen.join(', ')}`)
}
