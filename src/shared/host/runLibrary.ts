import { StudioError } from '../core/errors'
import type { ComparisonModel } from '../contract/replies'
import { toFailure, unwrap } from '../core/result'
import type { Failure, Result } from '../core/result'
import type { TrainerClient } from './trainerClient'
import type { NetworkInfo, TrainingStatus } from '../training/runTypes'
import { decodeCurves } from '../runs/curves'
import { canContinue } from '../runs/record'
import type { RunChange, RunCurves, RunOrigin, RunRecord } from '../runs/record'
import { recordOf } from '../runs/runSnapshot'
import type { RunIdentity, RunSnapshot } from '../runs/runSnapshot'
import type { RunList, RunsChange } from '../runs/runList'
import type { RunStore } from '../runs/runStore'

/** What the library takes from its host. */
export interface RunLibraryDeps {
  readonly store: RunStore
  readonly request: TrainerClient['request']
  /** The wall clock. */
  readonly now: () => Date
  /** @returns an unused id, see isRunId */
  readonly newId: () => string
  readonly appVersion: string
  /** Calls `work` once after `ms` milliseconds. @returns a function that cancels it */
  readonly after: (ms: number, work: () => void) => () => void
  readonly onChange: (change: RunsChange) => void
  /** Called when an automatic save fails. */
  readonly onFailure: (failure: Failure) => void
}

/** A crash costs at most this many milliseconds of work, as long as a save is quick. */
const AUTOSAVE_MS = 2_000
/** Single steps follow one another quickly: a paused run is saved this long after the last one. */
const PAUSED_SAVE_DELAY_MS = 1000
/** The interval between saves is at least this multiple of the time that a save takes. */
const MIN_INTERVAL_PER_SAVE = 50

/**
 * Stores every run: saves it regularly while it runs, when it pauses and when it ends, and loads it again. Used by both
 * hosts; the storage, which differs, is a parameter: a {@link RunStore}. One writer: all writes go through one queue.
 */
export class RunLibrary {
  readonly #deps: RunLibraryDeps
  readonly #records = new Map<string, RunRecord>()
  /** Ids in the bin: the current run is no longer saved once it was deleted. */
  readonly #removed = new Set<string>()
  /** Runs of this session by the trainer's run number: start time, and id once saved. */
  readonly #begun = new Map<number, { readonly at: string; id: string | null }>()
  #damaged = 0
  #offer: string | null = null
  #opened: Promise<void> | null = null
  #queue: Promise<unknown> = Promise.resolve()
  #dirty = false
  #closing = false
  #running = false
  #cancelTimer: (() => void) | null = null
  #autosaveMs = AUTOSAVE_MS

  constructor(deps: RunLibraryDeps) {
    this.#deps = deps
  }

  /** Every stored run. @throws FILE_READ_FAILED */
  async list(): Promise<RunList> {
    await this.#open()
    return { runs: [...this.#records.values()], damaged: this.#damaged, offer: this.#offer }
  }

  /** Receives the status events of the training process. */
  onStatus({ run, phase }: TrainingStatus): void {
    if (this.#closing || phase === 'idle') return
    const isNew = !this.#begun.has(run)
    if (isNew) {
      this.#begun.set(run, { at: this.#deps.now().toISOString(), id: null })
      this.#offer = null
    }
    this.#dirty = true
    this.#running = phase === 'running'
    // From its first second: a run is stored when it starts.
    if (isNew || phase === 'ended') void this.#capture()
    else this.#schedule(phase === 'running' ? this.#autosaveMs : PAUSED_SAVE_DELAY_MS)
  }

  /** Called when the training process crashed: only the last save of its run is left. */
  onCrash(): void {
    this.#stopTimer()
    this.#dirty = false
    this.#running = false
    this.#offer = [...this.#begun.values()].at(-1)?.id ?? this.#offer
  }

  /**
   * Saves unsaved changes. The snapshot request has been sent when this returns, so that a start sent afterwards cannot
   * replace the run first.
   */
  async flush(): Promise<void> {
    if (this.#dirty) await this.#capture()
    else await this.#queue
  }

  /** Pauses and saves the current run; nothing is saved afterwards. */
  async close(): Promise<void> {
    if (this.#closing) return
    if (this.#running) await this.#deps.request('training.pause', null)
    this.#closing = true
    await this.flush()
  }

  async curves(id: string): Promise<RunCurves> {
    await this.#need(id)
    return decodeCurves(await this.#deps.store.blob(id, 'curves'))
  }

  /** The .npz archive of a run. */
  async weights(id: string): Promise<Uint8Array> {
    await this.#need(id)
    return this.#deps.store.blob(id, 'weights')
  }

  async record(id: string): Promise<RunRecord> {
    return this.#need(id)
  }

  /** Renames, stars or annotates. @throws RUN_UNKNOWN, FILE_WRITE_FAILED */
  async change(id: string, change: RunChange): Promise<RunRecord> {
    await this.#open()
    return this.#enqueue(async () => {
      const record = { ...(await this.#need(id)), ...change }
      await this.#deps.store.saveRecord(record)
      this.#publish(record)
      return record
    })
  }

  /** Moves a run to the bin. @throws RUN_UNKNOWN, FILE_WRITE_FAILED */
  async remove(id: string): Promise<void> {
    await this.#open()
    await this.#enqueue(async () => {
      await this.#need(id)
      await this.#deps.store.remove(id)
      this.#records.delete(id)
      this.#removed.add(id)
      if (this.#offer === id) this.#offer = null
      this.#deps.onChange({ kind: 'gone', id })
    })
  }

  /** Takes a run out of the bin. @throws RUN_UNKNOWN, FILE_WRITE_FAILED */
  async restore(id: string): Promise<RunRecord> {
    await this.#open()
    return this.#enqueue(async () => {
      const record = await this.#deps.store.restore(id)
      this.#removed.delete(id)
      this.#publish(record)
      return record
    })
  }

  /** Uses the weights of a run. @throws WEIGHTS_* */
  async loadWeights(id: string, name: string): Promise<NetworkInfo> {
    const [{ metrics }, bytes] = await Promise.all([this.record(id), this.weights(id)])
    const savedRun = { testAccuracy: metrics.testAccuracy }
    return unwrap(await this.#deps.request('weights.decode', { name, bytes, savedRun }))
  }

  /** Loads the weights of a run into the comparison slot. @throws WEIGHTS_*, COMPARISON_CLASSES */
  async loadComparison(id: string, name: string): Promise<ComparisonModel> {
    const bytes = await this.weights(id)
    return unwrap(await this.#deps.request('comparison.decode', { name, kind: 'run', bytes }))
  }

  /** Continues a run from its checkpoint. @throws RUN_*, TRAINING_WRONG_STATE, TRAINING_NO_DATA */
  async continueRun(id: string): Promise<TrainingStatus> {
    await this.flush()
    const { dataset, end, metrics, hyperparameters } = await this.#need(id)
    const { iterations } = hyperparameters
    if (!canContinue(end, metrics.iteration, iterations)) throw new StudioError('RUN_NOTHING_LEFT', { iterations })
    const checkpoint = await this.#deps.store.blob(id, 'checkpoint')
    const status = unwrap(await this.#deps.request('run.continue', { id, dataset, checkpoint }))
    this.#offer = null
    return status
  }

  /** Shows a run again as it was left. @throws RUN_*, TRAINING_WRONG_STATE, TRAINING_NO_DATA */
  async reopen(id: string): Promise<TrainingStatus> {
    await this.flush()
    const { dataset } = await this.#need(id)
    const checkpoint = await this.#deps.store.blob(id, 'checkpoint')
    const status = unwrap(await this.#deps.request('run.reopen', { id, dataset, checkpoint }))
    this.#offer = null
    return status
  }

  #open(): Promise<void> {
    this.#opened ??= this.#deps.store.open().then(({ records, damaged }) => {
      for (const record of records) this.#records.set(record.id, record)
      this.#damaged = damaged
      const newest = records.reduce<RunRecord | null>((a, b) => (a && a.savedAt >= b.savedAt ? a : b), null)
      if (newest?.end === null && this.#begun.size === 0) this.#offer = newest.id
    })
    return this.#opened
  }

  async #need(id: string): Promise<RunRecord> {
    await this.#open()
    const record = this.#records.get(id)
    if (record === undefined) throw new StudioError('RUN_UNKNOWN')
    return record
  }

  /** @param run - the trainer's number, if it is a run of this session that was saved */
  #publish(record: RunRecord, run?: number): void {
    this.#records.set(record.id, record)
    this.#deps.onChange({ kind: 'saved', record, ...(run === undefined ? {} : { run }) })
  }

  /** Runs `work` after everything queued before; its error goes to its caller only. */
  #enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#queue.then(work)
    this.#queue = done.catch(() => undefined)
    return done
  }

  #schedule(ms: number): void {
    this.#stopTimer()
    this.#cancelTimer = this.#deps.after(ms, () => void this.#capture())
  }

  #stopTimer(): void {
    this.#cancelTimer?.()
    this.#cancelTimer = null
  }

  /** Requests a snapshot at once and queues its saving. Never rejects. */
  async #capture(): Promise<void> {
    this.#stopTimer()
    this.#dirty = false
    const { request, now, onFailure } = this.#deps
    const began = now().getTime()
    const reply = request('run.snapshot', null)
    try {
      await this.#enqueue(() => this.#save(reply))
    } catch (error) {
      onFailure(toFailure(error))
    }
    this.#autosaveMs = Math.max(AUTOSAVE_MS, MIN_INTERVAL_PER_SAVE * (now().getTime() - began))
    if (!this.#running || this.#closing) return
    this.#dirty = true
    if (this.#cancelTimer === null) this.#schedule(this.#autosaveMs)
  }

  async #save(reply: Promise<Result<RunSnapshot | null>>): Promise<void> {
    const result = await reply
    // A crashed trainer has its own notice.
    if (!result.ok && result.code === 'TRAINER_CRASHED') return
    const snapshot = unwrap(result)
    if (snapshot === null) return
    await this.#open()
    const identity = this.#identify(snapshot)
    if (this.#removed.has(identity.id)) return
    const record = recordOf(snapshot, identity, this.#deps.now().toISOString())
    await this.#deps.store.save(record, snapshot.blobs)
    this.#publish(record, snapshot.run)
  }

  #identify({ run, id, from }: RunSnapshot): RunIdentity {
    const { now, newId, appVersion } = this.#deps
    const begun = this.#begun.get(run) ?? { at: now().toISOString(), id: null }
    this.#begun.set(run, begun)
    begun.id ??= id ?? newId()
    const known = this.#records.get(begun.id)
    if (known !== undefined) return known
    const number = 1 + Math.max(0, ...[...this.#records.values()].map((record) => record.number))
    return {
      id: begun.id,
      number,
      name: '',
      star: false,
      note: '',
      createdAt: begun.at,
      appVersion,
      from: this.#originOf(from),
    }
  }

  #originOf(from: RunSnapshot['from']): RunOrigin | null {
    const record = this.#records.get(this.#begun.get(from?.run ?? -1)?.id ?? '')
    return from && record ? { id: record.id, number: record.number, iteration: from.iteration } : null
  }
}
