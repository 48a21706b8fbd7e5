import type { Prediction } from '../../../shared/training/runTypes'

/** What is shown next to the pad. */
export type Reading =
  | { readonly kind: 'empty' }
  /** There is ink, but no weights to read it with. */
  | { readonly kind: 'noWeights' }
  | { readonly kind: 'answer'; readonly prediction: Prediction }

export interface ReaderPorts {
  /** @returns null when there are no weights */
  predict(image: Uint8Array): Promise<Prediction | null>
  /** Runs `work` before the next frame. */
  onFrame(work: () => void): void
  publish(reading: Reading): void
  /** Told when the published reading is that of the latest image. */
  onSettled?(image: Uint8Array | null): void
}

/** Reads the drawing at most once per frame and one request at a time; of many images the latest wins. */
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
    // An answer to an older drawing still follows the pen better than none, but not onto a pad that was cleared.
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
