import type { Engine } from '../engine'
import { SimdEngine } from './simdEngine'
import { PARAMETER_NAMES, toFloat32 } from '../../nn/copyWeights'
import type { Weights } from '../../nn/weights'
import type { EvaluatorAnswer, EvaluatorCall, HelperPort } from './helperProtocol'
import type { Accuracies, SnapshotEvaluator } from '../snapshotEvaluator'

interface Waiting {
  readonly weights: Weights
  readonly resolve: (accuracies: Accuracies) => void
  readonly reject: (reason: unknown) => void
}

/**
 * Measures epochs in a second worker on the dataset of a SIMD engine, and lets it carry out half of each iteration while it
 * has nothing to measure. When that worker breaks down, all is done here instead: slower, and the same numbers.
 */
export class HelperThread implements SnapshotEvaluator {
  readonly #engine: SimdEngine
  readonly #counts: { readonly train: number; readonly test: number }
  readonly #waiting: Waiting[] = []
  #port: HelperPort | null
  #closing = false

  private constructor(engine: SimdEngine, counts: { train: number; test: number }, port: HelperPort) {
    this.#engine = engine
    this.#counts = counts
    this.#port = port
    port.listen(
      (answer) => this.#answer(answer),
      (reason) => {
        if (this.#port === null) return
        console.warn('the evaluation worker broke down:', reason)
        this.#fall()
      },
    )
    if (port.isThread) engine.shareSteps((step) => this.#post({ kind: 'network', step }))
  }

  /**
   * @param engine - both splits are loaded and stay so while the evaluator is used
   * @param start - starts the worker
   * @returns null for an engine that has nothing to share, or where no worker can be started
   */
  static for(engine: Engine, start: () => HelperPort): HelperThread | null {
    const dataset = engine instanceof SimdEngine ? engine.share() : null
    if (dataset === null || !(engine instanceof SimdEngine)) return null
    let port: HelperPort
    try {
      port = start()
      port.post({ kind: 'dataset', dataset, call: engine.callWorker() }, [])
    } catch (error) {
      // No worker, or a memory that cannot be sent to one: the session measures by itself.
      console.warn('no evaluation worker:', error)
      return null
    }
    return new HelperThread(engine, { train: dataset.train.count, test: dataset.test.count }, port)
  }

  /** Whether the second worker is there; once it broke down it stays away. */
  get isAlive(): boolean {
    return this.#port !== null
  }

  evaluate(weights: Weights): Promise<Accuracies> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ weights, resolve, reject })
      if (this.#port === null) {
        this.#measureHere()
        return
      }
      const single = toFloat32(weights)
      this.#post(
        { kind: 'evaluate', weights: single },
        PARAMETER_NAMES.map((name) => single[name].buffer),
      )
    })
  }

  /** Ends the worker once nothing is asked of it any more; nothing may be asked of it after this. */
  close(): void {
    this.#closing = true
    if (this.#waiting.length === 0) this.#fall()
  }

  #answer(correct: EvaluatorAnswer): void {
    this.#waiting.shift()?.resolve(this.#accuracies(correct))
    if (this.#closing) this.close()
  }

  #post(call: EvaluatorCall, transfer: ArrayBuffer[] = []): void {
    this.#engine.callWorker()
    this.#port?.post(call, transfer)
  }

  #fall(): void {
    if (this.#port !== null) {
      this.#engine.shareSteps(null)
      this.#engine.callWorker() // off its watch: a thread that sleeps there takes longer to end
      this.#port.close()
    }
    this.#port = null
    if (this.#waiting.length > 0) this.#measureHere()
  }

  #measureHere(): void {
    const reader = this.#engine.snapshotReader()
    for (const { weights, resolve, reject } of this.#waiting.splice(0)) {
      if (reader === null) reject(new Error('the dataset is gone'))
      else resolve(this.#accuracies(reader.countCorrect(weights)))
    }
  }

  #accuracies({ train, test }: EvaluatorAnswer): Accuracies {
    return { trainAccuracy: train / this.#counts.train, testAccuracy: test / this.#counts.test }
  }
}
