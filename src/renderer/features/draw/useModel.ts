import type { FirstLayerImages } from '../../../shared/contract/replies'
import type { Prediction } from '../../../shared/training/runTypes'
import { perStudio, useStudio } from '../../state/studio'

/** The model in use: classifies images, exports and imports its weights. */
export const modelOf = perStudio(({ api, stores: { training, notices }, requests }) => ({
  async exportWeights(): Promise<void> {
    const saved = await requests.ask('host.exportWeights', { format: 'npz' })
    if (saved) notices.send({ type: 'add', notice: { kind: 'exported', name: saved.fileName } })
  },

  async importWeights(): Promise<void> {
    const network = await requests.ask('host.importWeights', null)
    if (network) notices.send({ type: 'add', notice: { kind: 'imported', name: network.name } })
  },

  /** @returns null while there are no weights; other failures become notices */
  async predict(image: Uint8Array): Promise<Prediction | null> {
    const result = await api.request('network.predict', { image })
    if (result.ok) return result.value
    // A crashed trainer has its own notice already.
    return result.code === 'WEIGHTS_NONE' || training.state.value.trainer === 'crashed'
      ? null
      : requests.complain(result)
  },

  /** @returns the first `count` columns of W1; null while there are no weights */
  async firstLayer(count: number): Promise<FirstLayerImages | null> {
    const result = await api.request('network.firstLayer', { count })
    return result.ok ? result.value : null
  },
}))

export const useModel = () => modelOf(useStudio())
