// Everything the host calls. `tiles` and `outputTiles` are written by scripts/buildKernels.mjs from the templates.
export { compactRows, spreadRange, spreadBatch, spreadShifted, touchRows, gatherLabels } from './rows'
export {
  addHalves,
  softmax,
  crossEntropySum,
  subtractOneHot,
  countCorrect,
  transposeOutput,
  addOutputProduct,
  addOutputSum,
} from './output'
export { pairRows, spreadPairs, countCertain } from './pairs'
export { clear, copy, momentum, adaGrad, adam } from './optimizers'
export * from './tiles'
export * from './outputTiles'
