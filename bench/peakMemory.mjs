import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const REPORT_MEMORY =
  'data:text/javascript,import { isMainThread } from "node:worker_threads";' +
  'if (isMainThread) process.on("exit", () => console.error(JSON.stringify(process.resourceUsage())))'

/** Runs the command line. @returns peak resident memory of the process, all threads, MB */
export function peakMemory(root, args) {
  const command = ['--import', REPORT_MEMORY, join(root, 'out/cli/digitStudio.js'), ...args]
  const { status, stderr } = spawnSync(process.execPath, command, { encoding: 'utf8' })
  if (status !== 0) throw new Error(stderr)
  return JSON.parse(stderr.trim().split('\n').at(-1)).maxRSS / 1024
}
