import { datasetRoutes } from './datasetRoutes'
import { insideRoutes } from './insideRoutes'
import { networkRoutes } from './networkRoutes'
import { trainingRoutes } from './trainingRoutes'

/** The requests that the training process answers; it imports only these rows. */
export const trainerRoutes = { ...datasetRoutes, ...trainingRoutes, ...networkRoutes, ...insideRoutes }

/** Whether the training process answers on arrival instead of in order. */
export const isImmediate = (name: keyof typeof trainerRoutes): boolean => trainerRoutes[name].lane === 'immediate'
