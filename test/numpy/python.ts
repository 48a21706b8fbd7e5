import { execFileSync, spawnSync } from 'node:child_process'

/** A Python that has NumPy, or null. PYTHON names another one than python3. */
export const pythonWithNumpy: string | null =
  [process.env.PYTHON, 'python3', '/usr/bin/python3'].find(
    (python) => python !== undefined && spawnSync(python, ['-c', 'import numpy'], { stdio: 'ignore' }).status === 0,
  ) ?? null

if (pythonWithNumpy === null) console.warn('skipped: comparisons with NumPy (no python3 that has numpy)')

/** One thread: several fight over the cores of a small machine, and sums keep one order. */
const env = { ...process.env, OPENBLAS_NUM_THREADS: '1' }

/** Runs Python code or a script and returns what it printed. */
export function runPython(args: readonly string[]): string {
  if (pythonWithNumpy === null) throw new Error('no Python with NumPy')
  return execFileSync(pythonWithNumpy, args, { encoding: 'utf8', maxBuffer: 1 << 28, env })
}
