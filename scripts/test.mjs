// npm test: types, lint, units, build, e2e on both hosts. Every check runs even when one before it failed; what was
// skipped is named with its reason, and the last line counts everything.
import { spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { displayPrefix, electronMissing, findChromium, findNumpy } from './browsers.mjs'

const require = createRequire(import.meta.url)
const root = join(import.meta.dirname, '..')
const results = join(root, 'test-results')
const count = { passed: 0, failed: 0, skipped: 0 }
const skips = []

/** The JavaScript file behind a package's command, so that no shell wrapper is needed. */
function bin(name, command = name) {
  const manifest = require.resolve(`${name}/package.json`)
  const { bin } = JSON.parse(readFileSync(manifest, 'utf8'))
  return join(dirname(manifest), typeof bin === 'string' ? bin : bin[command])
}

function run(title, command, args, env = {}) {
  console.log(`\n— ${title}`)
  const started = Date.now()
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  console.log(`  ${title}: ${status === 0 ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)`)
  return status === 0
}

function check(title, args) {
  if (run(title, process.execPath, args)) count.passed++
  else count.failed++
}

function skip(what, why) {
  skips.push(`${what}: ${why}`)
}

rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

check('kernels', ['src/kernels/buildKernels.mjs'])
for (const project of ['shared', 'node', 'web'])
  check(`types ${project}`, [bin('vue-tsc'), '--noEmit', '-p', `tsconfig.${project}.json`])
check('lint', [bin('eslint'), '.', '--max-warnings', '0'])
check('format', [bin('prettier'), '--check', '--log-level', 'warn', '.'])

// Units
const python = findNumpy()
if (!python) skip('tests against the real numpy', 'no Python with numpy here')
if (!process.env.MNIST_DIR) skip('tests on the real MNIST', 'MNIST_DIR is not set')
const unitReport = join(results, 'unit.json')
run(
  'units',
  process.execPath,
  [bin('vitest'), 'run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  {
    ...(python ? { PYTHON: python } : {}),
  },
)
addUp(() => {
  const report = JSON.parse(readFileSync(unitReport, 'utf8'))
  // A file that does not even load has no tests of its own, so it counts as one failure.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  for (const test of report.testResults.flatMap((file) => file.assertionResults)) {
    if (['skipped', 'pending', 'todo'].includes(test.status)) skip('unit', test.fullName)
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
})

// e2e on the built application
const built = run('build', process.execPath, [bin('electron-vite'), 'build', '--logLevel', 'warn'])
if (built) count.passed++
else count.failed++
if (built) {
  const chromium = await findChromium()
  const noElectron = electronMissing()
  const prefix = displayPrefix()
  const projects = []
  if (chromium) projects.push('browser')
  else skip('e2e in the browser host', 'no Chromium here and none could be installed')
  if (noElectron) skip('e2e in the Electron window', noElectron)
  else if (prefix === null) skip('e2e in the Electron window', 'no display and no xvfb-run')
  else projects.push('electron')
  if (process.env.REQUIRE_ELECTRON && !projects.includes('electron')) {
    console.log('  the Electron suite is required here and cannot run')
    count.failed++
  }
  if (projects.length > 0) {
    const report = join(results, 'e2e.json')
    const command = [...(prefix ?? []), process.execPath, bin('@playwright/test', 'playwright'), 'test']
    run(
      `e2e (${projects.join(' + ')})`,
      command[0],
      [...command.slice(1), ...projects.map((name) => `--project=${name}`)],
      {
        CHROMIUM_PATH: chromium ?? '',
        E2E_REPORT: report,
        E2E_PORT: String(await freePort()),
      },
    )
    addUp(() => {
      const { stats, errors, suites } = JSON.parse(readFileSync(report, 'utf8'))
      nameSkipped(suites)
      return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
    })
  }
}

/** A port that nothing listens on, so that a second run beside this one does no harm. */
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

/** Names each skipped spec of a Playwright report with the reason that it gives. */
function nameSkipped(suites) {
  for (const suite of suites) {
    for (const spec of suite.specs) {
      for (const test of spec.tests.filter(({ status }) => status === 'skipped')) {
        const reason = test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'
        skip(`e2e ${test.projectName} › ${spec.title}`, reason)
      }
    }
    nameSkipped(suite.suites ?? [])
  }
}

/** Adds the counts of a report; a report that is missing or empty is a failure. */
function addUp(read) {
  try {
    const more = read()
    if (more.passed + more.failed === 0) throw new Error('no test ran')
    for (const key of Object.keys(count)) count[key] += more[key]
  } catch (error) {
    console.log(`  ${error.message}`)
    count.failed++
  }
}

console.log('')
for (const line of skips) console.log(`skipped  ${line}`)
console.log(`${count.passed} passed, ${count.failed} failed, ${count.skipped} skipped`)
process.exitCode = count.failed === 0 ? 0 : 1
