import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const peers = join(import.meta.dirname, 'peers')

/** Settings that make OpenBLAS use kernels for another processor: some machines set them for old builds. Peers start without. */
const HANDICAPS = ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']

/** One thread, for every library that a peer may use. */
const ONE_THREAD = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', BENCH_THREADS: '1' }

/** @returns every Python 3 of this machine: PYTHON, those on PATH, the system's, those of pyenv */
function pythons() {
  const { PYTHON, PATH = '', HOME = '' } = process.env
  const onPath = PATH.split(delimiter).flatMap((folder) => ['python3', 'python'].map((name) => join(folder, name)))
  const versions = join(HOME, '.pyenv/versions')
  const ofPyenv = existsSync(versions) ? readdirSync(versions).map((name) => join(versions, name, 'bin/python3')) : []
  return [...new Set([PYTHON, ...onPath, '/usr/bin/python3', ...ofPyenv])].filter((path) => path && existsSync(path))
}

/** @returns the environment of a peer */
function environment(extra = {}) {
  const env = { ...process.env, PYTHONPATH: peers, PYTHONDONTWRITEBYTECODE: '1', ...extra }
  for (const name of HANDICAPS) delete env[name]
  return env
}

/** Runs a Python program of bench/peers. @returns its last line of output, parsed; null where it fails and may */
function runJson(python, args, { extra = {}, mayFail = false } = {}) {
  const { status, stdout, stderr } = spawnSync(python, args, { encoding: 'utf8', env: environment(extra) })
  if (status === 0) return JSON.parse(stdout.trim().split('\n').at(-1))
  if (mayFail) return null
  throw new Error(`${python} ${args.join(' ')}: ${stderr}`)
}

const numbers = (version) => version.split(/[^0-9]+/).map(Number)

function isNewer(version, than) {
  const [a, b] = [numbers(version), numbers(than)]
  const at = a.findIndex((part, i) => part !== b[i])
  return at !== -1 && a[at] > (b[at] ?? 0)
}

/** The Python with the newest version of a module. @returns its path and the version, or null where no Python has it */
function newestWith(module) {
  const code = `import json, ${module}; print(json.dumps({"version": ${module}.__version__}))`
  let newest = null
  for (const python of pythons()) {
    const version = runJson(python, ['-c', code], { mayFail: true })?.version
    if (version !== undefined && (newest === null || isNewer(version, newest.version))) newest = { python, version }
  }
  return newest
}

/**
 * The peers that this machine has: NumPy and PyTorch in the newest version that any Python here has. Prints what is used and
 * what is missing.
 * @returns a function that gives a peer's runner: (module, program, args, oneThread) => its JSON; null without the module
 */
export function findPeers() {
  const found = { numpy: newestWith('numpy'), torch: newestWith('torch') }
  if (found.numpy !== null) {
    const { numpy, python, kernel } = runJson(found.numpy.python, [join(peers, 'blas.py')])
    console.log(`NumPy ${numpy} (Python ${python}), OpenBLAS kernel: ${kernel ?? 'unknown'}`)
  } else console.log('NumPy: not installed here (Debian: python3-numpy libopenblas0-pthread)')
  console.log(
    found.torch === null ? 'PyTorch: not installed here (Debian: python3-torch)' : `PyTorch ${found.torch.version}`,
  )
  return (module, program, args, oneThread = false) => {
    const peer = found[module]
    if (peer === null) return null
    const extra = oneThread ? ONE_THREAD : {}
    return () => runJson(peer.python, [join(peers, program), ...args.map(String)], { extra })
  }
}
