import type { Capture } from '../../../shared/inside/capture'
import { Bricks, pixelValues } from '../../../shared/inside/bricks'
import { checkGradients } from '../../../shared/inside/gradientCheck'
import type { CheckProgress, CheckSetup } from '../../../shared/inside/gradientCheck'
import { repeatIteration } from '../../../shared/inside/iteration'
import type { Iteration } from '../../../shared/inside/iteration'

export type InsideCall =
  | { readonly kind: 'repeat'; readonly id: number; readonly capture: Capture }
  | { readonly kind: 'check'; readonly id: number; readonly setup: CheckSetup }

/** Measured times of one gradient by backpropagation and of one loss, in milliseconds. */
export interface GradientTimes {
  readonly analytic: number
  readonly loss: number
}

export type InsideReply =
  | { readonly kind: 'repeat'; readonly id: number; readonly iteration: Iteration }
  | { readonly kind: 'check'; readonly id: number; readonly progress: CheckProgress; readonly times: GradientTimes }

/** Between two reports of a check. */
const REPORT_MS = 200
/** The first distance is done for all four parameters. */
const FIRST_REPORT = 4 / 92
/** Work between two looks at new messages. */
const SLICE_MS = 30
let latestCheck = 0

self.onmessage = ({ data }: MessageEvent<InsideCall>) => {
  if (data.kind === 'check') {
    latestCheck = data.id
    void check(data.id, data.setup)
  } else post({ kind: 'repeat', id: data.id, iteration: repeatIteration(data.capture) })
}

function post(reply: InsideReply): void {
  self.postMessage(reply)
}

/** Reports what is known so far; a newer check ends an older one. */
async function check(id: number, setup: CheckSetup): Promise<void> {
  const times = measure(setup)
  let reported = -Infinity
  let slice = performance.now()
  for (const progress of checkGradients(setup)) {
    const now = performance.now()
    if (progress.done === 1 || (progress.done >= FIRST_REPORT && now - reported > REPORT_MS)) {
      post({ kind: 'check', id, progress, times })
      reported = now
    }
    if (now - slice < SLICE_MS) continue
    await new Promise((resolve) => setTimeout(resolve))
    if (id !== latestCheck) return
    slice = performance.now()
  }
}

function measure({ weights, images, labels }: CheckSetup): GradientTimes {
  const bricks = new Bricks(weights)
  const x = pixelValues(images)
  const time = (work: () => void): number => {
    // The fastest of a few runs: the first ones are compiled on the way, and others share the processor.
    const runs = Array.from({ length: 9 }, () => {
      const began = performance.now()
      work()
      return performance.now() - began
    })
    return Math.min(...runs)
  }
  const loss = time(() => bricks.forward(x, labels))
  const analytic = time(() => {
    bricks.forward(x, labels)
    bricks.backward()
  })
  return { analytic, loss }
}
