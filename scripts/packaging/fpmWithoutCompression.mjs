#!/usr/bin/env node
// fpm for tests: packs without compression, which takes most of the time. The fpm that packs is $FPM_PATH.
import { spawnSync } from 'node:child_process'

const args = process.argv.slice(2)
for (const option of ['--deb-compression', '--rpm-compression']) {
  const at = args.indexOf(option)
  if (at >= 0) args[at + 1] = 'none'
}
const { status } = spawnSync(process.env.FPM_PATH, args, { stdio: 'inherit' })
process.exit(status ?? 1)
