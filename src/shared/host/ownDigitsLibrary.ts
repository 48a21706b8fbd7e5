import { gzipSync } from 'fflate'
import type { Handlers, PageRequestName } from '../contract/routes'
import {
  NO_OWN_DIGITS,
  OWN_FILES,
  encodeOwnDigits,
  insertOwnDigit,
  labelNamed,
  relabelOwnDigit,
  removeOwnDigit,
} from '../data/ownDigits'
import type { OwnDigits } from '../data/ownDigits'

/** Where a host keeps own digits. */
export interface OwnDigitsStore {
  /** Everything that is kept; none at first. @throws FILE_READ_FAILED, DATA_* when what is there is damaged */
  read(): Promise<OwnDigits>
  /** Replaces everything: after a failure, or a death half way, what was there before is still there. @throws FILE_WRITE_FAILED */
  write(own: OwnDigits): Promise<void>
}

/** A file to give to the person. */
export interface OwnFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** One answer per request about own digits. */
export type OwnAnswers = Handlers<Extract<PageRequestName, `own.${string}`>>

/** The one writer of the own digits of a host; changes wait for one another. */
export class OwnDigitsLibrary {
  readonly #store: OwnDigitsStore
  readonly #deliver: (files: readonly OwnFile[]) => Promise<{ fileName: string } | null>
  #own: OwnDigits = NO_OWN_DIGITS
  #opened: Promise<void> | null = null
  #queue: Promise<unknown> = Promise.resolve()

  /** @param deliver - gives the files (images, labels, names where there are more than digits) to the person; null when the person cancelled */
  constructor(store: OwnDigitsStore, deliver: (files: readonly OwnFile[]) => Promise<{ fileName: string } | null>) {
    this.#store = store
    this.#deliver = deliver
  }

  /** @throws as {@link OwnDigitsStore.read} */
  async list(): Promise<OwnDigits> {
    // A failure is told to each who asks, and the next one tries again.
    this.#opened ??= this.#store.read().then(
      (own) => void (this.#own = own),
      (error: unknown) => {
        this.#opened = null
        throw error
      },
    )
    await this.#opened
    return this.#own
  }

  readonly answers: OwnAnswers = {
    'own.list': () => this.list(),
    'own.add': ({ image, name, at }) =>
      this.#change((before) => {
        const { own, label } = labelNamed(before, name)
        return insertOwnDigit(own, { image, label }, at ?? own.labels.length)
      }),
    'own.remove': ({ at }) => this.#change((own) => removeOwnDigit(own, at)),
    'own.relabel': ({ at, name }) =>
      this.#change((before) => {
        const { own, label } = labelNamed(before, name)
        return relabelOwnDigit(own, at, label)
      }),
    'own.export': async () => {
      const { images, labels, names } = encodeOwnDigits(await this.list())
      return this.#deliver([
        { name: `${OWN_FILES.images}.gz`, bytes: gzipSync(images, { mtime: 0 }) },
        { name: `${OWN_FILES.labels}.gz`, bytes: gzipSync(labels, { mtime: 0 }) },
        ...(names === null ? [] : [{ name: OWN_FILES.names, bytes: new Uint8Array(names) }]),
      ])
    },
  }

  #change(work: (own: OwnDigits) => OwnDigits): Promise<OwnDigits> {
    const done = this.#queue.then(async () => {
      const next = work(await this.list())
      await this.#store.write(next)
      this.#own = next
      return next
    })
    // Its failure is told to its caller; the next change begins with what is there.
    this.#queue = done.catch(() => undefined)
    return done
  }
}
