// `npm run screens`: builds, takes every view in both themes and languages in the desktop window, keeps them in docs/screens.
import { spawnSync } from 'node:child_process'
import { displayPrefix, electronMissing } from './browsers.mjs'

const missing = electronMissing()
const prefix = displayPrefix()
if (missing || prefix === null) {
  console.error(missing || 'no display and no xvfb-run')
  process.exit(1)
}

function run(command, more = {}) {
  const [program, ...parameters] = command
  const { status } = spawnSync(program, parameters, { stdio: 'inherit', env: { ...process.env, ...more } })
  if (status !== 0) process.exit(status ?? 1)
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
run([npm, 'run', 'build'])
run([...prefix, 'npx', 'playwright', 'test', 'looks', '--project=electron'], { KEEP_SCREENS: '1' })
