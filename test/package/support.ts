import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const manifest = readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8')
export const { version } = JSON.parse(manifest) as { version: string }
export const NAME = 'digit-studio'
/** Folder in which the packages install the application. */
export const HOME = `/opt/${NAME}`

const dist = resolve(import.meta.dirname, '../../dist')
export const DEB = join(dist, `${NAME}-${version}-linux-amd64.deb`)
export const RPM = join(dist, `${NAME}-${version}-linux-x86_64.rpm`)

/** Runs a program and returns what it prints. */
export const run = (program: string, ...args: string[]): string =>
  execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1 << 26 })

/** Runs a shell command, for pipes, and returns what it prints. */
export const shell = (command: string): string => run('bash', '-o', 'pipefail', '-c', command)
