// npm run screens: builds, takes the README's screenshots in the desktop window and saves them in docs/screens.
import { spawnSync } from 'node:child_process'
import { displayPrefix, electronMissing } from './browsers.mjs'

/** View, theme and language of each screenshot, as named by test/e2e/looks.spec.ts. */
const PICTURES = ['data-light-zh', 'train-light-zh', 'draw-light-zh', 'runs-light-zh', 'train-dark-en']

const prefix = displayPrefix()
const missing =
  electronMissing() ||
  (prefix === null && 'no display and no xvfb-run') ||
  (!process.env.MNIST_DIR && 'MNIST_DIR is not set: the pictures show the real digits')
if (missing) {
  console.error(missing)
  process.exit(1)
}

function run(command, more = {}) {
  const [program, ...parameters] = command
  const { status } = spawnSync(program, parameters, { stdio: 'inherit', env: { ...process.env, ...more } })
  if (status !== 0) process.exit(status ?? 1)
}

const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
run([npm, 'run', 'build'])
const take = ['npx', 'playwright', 'test', 'looks', '--project=electron']
run([...prefix, ...take], { KEEP_SCREENS: PICTURES.join(',') })
