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

/** Where a host stores own digits. */
export interface OwnDigitsStore {
  /** Everything stored; nothing at first. @throws FILE_READ_FAILED, DATA_* when the stored files are damaged */
  read(): Promise<OwnDigits>
  /** Replaces everything; after an error or a crash the previous state is still there. @throws FILE_WRITE_FAILED */
  write(own: OwnDigits): Promise<void>
}

/** A file to save for the user. */
export interface OwnFile {
  readonly name: string
  readonly bytes: Uint8Array<ArrayBuffer>
}

/** One handler per request about own digits. */
export type OwnAnswers = Handlers<Extract<PageRequestName, `own.${string}`>>

/** The only writer of the own digits of a host; changes are made one after another. */
export class OwnDigitsLibrary {
  readonly #store: OwnDigitsStore
  readonly #deliver: (files: readonly OwnFile[]) => Promise<{ fileName: string } | null>
  #own: OwnDigits = NO_OWN_DIGITS
  #opened: Promise<void> | null = null
  #queue: Promise<unknown> = Promise.resolve()

  /** @param deliver - saves the files (images, labels, and names if there are other classes than digits); null when cancelled */
  constructor(store: OwnDigitsStore, deliver: (files: readonly OwnFile[]) => Promise<{ fileName: string } | null>) {
    this.#store = store
    this.#deliver = deliver
  }

  /** @throws as {@link OwnDigitsStore.read} */
  async list(): Promise<OwnDigits> {
    // An error goes to every caller that waits; the next call tries again.
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
    // Its error goes to its caller; the next change starts from the current state.
    this.#queue = done.catch(() => undefined)
    return done
  }
}
