// npm run package [-- targets]: builds, then packages for this system or as given by electron-builder options.
//   npm run package                      all targets of this system, for both processors
//   npm run package -- deb rpm --x64     only these targets
//   npm run package -- --win nsis zip    for another system
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isBuilt } from './sources.mjs'

const root = join(import.meta.dirname, '..')
const THIS_SYSTEM = { linux: '--linux', win32: '--win', darwin: '--mac' }

/** The JavaScript file behind a package's command, so that no shell is needed. */
function bin(name) {
  const home = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return join(home, typeof bin === 'string' ? bin : bin[name])
}

function run(file, ...args) {
  const { status } = spawnSync(process.execPath, [file, ...args], { cwd: root, stdio: 'inherit' })
  if (status !== 0) process.exit(status ?? 1)
}

const built = ['main', 'preload', 'renderer'].map((part) => join(root, 'out', part))
if (!isBuilt(root, built)) {
  run(join(root, 'src/kernels/buildKernels.mjs'))
  run(bin('electron-vite'), 'build', '--logLevel', 'warn')
}

const args = process.argv.slice(2)
const platforms = ['--linux', '--win', '--mac', '-l', '-w', '-m']
const system = args.some((arg) => platforms.includes(arg)) ? [] : [THIS_SYSTEM[process.platform] ?? '--linux']
run(bin('electron-builder'), '--config', 'electron-builder.config.mjs', '--publish', 'never', ...system, ...args)
