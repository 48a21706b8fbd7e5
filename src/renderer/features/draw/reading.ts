import type { Prediction } from '../../../shared/training/runTypes'

/** What is shown next to the pad. */
export type Reading =
  | { readonly kind: 'empty' }
  /** There is ink, but no weights to classify it with. */
  | { readonly kind: 'noWeights' }
  | { readonly kind: 'answer'; readonly prediction: Prediction }

export interface ReaderPorts {
  /** @returns null when there are no weights */
  predict(image: Uint8Array): Promise<Prediction | null>
  /** Runs `work` before the next frame. */
  onFrame(work: () => void): void
  publish(reading: Reading): void
  /** Called when the published result is that of the latest image. */
  onSettled?(image: Uint8Array | null): void
}

/** Classifies the drawing at most once per frame, one request at a time; of many images only the latest. */
export interface Reader {
  /** @param image - (784,) u8, or null for an empty pad */
  read(image: Uint8Array | null): void
}

export function createReader(ports: ReaderPorts): Reader {
  let wanted: Uint8Array | null = null
  let version = 0
  let asked = 0
  let scheduled = false
  let busy = false

  function schedule(): void {
    if (scheduled || busy || asked === version) return
    scheduled = true
    ports.onFrame(() => {
      scheduled = false
      void ask()
    })
  }

  async function ask(): Promise<void> {
    const image = wanted
    const mine = version
    asked = mine
    if (image === null) return
    busy = true
    const prediction = await ports.predict(image)
    busy = false
    // A result for an older image is better than none while the pen moves, but not on a pad that was cleared.
    if (wanted !== null) ports.publish(prediction === null ? { kind: 'noWeights' } : { kind: 'answer', prediction })
    if (mine === version) ports.onSettled?.(image)
    schedule()
  }

  return {
    read(image) {
      wanted = image
      version += 1
      if (image === null) {
        ports.publish({ kind: 'empty' })
        ports.onSettled?.(null)
      }
      schedule()
    },
  }
}
