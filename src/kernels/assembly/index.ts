// Everything the host calls. `tiles` and `outputTiles` are written by src/kernels/buildKernels.mjs from the templates.
export { compactRows, spreadRange, spreadBatch, gatherLabels } from './rows'
export { softmax, countCorrect } from './output'
export { pairRows } from './quantizedRows'
export { countPairs, largestMagnitude, roundPairs } from './quantizedCount'
export { iterate, keepWatch } from './workers'
export * from './tiles'
export * from './outputTiles'
