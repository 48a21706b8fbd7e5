// Counts the tests and checks of npm test from the reports of its runners.
import { readFileSync } from 'node:fs'

const readReport = (file) => JSON.parse(readFileSync(file, 'utf8'))

/** Counts of passed, failed and skipped tests, with the reasons for skipping. */
export class Tally {
  #count = { passed: 0, failed: 0, skipped: 0 }
  #reasons = []

  get failed() {
    return this.#count.failed > 0
  }

  /** Counts one check. */
  check(ok) {
    this.#count[ok ? 'passed' : 'failed']++
  }

  /** Notes that something was skipped and why, without counting it. */
  skip(what, why) {
    this.#reasons.push(`${what}: ${why}`)
  }

  /**
   * Adds the counts of a report; a missing or empty report is a failure.
   * @param succeeded - whether the runner exited with 0; it also fails on errors outside the tests
   */
  add(succeeded, read) {
    try {
      const more = read()
      if (more.passed + more.failed === 0) throw new Error('no test ran')
      if (!succeeded && more.failed === 0) throw new Error('the runner failed outside its tests')
      for (const key of Object.keys(this.#count)) this.#count[key] += more[key]
    } catch (error) {
      console.log(`  ${error.message}`)
      this.#count.failed++
    }
  }

  print() {
    const { passed, failed, skipped } = this.#count
    console.log('')
    for (const line of this.#reasons) console.log(`skipped  ${line}`)
    console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  }
}

/**
 * Counts the tests of a Vitest report.
 * @param onSkipped - called with the name of each skipped test
 */
export function countUnits(file, onSkipped) {
  const report = readReport(file)
  // A file that fails to load reports no tests, so it counts as one failure.
  const broken = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
  for (const test of report.testResults.flatMap((file) => file.assertionResults)) {
    if (['skipped', 'pending', 'todo'].includes(test.status)) onSkipped(test.fullName)
  }
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + broken.length,
    skipped: report.numPendingTests + report.numTodoTests,
  }
}

/**
 * Counts the tests of a Playwright report; a test that passed only on a retry counts as failed.
 * @param onSkipped - called with the name of each skipped spec and its reason
 */
export function countEndToEnd(file, onSkipped) {
  const { stats, errors, suites } = readReport(file)
  nameSkipped(suites, onSkipped)
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky + errors.length, skipped: stats.skipped }
}

function nameSkipped(suites, onSkipped) {
  for (const { specs, suites: inner = [] } of suites) {
    for (const spec of specs) {
      for (const test of spec.tests.filter(({ status }) => status === 'skipped')) {
        const reason = test.annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given'
        onSkipped(`${test.projectName} › ${spec.title}`, reason)
      }
    }
    nameSkipped(inner, onSkipped)
  }
}
