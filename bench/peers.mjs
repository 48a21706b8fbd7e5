import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const peers = join(import.meta.dirname, 'peers')

/** Variables that force OpenBLAS to use kernels for a different processor. Removed from the environment of the peers. */
const HANDICAPS = ['OPENBLAS_CORETYPE', 'OPENBLAS_L2_SIZE']

/** Limits every library that a peer may use to one thread. */
const ONE_THREAD = { OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', BENCH_THREADS: '1' }

/** @returns paths of all Python 3 interpreters: PYTHON, those on PATH, the system's, those of pyenv */
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

/** Runs a Python program of bench/peers. @returns its last line of output, parsed; null if it fails and `mayFail` */
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

/** The Python with the newest version of a module. @returns its path and the version, or null if no Python has it */
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
 * Finds the newest NumPy and PyTorch that any Python here has, and prints the versions used and what is missing.
 * @returns a function that runs a peer: (module, program, args, oneThread) => its JSON; null if the module is missing
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
