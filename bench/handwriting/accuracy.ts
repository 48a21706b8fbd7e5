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

/** Options, each `name=value`. */
const options = new Map(process.argv.slice(2).map((argument) => argument.split('=', 2) as [string, string]))
const option = (name: string, standard: number | string): string => options.get(name) ?? String(standard)
const writers = option('writers', 'odd')
const share = Number(option('share', 0))
const seeds = Number(option('seeds', 5))
const base = loadMnist(option('mnist', ''))
const halves = writers === 'all' ? [0, 1] : [writers === 'odd' ? 1 : 0]
const read = penImages(
  loadPen(option('pen', '')).filter(({ writer }) => halves.includes(Number(writer) % 2)),
  Number(option('width', 2.5)),
)
const more = {
  hidden: Number(option('hidden', BOOK_DEFAULTS.hidden)),
  iterations: Number(option('iterations', BOOK_DEFAULTS.iterations)),
  optimizer: option('optimizer', 'sgd') as 'sgd' | 'adam',
  lr: Number(option('lr', BOOK_DEFAULTS.lr)),
  shift: option('shift', 0) === '1',
  decay: option('decay', 'none') as 'none' | 'cosine',
}
const percent = (value: number) => (100 * value).toFixed(2)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const rows: { mnist: number; pen: number; classes: number[] }[] = []
for (let seed = 0; seed < seeds; seed++) {
  const weights = await trainOn(mixHandwriting(base, share, seed), { ...BOOK_DEFAULTS, ...more, seed })
  rows.push({
    mnist: accuracyOn(weights, base.test),
    pen: accuracyOn(weights, read),
    classes: classAccuracies(weights, read),
  })
  const row = rows.at(-1)
  if (row) console.log(`seed ${seed}: MNIST ${percent(row.mnist)}, drawings ${percent(row.pen)}`)
}
const classes = Array.from({ length: 10 }, (_, digit) => percent(mean(rows.map((row) => row.classes[digit] ?? 0))))
console.log(
  `mean: MNIST ${percent(mean(rows.map((row) => row.mnist)))}, drawings ${percent(mean(rows.map((row) => row.pen)))} (${writers} writers)`,
)
console.log(`classes 0-9: ${classes.join(' ')}`)
