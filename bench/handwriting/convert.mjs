// `node bench/handwriting/convert.mjs pendigits-orig.tra.gz OUT.json [even|odd]`: converts UCI's pen-based digits (UNIPEN
// text) of all writers, or only those with even or odd numbers, for `predict --drawings`.
import { readFileSync, writeFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '../..')
const [file, out, half = 'all'] = process.argv.slice(2)
if (out === undefined || !['all', 'even', 'odd'].includes(half)) {
  console.error('node bench/handwriting/convert.mjs FILE[.gz] OUT.json [even|odd]')
  process.exit(1)
}
const load = async (name) => (await runnerImport(join(root, name), { configFile: false, root })).module
const { parseUnipen } = await load('bench/handwriting/unipen.ts')
const { encodeDrawings } = await load('src/shared/data/drawings.ts')
const bytes = readFileSync(file)
const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('latin1')
const rest = { all: [0, 1], even: [0], odd: [1] }[half]
const digits = parseUnipen(text, basename(file).split(/[-.]/)[0]).filter(({ writer }) => rest.includes(writer % 2))
writeFileSync(out, encodeDrawings({ digits }))
console.log(`${digits.length} digits of ${new Set(digits.map(({ writer }) => writer)).size} writers`)
