// Runs the command line: builds out/cli first when it is missing or outdated.
import { spawnSync } from 'node:child_process'
import { renameSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { isBuilt } from './sources.mjs'

const root = resolve(import.meta.dirname, '..')
const out = join(root, 'out/cli')
const entry = join(out, 'digitStudio.js')

function moveIntoPlace(fresh, old) {
  try {
    renameSync(out, old)
  } catch (error) {
    if (error.code !== 'ENOENT') throw error // there was no build
  }
  try {
    renameSync(fresh, out)
  } catch (error) {
    if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error // another process has just built it
  }
}

async function build() {
  const kernels = spawnSync(process.execPath, [join(root, 'src/kernels/buildKernels.mjs')], {
    cwd: root,
    encoding: 'utf8',
  })
  if (kernels.status !== 0) throw new Error(`src/kernels/buildKernels.mjs failed\n${kernels.stdout}${kernels.stderr}`)
  const { build: bundle } = await import('vite')
  // Built in a separate folder, then moved into place: another command may be running from the old one.
  const fresh = `${out}.${process.pid}`
  const old = `${fresh}.old`
  try {
    await bundle({ root, configFile: join(root, 'vite.cli.config.ts'), logLevel: 'error', build: { outDir: fresh } })
    moveIntoPlace(fresh, old)
  } finally {
    for (const leftover of [fresh, old]) rmSync(leftover, { recursive: true, force: true })
  }
}

if (!isBuilt(root, [out])) await build()
await import(pathToFileURL(entry).href)
