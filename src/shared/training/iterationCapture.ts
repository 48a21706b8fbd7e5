import type { Engine, EngineKind, EngineState } from '../engine/engine'

/** The step that a capture takes. */
export interface CapturedStep {
  /** Iterations done before it. */
  readonly iteration: number
  /** (B,) positions in the training split. */
  readonly batch: Uint32Array
  /** (B, 2) dx, dy in pixels; null without shifts. */
  readonly shifts: Int8Array | null
  readonly learningRate: number
}

/** One iteration of an engine, with its states before and after. Shares no memory with the engine. */
export interface IterationCapture extends CapturedStep {
  readonly kind: EngineKind
  readonly before: EngineState
  readonly after: EngineState
  /** Mean cross-entropy of the batch after the update, as the engine reports it. */
  readonly loss: number
}

/**
 * Takes a step and undoes it, to get the engine's own numbers of a coming iteration. The engine's state is restored bit for
 * bit.
 * @param engine - holds a network and the training split
 */
export function captureStep(engine: Engine, step: CapturedStep): IterationCapture {
  const before = engine.state()
  const loss = engine.step(step.batch, step.learningRate, null, step.shifts)
  const after = engine.state()
  engine.setState(before)
  return { ...step, kind: engine.kind, before, after, loss }
}
