// npm test: types, lint, unused code, unit tests, build, e2e on both hosts, packages. A failed check does not stop the others;
// skipped ones are listed with their reasons, and the last line has the counts. Installs nothing on the system.
// With CURRENT_NODE, the path of a newer Node, the unit tests also run under that one.
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { constants, setPriority } from 'node:os'
import { join } from 'node:path'
import { displayPrefix, electronMissing, findChromium, findNumpy } from './browsers.mjs'
import { packagingMissing } from './packaging/tools.mjs'
import { Tally, countEndToEnd, countUnits } from './tally.mjs'

const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
const tally = new Tally()

/** Left out of the second run of the unit tests: they train for a long time, and the first run has checked every number. */
const NOT_UNDER_CURRENT_NODE = [
  'test/shared/engine/float64/goldenRun.test.ts',
  'test/shared/engine/float64/numpyTrajectories.test.ts',
  'test/shared/inside/iteration.test.ts',
  'test/shared/trainer/runSnapshot.test.ts',
  'test/shared/data/readers/reading.test.ts',
]

/** The JavaScript file behind a package's command, so that no shell wrapper is needed. */
function bin(name, command = name) {
  // Read by path: some packages do not export their manifest.
  const home = join(root, 'node_modules', name)
  const { bin } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  return join(home, typeof bin === 'string' ? bin : bin[command])
}

/**
 * Runs a command in the root of the checkout.
 * @param buffered - print the output as a whole at the end, because other commands run at the same time
 * @param lowPriority - run at a lower priority than the other commands
 * @returns whether it succeeded
 */
async function run(title, [command, ...args], { env = {}, buffered = false, lowPriority = false } = {}) {
  if (!buffered) console.log(`\n— ${title}`)
  const started = Date.now()
  const child = spawn(command, args, {
    cwd: root,
    stdio: buffered ? ['ignore', 'pipe', 'pipe'] : 'inherit',
    env: { ...process.env, ...env },
  })
  if (lowPriority && child.pid !== undefined) setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
  const output = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (piece) => output.push(piece))
  const status = await new Promise((resolve) => {
    child.on('error', (error) => {
      output.push(Buffer.from(`${error.message}\n`))
      resolve(null)
    })
    child.on('close', resolve)
  })
  if (buffered) console.log(`\n— ${title}\n${Buffer.concat(output)}`.trimEnd())
  console.log(`  ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return status === 0
}

/** Runs checks that each use one core, two at a time. */
async function runChecks(checks) {
  const waiting = Object.entries(checks)
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [title, args] = next
      tally.check(await run(title, [process.execPath, ...args], { buffered: true }))
    }
  }
  await Promise.all([lane(), lane()])
}

/** Runs the unit tests under a Node and counts them. */
async function runUnits(title, node, reportName, options, ...more) {
  const report = join(results, reportName)
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const succeeded = await run(title, [node, bin('vitest'), 'run', ...reporters, ...more], options)
  tally.add(succeeded, () => countUnits(report, (name) => tally.skip(title, name)))
}

/** A free port, so that two runs do not collide. */
function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

/** Tests the built application on every host available on this machine. */
async function runEndToEnd() {
  const chromium = await findChromium()
  const noElectron = electronMissing()
  const prefix = displayPrefix()
  const projects = []
  if (chromium) projects.push('browser')
  else tally.skip('e2e in the browser host', 'no Chromium here (`npx playwright install chromium` brings one)')
  if (noElectron) tally.skip('e2e in the Electron window', noElectron)
  else if (prefix === null) tally.skip('e2e in the Electron window', 'no display and no xvfb-run')
  else projects.push('electron')
  if (process.env.REQUIRE_ELECTRON && !projects.includes('electron')) {
    console.log('  the Electron suite is required here and cannot run')
    tally.check(false)
  }
  if (projects.length === 0) return
  const report = join(results, 'e2e.json')
  const succeeded = await run(
    `e2e (${projects.join(' + ')})`,
    [
      ...(prefix ?? []),
      ...[process.execPath, bin('@playwright/test', 'playwright'), 'test'],
      ...projects.map((name) => `--project=${name}`),
    ],
    {
      env: {
        CHROMIUM_PATH: chromium ?? '',
        E2E_REPORT: report,
        E2E_PORT: String(await freePort()),
        // If one host is missing, its specs run on the other.
        ...(projects.length === 1 ? { EVERY_SPEC: '1' } : {}),
      },
    },
  )
  tally.add(succeeded, () => countEndToEnd(report, (name, reason) => tally.skip(`e2e ${name}`, reason)))
}

/** Builds and tests what users install: packages and the browser version. */
async function runPackages() {
  const { CUSTOM_FPM_PATH: fpm } = process.env
  const quick = fpm ? { FPM_PATH: fpm, CUSTOM_FPM_PATH: join(root, 'scripts/packaging/fpmWithoutCompression.mjs') } : {}
  const options = { buffered: true, lowPriority: true }
  const prefix = displayPrefix()
  const missing = packagingMissing() ?? (prefix === null ? 'no display and no xvfb-run' : null)
  const specs = []
  async function build(title, file, args, ...names) {
    const built = await run(title, [process.execPath, file, ...args], { ...options, env: quick })
    tally.check(built)
    if (built) specs.push(...names.map((name) => `test/package/${name}.spec`))
  }
  if (missing === null) await build('packages', 'scripts/package.mjs', ['deb', 'rpm', '--x64'], 'packages', 'installed')
  else {
    tally.skip('packages', missing)
    if (process.env.REQUIRE_PACKAGES) tally.check(false)
  }
  await build('browser version', 'scripts/buildWeb.mjs', [], 'web')
  if (specs.length === 0) return
  const report = join(results, 'package.json')
  const playwright = [process.execPath, bin('@playwright/test', 'playwright'), 'test']
  const succeeded = await run(
    'packages and browser version in use',
    [...(prefix ?? []), ...playwright, '--config=playwright.package.config.ts', ...specs],
    { ...options, env: { CHROMIUM_PATH: (await findChromium()) ?? '', E2E_REPORT: report } },
  )
  tally.add(succeeded, () => countEndToEnd(report, (name, reason) => tally.skip(name, reason)))
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

tally.check(await run('kernels', [process.execPath, 'src/kernels/buildKernels.mjs']))
const types = (project) => [bin('vue-tsc'), '--noEmit', '-p', `tsconfig.${project}.json`]
await runChecks({
  'types web': types('web'),
  lint: [bin('eslint'), '.', '--max-warnings', '0'],
  'types node': types('node'),
  'types shared': types('shared'),
  'unused code': [bin('knip')],
  format: [bin('prettier'), '--check', '--log-level', 'warn', '.'],
})

const python = findNumpy()
if (!python) tally.skip('tests against the real numpy', 'no Python with numpy here')
if (!process.env.MNIST_DIR) tally.skip('tests on the real MNIST', 'MNIST_DIR is not set')
const unitEnv = python ? { PYTHON: python } : {}
await runUnits(`units under Node ${process.version}`, process.execPath, 'unit.json', { env: unitEnv })

const built = await run('build', [process.execPath, bin('electron-vite'), 'build', '--logLevel', 'warn'])
tally.check(built)

// The specs often wait for windows and pages; packages and unit tests use that time.
const work = built ? [runEndToEnd(), runPackages()] : []
const currentNode = process.env.CURRENT_NODE
if (currentNode) {
  const version = execFileSync(currentNode, ['--version'], { encoding: 'utf8' }).trim()
  const options = { env: unitEnv, buffered: true, lowPriority: true }
  const leftOut = NOT_UNDER_CURRENT_NODE.map((file) => `--exclude=${file}`)
  work.push(
    runUnits(`units under Node ${version}`, currentNode, 'unitCurrentNode.json', options, '--maxWorkers=1', ...leftOut),
  )
}
await Promise.all(work)

tally.print()
process.exitCode = tally.failed ? 1 : 0
