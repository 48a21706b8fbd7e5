import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { promisify } from 'node:util'
import { expect } from '@playwright/test'

const run = promisify(execFile)

/** Debian's packages dbus and dunst. */
export const hasDesktopBus = ['/usr/bin/dbus-daemon', '/usr/bin/dunst'].every((path) => existsSync(path))

/** A session bus of its own with a service that shows notifications, as a desktop has them. */
export interface DesktopBus {
  /** Takes away what is on show. @returns the bodies of all notifications so far, the latest first */
  told(): Promise<readonly string[]>
  close(): void
}

/** Opens a bus; applications that are started after this find it through the environment. */
export async function openDesktopBus(): Promise<DesktopBus> {
  const bus = spawn('dbus-daemon', ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    bus.once('error', reject)
    bus.stdout.setEncoding('utf8').once('data', (text: string) => resolve(text.trim()))
  })
  process.env['DBUS_SESSION_BUS_ADDRESS'] = address
  const service = spawn('dunst', { stdio: 'ignore' })
  const ask = async (...words: string[]): Promise<string> => (await run('dunstctl', words)).stdout
  await expect.poll(() => ask('count').catch(() => ''), { message: 'the service answers' }).toContain('History')
  return {
    async told() {
      await ask('close-all')
      const { data } = JSON.parse(await ask('history')) as { data: [{ body: { data: string } }[]] }
      return data[0].map(({ body }) => body.data)
    },
    close() {
      delete process.env['DBUS_SESSION_BUS_ADDRESS']
      service.kill()
      bus.kill()
    },
  }
}
