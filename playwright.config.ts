import { defineConfig } from '@playwright/test'

/** Where the browser build is served during the run; test/e2e/support/studio.ts reads it too. */
const PORT = process.env['E2E_PORT'] ?? '4179'

/** Of the desktop window alone. */
const DESKTOP = ['desktop', 'notification', 'security', 'trainerCrash']

/**
 * The page is the same on both hosts. What it does without its host is looked at once, on the host that has time for it: the two
 * run beside each other and should take equally long. All other specs run on both hosts.
 */
const ONCE = {
  electron: ['chartFiles', 'inside', 'looks', 'runRecord', 'zoom'],
  browser: [
    ...[
      'classNames',
      'controls',
      'drawnDigits',
      'fullSpeed',
      'motionAndWheel',
      'namedSets',
      'reach',
      'realDigits',
      'records',
    ],
    ...['views', 'workbench'],
  ],
}

/** EVERY_SPEC=1 runs all on both hosts; npm test does so where one of them is missing. */
const everySpec = process.env['EVERY_SPEC'] === '1'
const without = (...names: string[]) => names.map((name) => `**/${name}.spec.ts`)

/** The same specs on two hosts: a real Electron window and the browser build in Chromium. */
export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results/e2e',
  timeout: 120_000,
  expect: { timeout: 15_000 },
  fullyParallel: false,
  workers: 2,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: process.env['E2E_REPORT'] ?? 'test-results/e2e.json' }]],
  webServer: {
    command: `node scripts/serve.mjs --port ${PORT}`,
    url: `http://127.0.0.1:${PORT}/`,
    reuseExistingServer: false,
  },
  // One window at a time on a display, beside one headless page: windows would take each other's focus and clipboard.
  projects: [
    { name: 'browser', workers: 1, testIgnore: without(...DESKTOP, ...(everySpec ? [] : ONCE.electron)) },
    { name: 'electron', workers: 1, testIgnore: without(...(everySpec ? [] : ONCE.browser)) },
  ],
})
