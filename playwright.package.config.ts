import { defineConfig } from '@playwright/test'

/** What people install: the packages in dist/ and the browser version in out/web. scripts/testPackages.mjs builds both first. */
export default defineConfig({
  testDir: 'test/package',
  outputDir: 'test-results/package',
  timeout: 180_000,
  expect: { timeout: 30_000 },
  workers: 1,
  retries: 0,
  reporter: [['list'], ['json', { outputFile: process.env['E2E_REPORT'] ?? 'test-results/package.json' }]],
})
