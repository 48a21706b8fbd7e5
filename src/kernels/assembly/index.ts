// Everything the host calls. `tiles` and `outputTiles` are generated from the templates by src/kernels/buildKernels.mjs.
export { compactRows, expandRange, expandBatch } from './rows'
export { softmax, countCorrect } from './output'
export { iterate, workerLoop } from './workers'
export * from './tiles'
export * from './outputTiles'
