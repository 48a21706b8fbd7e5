import type { SharedDataset, SnapshotCounter } from './snapshotCounter'
import { PARAMETER_NAMES, toFloat32 } from '../../nn/copyWeights'
import type { Weights } from '../../nn/weights'
import type { HelperCall, HelperReply } from './helperProtocol'
import type { Helper, HelperPort } from '../helper'
import type { Accuracies } from '../snapshotEvaluator'

/** What a {@link HelperThread} needs from its engine. */
export interface HelpedEngine {
  /** @returns both splits in a form that can be posted to a worker; null while one is missing */
  share(): SharedDataset | null
  /** @param onNetwork - called with the address of the struct Step, now and for each later network; null to stop sharing */
  shareSteps(onNetwork: ((step: number) => void) | null): void
  /** Makes the worker return to its message loop; must precede each message to it. @returns the number of this interrupt */
  interruptHelper(): number
  /** @returns a counter that measures weights in this thread; null while a split is missing */
  snapshotCounter(): SnapshotCounter | null
}

interface Pending {
  readonly weights: Weights
  readonly resolve: (accuracies: Accuracies) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Measures accuracies in a second worker on the dataset of a SIMD engine, and lets it run half of each iteration while it
 * has nothing to measure. If the worker fails, this thread does all the work: slower, with bit-identical results.
 */
export class HelperThread implements Helper {
  readonly #engine: HelpedEngine
  readonly #counts: { readonly train: number; readonly test: number }
  readonly #pending: Pending[] = []
  #port: HelperPort | null
  #closing = false

  private constructor(engine: HelpedEngine, counts: { train: number; test: number }, port: HelperPort) {
    this.#engine = engine
    this.#counts = counts
    this.#port = port
    port.listen(
      (reply) => this.#receive(reply as HelperReply),
      (reason) => {
        if (this.#port === null) return
        console.warn('the helper thread failed:', reason)
        this.#shutDown()
      },
    )
    if (port.isThread) engine.shareSteps((step) => this.#post({ kind: 'network', step }))
  }

  /**
   * @param engine - both splits are loaded and stay loaded while the helper is used
   * @param startWorker - starts the worker
   * @returns null while a split is missing, or where no worker can be started
   */
  static start(engine: HelpedEngine, startWorker: () => HelperPort): HelperThread | null {
    const dataset = engine.share()
    if (dataset === null) return null
    let port: HelperPort
    try {
      port = startWorker()
      const call: HelperCall = { kind: 'dataset', dataset, interrupt: engine.interruptHelper() }
      port.post(call, [])
    } catch (error) {
      // No worker, or a memory that cannot be posted to one: the session measures in this thread.
      console.warn('no helper thread:', error)
      return null
    }
    return new HelperThread(engine, { train: dataset.train.count, test: dataset.test.count }, port)
  }

  get isAlive(): boolean {
    return this.#port !== null
  }

  evaluate(weights: Weights): Promise<Accuracies> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ weights, resolve, reject })
      if (this.#port === null) {
        this.#measurePending()
        return
      }
      const single = toFloat32(weights)
      this.#post(
        { kind: 'evaluate', weights: single },
        PARAMETER_NAMES.map((name) => single[name].buffer),
      )
    })
  }

  close(): void {
    this.#closing = true
    if (this.#pending.length === 0) this.#shutDown()
  }

  #receive(reply: HelperReply): void {
    this.#pending.shift()?.resolve(this.#accuracies(reply))
    if (this.#closing) this.close()
  }

  #post(call: HelperCall, transfer: ArrayBuffer[] = []): void {
    this.#engine.interruptHelper()
    this.#port?.post(call, transfer)
  }

  #shutDown(): void {
    if (this.#port !== null) {
      this.#engine.shareSteps(null)
      this.#engine.interruptHelper() // a thread that sleeps in the worker loop takes longer to end
      this.#port.close()
    }
    this.#port = null
    if (this.#pending.length > 0) this.#measurePending()
  }

  #measurePending(): void {
    const counter = this.#engine.snapshotCounter()
    for (const { weights, resolve, reject } of this.#pending.splice(0)) {
      if (counter === null) reject(new Error('the dataset was unloaded'))
      else resolve(this.#accuracies(counter.countCorrect(weights)))
    }
  }

  #accuracies({ train, test }: HelperReply): Accuracies {
    return { trainAccuracy: train / this.#counts.train, testAccuracy: test / this.#counts.test }
  }
}
