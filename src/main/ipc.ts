import { ipcMain } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { CHANNELS, isRequestName } from '../shared/contract/channels'
import { StudioError } from '../shared/core/errors'
import { settle } from '../shared/core/result'
import type { PayloadParser } from '../shared/contract/payloadParser'
import type { StudioRequestName, StudioRequests } from '../shared/contract/api'
import { isOwnPage } from './appUrl'
import type { Page } from './page'

/** Registers what answers a request of the page. */
export type Handle = <K extends StudioRequestName>(
  name: K,
  parse: PayloadParser<StudioRequests[K]['payload']>,
  answer: (payload: StudioRequests[K]['payload']) => Promise<StudioRequests[K]['reply']> | StudioRequests[K]['reply'],
) => void

export interface Ipc {
  readonly handle: Handle
  /** Dropped files, as the paths that the preload script made of them. */
  onDropped(answer: (paths: readonly string[]) => Promise<unknown>): void
  /** The page has painted its first content, and listens. */
  readonly painted: Promise<void>
  /** Everything that answers is registered: what was asked for before is carried out now. */
  open(): void
}

/**
 * The one door between page and main process: the sender is checked first, then the name, then the payload; the outcome
 * crosses as a Result.
 */
export function setupIpc(page: Page, devUrl: string | null): Ipc {
  const answers = new Map<StudioRequestName, (payload: unknown) => Promise<unknown>>()

  const isOurs = ({ sender, senderFrame }: IpcMainInvokeEvent | IpcMainEvent): boolean =>
    senderFrame !== null &&
    senderFrame.parent === null &&
    sender === page.window()?.webContents &&
    isOwnPage(senderFrame.url, devUrl)

  function checkSender(event: IpcMainInvokeEvent): void {
    if (!isOurs(event)) throw new StudioError('BAD_REQUEST', { channel: 'ipc', reason: 'not our page' })
  }

  let open = (): void => {}
  const opened = new Promise<void>((resolve) => (open = resolve))

  ipcMain.handle(CHANNELS.request, (event, name: unknown, payload: unknown) =>
    settle(async () => {
      checkSender(event)
      const known = isRequestName(name)
      if (known && !answers.has(name)) await opened
      const answer = known ? answers.get(name) : undefined
      if (!answer) throw new StudioError('BAD_REQUEST', { channel: String(name), reason: 'unknown request' })
      return answer(payload)
    }),
  )

  return {
    handle(name, parse, answer) {
      answers.set(name, async (payload) => answer(parse(payload)))
    },
    onDropped(answer) {
      ipcMain.handle(CHANNELS.openDropped, (event, paths: unknown) =>
        settle(() => {
          checkSender(event)
          if (!Array.isArray(paths) || !paths.every((path) => typeof path === 'string')) {
            throw new StudioError('BAD_REQUEST', { channel: 'openDropped', reason: 'paths expected' })
          }
          return answer(paths)
        }),
      )
    },
    painted: new Promise((resolve) => {
      ipcMain.on(CHANNELS.painted, (event) => {
        // Nobody waits for an answer: what is thrown here would end up as an uncaught error. A page whose window closes
        // while it loads is no longer ours either.
        if (isOurs(event)) resolve()
      })
    }),
    open,
  }
}
