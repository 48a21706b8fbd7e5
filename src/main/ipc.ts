import { ipcMain } from 'electron'
import type { IpcMainEvent, IpcMainInvokeEvent } from 'electron'
import { CHANNELS, isRequestName } from '../shared/contract/channels'
import { StudioError } from '../shared/contract/errors'
import { settle } from '../shared/contract/result'
import type { PayloadParser } from '../shared/contract/requestSchemas'
import type { StudioRequestName, StudioRequests } from '../shared/contract/studioApi'
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
  /** Called whenever a page's preload script has started to listen. */
  onReady(listener: () => void): void
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

  ipcMain.handle(CHANNELS.request, (event, name: unknown, payload: unknown) =>
    settle(() => {
      checkSender(event)
      const answer = isRequestName(name) ? answers.get(name) : undefined
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
    onReady(listener) {
      ipcMain.on(CHANNELS.ready, (event) => {
        // Nobody waits for an answer: what is thrown here would end up as an uncaught error. A page whose window closes
        // while it loads is no longer ours either.
        if (isOurs(event)) listener()
      })
    },
  }
}
