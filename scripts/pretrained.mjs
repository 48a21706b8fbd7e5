// `node scripts/pretrained.mjs MNIST_FOLDER`: trains the weights that a new profile starts with, and writes them and their
// description to resources/pretrained.npz and resources/pretrained.json. The book's settings, with styles of handwriting added.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runnerImport } from 'vite'

const root = resolve(import.meta.dirname, '..')
const [folder] = process.argv.slice(2)
if (folder === undefined) {
  console.error('node scripts/pretrained.mjs MNIST_FOLDER')
  process.exit(1)
}
const load = async (file) => (await runnerImport(join(root, file), { configFile: false, root })).module
const { decodeNpz, encodeNpz } = await load('src/shared/formats/npz.ts')
const { parseHyperparameters } = await load('src/shared/training/validateHyperparameters.ts')
const { settingsCode } = await load('src/shared/runs/settingsCode.ts')

const temporary = mkdtempSync(join(tmpdir(), 'pretrained-'))
const [weights, history] = [join(temporary, 'weights.npz'), join(temporary, 'run.json')]
const settings = ['--seed', '0', '--handwriting']
const run = (command) => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [join(root, 'scripts/digitStudio.mjs'), ...command], {
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(stderr)
  return stdout.trimEnd().split('\n').at(-1)
}
run(['train', '--data', folder, '--out', weights, '--history', history, ...settings])

// Training was in float32, which also halves the file.
const bytes = encodeNpz(decodeNpz(new Uint8Array(readFileSync(weights)), 'weights.npz'), 'float32')
const file = join(root, 'resources/pretrained.npz')
writeFileSync(file, bytes)
// The same bytes as text, imported by src/shared/formats/pretrained.ts.
writeFileSync(`${file}.json`, `${JSON.stringify({ base64: Buffer.from(bytes).toString('base64') })}\n`)
const { config, final } = JSON.parse(readFileSync(history, 'utf8'))
// Test accuracy of the written file, after rounding to float32.
const testAccuracy = Number(run(['predict', '--weights', file, '--data', folder]).replace('accuracy ', ''))
const about = {
  made: `node scripts/pretrained.mjs MNIST_FOLDER (train ${settings.join(' ')})`,
  dataset: 'mnist',
  settings: settingsCode({ hyperparameters: parseHyperparameters(config), schedule: { changes: [] }, ownDigits: null }),
  iterations: config.iterations,
  trainAccuracy: final.trainAccuracy,
  testAccuracy,
  sha256: createHash('sha256').update(bytes).digest('hex'),
}
writeFileSync(join(root, 'resources/pretrained.json'), `${JSON.stringify(about, null, 2)}\n`)
rmSync(temporary, { recursive: true })
console.log(`${bytes.length} bytes, test accuracy ${testAccuracy}`)
