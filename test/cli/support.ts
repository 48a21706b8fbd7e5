import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { resolve } from 'node:path'

const script = resolve(import.meta.dirname, '../../scripts/digitStudio.mjs')

export interface Outcome {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Starts the built command line in a separate process. */
export function startStudio(args: readonly string[], environment: Record<string, string> = {}): ChildProcess {
  return spawn(process.execPath, [script, ...args], {
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs the built command line to its end. */
export function runStudio(args: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  return outcomeOf(startStudio(args, environment))
}

export function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const printed = { stdout: '', stderr: '' }
  child.stdout?.setEncoding('utf8').on('data', (text: string) => (printed.stdout += text))
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (printed.stderr += text))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, ...printed }))
  })
}
