// `node bench/handwriting/run.mjs NAME mnist=FOLDER pen=pendigits-orig.tra.gz [name=value …]`: bundles a study of this folder
// (accuracy, …; see docs/drawing.md) and runs it.
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { bundle } from '../bundle.mjs'

const [name, ...options] = process.argv.slice(2)
const path = await bundle(resolve(import.meta.dirname, '../..'), `handwriting/${name}`)
process.exit(spawnSync(process.execPath, [path, ...options], { stdio: 'inherit' }).status ?? 1)
