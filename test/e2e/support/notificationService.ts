import { spawn, spawnSync } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect } from '@playwright/test'

const BUS = 'dbus-daemon'
const SERVICE = 'dunst'

/** Texts of a notification. */
interface ShownNotification {
  readonly summary: string
  readonly body: string
}

/** A D-Bus session bus with a notification service, used by windows started after it. */
export interface NotificationService {
  /** Value of DBUS_SESSION_BUS_ADDRESS. */
  readonly address: string
  /** Number of notifications shown. */
  onScreen(): number
  /** Clicks the newest one, which closes it. */
  press(): void
  /** All closed notifications, newest first. */
  gone(): ShownNotification[]
  close(): Promise<void>
}

/** Whether the programs of {@link startNotificationService} are installed (Debian: dbus, dunst). */
export const hasNotificationService = (): boolean =>
  [BUS, SERVICE].every((program) => spawnSync(program, ['--version']).status === 0)

/** Starts the bus and the service; resolves once notifications are accepted. */
export async function startNotificationService(): Promise<NotificationService> {
  const bus = spawn(BUS, ['--session', '--nofork', '--nopidfile', '--print-address'], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const [address] = (await once(createInterface(bus.stdout), 'line')) as [string]
  const env = { ...process.env, DBUS_SESSION_BUS_ADDRESS: address }
  const service = spawn(SERVICE, [], { env, stdio: 'ignore' })

  function control(...args: string[]): string {
    const { status, stdout, stderr } = spawnSync('dunstctl', args, { env, encoding: 'utf8' })
    if (status !== 0) throw new Error(stderr)
    return stdout
  }
  const owner = 'org.freedesktop.DBus.NameHasOwner'
  const asked = ['--print-reply', '--dest=org.freedesktop.DBus', '/', owner, 'string:org.freedesktop.Notifications']
  await expect.poll(() => spawnSync('dbus-send', asked, { env, encoding: 'utf8' }).stdout).toContain('true')

  return {
    address,
    onScreen: () => Number(control('count', 'displayed')),
    press: () => void control('action'),
    gone() {
      const { data } = JSON.parse(control('history')) as { data: [Record<'summary' | 'body', { data: string }>[]] }
      return data[0].map(({ summary, body }) => ({ summary: summary.data, body: body.data }))
    },
    async close() {
      await ended(service)
      await ended(bus)
    },
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  child.kill()
  await once(child, 'exit')
}
