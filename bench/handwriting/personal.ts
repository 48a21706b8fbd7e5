import { mixOwnDigits } from '../../src/shared/data/mixOwnDigits'
import { digitNames } from '../../src/shared/data/catalogue'
import { BOOK_DEFAULTS, accuracyOn, loadMnist, loadPen, mixHandwriting, penImages, trainOn } from './study'

// What a writer gains from own digits: five of each class are mixed in, the writer's other digits are the test.

const options = new Map(process.argv.slice(2).map((argument) => argument.split('=', 2) as [string, string]))
const base = loadMnist(options.get('mnist') ?? '')
const drawings = loadPen(options.get('pen') ?? '')
const share = Number(options.get('share') ?? 0)
const times = Number(options.get('times') ?? 10)
const EACH = 5

const data = mixHandwriting(base, share, 0)
const common = await trainOn(data, BOOK_DEFAULTS)
const rows: { before: number; after: number }[] = []
const every = Number(options.get('every') ?? 1)
const writers = [...new Set(drawings.map((drawing) => drawing.writer))].filter((_, i) => i % every === 0)
for (const writer of writers) {
  const theirs = drawings.filter((drawing) => drawing.writer === writer)
  const taught = new Set(
    digitNames(10).flatMap((name) => theirs.filter(({ label }) => String(label) === name).slice(0, EACH)),
  )
  const [own, test] = [penImages([...taught]), penImages(theirs.filter((drawing) => !taught.has(drawing)))]
  const images = new Uint8Array(own.images)
  const labels = new Uint8Array(own.labels)
  const personal = await trainOn(mixOwnDigits(data, { images, labels, names: digitNames(10) }, times), BOOK_DEFAULTS)
  rows.push({ before: accuracyOn(common, test), after: accuracyOn(personal, test) })
  const { before, after } = rows.at(-1) ?? { before: NaN, after: NaN }
  const mnist = (100 * accuracyOn(personal, base.test)).toFixed(2)
  console.log(`writer ${writer}: ${(100 * before).toFixed(1)} -> ${(100 * after).toFixed(1)}, MNIST ${mnist}`)
}
const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
const of = (value: (row: (typeof rows)[number]) => number) => (100 * median(rows.map(value))).toFixed(1)
console.log(`median: before ${of((r) => r.before)}, after ${of((r) => r.after)}, gain ${of((r) => r.after - r.before)}`)
const mean = (value: (row: (typeof rows)[number]) => number) =>
  ((100 * rows.reduce((sum, row) => sum + value(row), 0)) / rows.length).toFixed(1)
console.log(`mean: before ${mean((r) => r.before)}, after ${mean((r) => r.after)}`)
