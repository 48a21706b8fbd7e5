// Everything the host calls. `tiles` and `outputTiles` are generated from the templates by src/kernels/buildKernels.mjs.
export { compactRows, expandRange, expandBatch, gatherLabels } from './rows'
export { softmax, countCorrect } from './output'
export { packPairs } from './quantizedRows'
export { countQuantized, largestMagnitude, quantizeWeights } from './quantizedCount'
export { iterate, workerLoop } from './workers'
export * from './tiles'
export * from './outputTiles'
