import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from './support/studio'
import { waitForData } from './support/workbench'

test.use({ sharedBy: 'start' })

const START = join(import.meta.dirname, '../../scripts/start.mjs')
const LINE =
  /改用浏览器版：(http:\/\/127\.0\.0\.1:\d+\/) {2}\((.+); open this address in a browser, press Ctrl\+C to stop\)$/m

/** `npm start` with a changed environment; undefined takes a variable away. */
function start(change: Record<string, string | undefined>): ChildProcess {
  const env = Object.fromEntries(
    Object.entries({ ...process.env, ...change }).filter(([, value]) => value !== undefined),
  )
  return spawn(process.execPath, [START], { env, stdio: ['ignore', 'pipe', 'inherit'] })
}

/** The address that a start prints, and the reason beside it. */
function announcement(child: ChildProcess): Promise<{ url: string; reason: string }> {
  return new Promise((resolve, reject) => {
    let text = ''
    child.stdout?.on('data', (bytes: Buffer) => {
      text += bytes.toString()
      const [, url, reason] = LINE.exec(text) ?? []
      if (url !== undefined && reason !== undefined) resolve({ url, reason })
    })
    child.once('exit', (code) => reject(new Error(`ended with ${code}: ${text}`)))
  })
}

test.describe('npm start where no window can be opened', () => {
  test.beforeEach(() => test.skip(test.info().project.name !== 'browser', 'no window is opened: once is enough'))
  test.skip(process.platform !== 'linux', 'only there a display can be missing')

  const noRuntime = join(tmpdir(), 'no such runtime')
  for (const { name, change, reason } of [
    {
      name: 'no display',
      change: { DISPLAY: undefined, WAYLAND_DISPLAY: undefined },
      reason: 'there is no display',
    },
    {
      name: 'no runtime',
      change: { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: noRuntime },
      reason: 'the Electron runtime is not available',
    },
  ]) {
    test(`${name}: says so in one line and serves the page`, async ({ studio }) => {
      const child = start(change)
      try {
        const said = await announcement(child)
        expect(said.reason).toBe(reason)
        await studio.page.goto(said.url)
        await waitForData(studio.page)
      } finally {
        child.kill()
      }
    })
  }

  for (const { name, script } of [
    { name: 'a library is missing', script: 'exit 127' },
    // What Electron really does where DISPLAY leads nowhere.
    { name: 'it crashes', script: 'kill -SEGV $$' },
  ]) {
    test(`a runtime that cannot open its window, ${name}: says so and serves the page`, async ({ studio }) => {
      const runtime = await mkdtemp(join(tmpdir(), 'runtime-'))
      await writeFile(join(runtime, 'electron'), `#!/bin/sh\n${script}\n`)
      await chmod(join(runtime, 'electron'), 0o755)
      const child = start({ DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: runtime })
      try {
        const said = await announcement(child)
        expect(said.reason).toBe('the window could not be opened')
        await studio.page.goto(said.url)
        await waitForData(studio.page)
      } finally {
        child.kill()
        await rm(runtime, { recursive: true, force: true })
      }
    })
  }
})
