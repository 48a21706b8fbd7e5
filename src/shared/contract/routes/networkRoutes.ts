import { z } from 'zod'
import { MAX_OWN_DIGITS, OWN_PIXELS } from '../../data/ownDigits'
import type { NetworkInfo, Prediction } from '../../training/runTypes'
import type { ShiftRobustness } from '../../training/shiftRobustness'
import type { ComparisonModel, FirstLayerImages } from '../replies'
import { typed } from '../typed'
import { bytes, nothing } from './row'
import type { Rows } from './row'

/** MNIST's 28 x 28; data of other image sizes is refused when it is loaded. */
const PIXELS = 784
const MAX_HIDDEN_SHOWN = 2000

const slot = z.enum(['current', 'comparison'])
const image = bytes.refine((image) => image.length === PIXELS, `${PIXELS} bytes expected`)
/** Images of own digits, all or some. */
const images = bytes.refine(
  ({ length }) => length % OWN_PIXELS === 0 && length <= MAX_OWN_DIGITS * OWN_PIXELS,
  'whole images expected',
)

/** Requests about the model in use and the comparison model. */
export const networkRoutes = {
  /** image: (784,) u8, 0 = paper, 255 = ink, centred as MNIST. Works while training runs. */
  'network.predict': {
    payload: z.object({ image, slot: z.exactOptional(slot) }),
    reply: typed<Prediction>(),
    to: 'trainer',
    lane: 'immediate',
  },
  'network.info': { payload: nothing, reply: typed<NetworkInfo | null>(), to: 'trainer', lane: 'immediate' },
  /** Uses the weights shipped with the application; does nothing when there are weights already. Replies those in use. */
  'network.usePretrained': { payload: nothing, reply: typed<NetworkInfo | null>(), to: 'trainer', lane: 'queued' },
  'network.firstLayer': {
    payload: z.object({ count: z.int().min(0).max(MAX_HIDDEN_SHOWN) }),
    reply: typed<FirstLayerImages>(),
    to: 'trainer',
    lane: 'immediate',
  },
  'comparison.info': { payload: nothing, reply: typed<ComparisonModel | null>(), to: 'trainer', lane: 'immediate' },
  /** Copies weights of the current run into the comparison slot: the current ones, or those of the best epoch. */
  'comparison.copy': {
    payload: z.object({ from: z.enum(['now', 'best']) }),
    reply: typed<ComparisonModel>(),
    to: 'trainer',
    lane: 'queued',
  },
  'comparison.clear': { payload: nothing, reply: typed<null>(), to: 'trainer', lane: 'queued' },
  /** images: (count, 784) u8. Replies (count,) u8: the class that the network in use predicts for each. */
  'network.classify': {
    payload: z.object({ images }),
    reply: typed<{ predicted: Uint8Array }>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** Accuracy of the current weights on the test images, unchanged and shifted by up to ±2 pixels. */
  'network.shiftRobustness': {
    payload: z.object({ slot }),
    reply: typed<ShiftRobustness & { readonly iteration: number }>(),
    to: 'trainer',
    lane: 'immediate',
  },
  /** The current weights as an .npz archive. */
  'weights.encode': {
    payload: typed<{ format: 'npz' }>(),
    reply: typed<{ bytes: Uint8Array; hidden: number; iteration: number }>(),
    to: 'trainer',
    from: 'host',
    lane: 'immediate',
  },
  /**
   * Reads an .npz archive and uses its weights for drawings; refused while training runs.
   * `savedRun`: they are those of a saved run, with its test accuracy, 0..1, if it was measured.
   */
  'weights.decode': {
    payload: typed<{ name: string; bytes: Uint8Array; savedRun?: { testAccuracy: number | null } }>(),
    reply: typed<NetworkInfo>(),
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
  /** Reads an .npz archive into the comparison slot; allowed while training runs. */
  'comparison.decode': {
    payload: typed<{ name: string; kind: 'file' | 'run'; bytes: Uint8Array }>(),
    reply: typed<ComparisonModel>(),
    to: 'trainer',
    from: 'host',
    lane: 'queued',
  },
} as const satisfies Rows
