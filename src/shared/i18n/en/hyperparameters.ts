import type { HyperparameterTexts } from '../hyperparameterTexts'

/** Names and explanations of the hyperparameters, in the book's words. */
export const hyperparameters: HyperparameterTexts = {
  hidden: {
    label: 'Hidden neurons',
    help: 'How many neurons the hidden layer has. More can express more and take longer. The book uses 50.',
  },
  batch: {
    label: 'Batch size',
    help: 'How many training images each update draws at random (the mini-batch). The book uses 100.',
  },
  lr: {
    label: 'Learning rate',
    help: 'How far each update goes along the gradient: W ← W − η·∂L/∂W. Too small learns slowly, too large diverges. The book uses 0.1.',
  },
  iterations: {
    label: 'Iterations',
    help: 'How many updates in all. With 60,000 training images and batches of 100, 600 iterations make an epoch. The book uses 10,000.',
  },
  std: {
    label: 'Initial weight std',
    help: 'Initial weights come from a Gaussian; this is its standard deviation. The book uses 0.01.',
  },
  seed: {
    label: 'Random seed',
    help: 'Decides the initial weights and which images each batch draws, as np.random.seed does. Same seed, same run.',
  },
  engine: {
    label: 'Engine',
    help: 'SIMD single precision is fastest; float64 follows the NumPy program of the book number for number.',
    options: { simd: 'SIMD float32', float64: 'float64 (as NumPy)' },
  },
  optimizer: {
    label: 'Optimizer',
    help: 'How the gradient updates the weights. The book’s program uses SGD; the others are in its chapter 6.',
    options: { sgd: 'SGD', momentum: 'Momentum', adagrad: 'AdaGrad', adam: 'Adam' },
  },
  weightInit: {
    label: 'Weight init',
    help: 'Standard deviation of the initial weights: a fixed value, or √(1/n) (Xavier) or √(2/n) (He) for n neurons in the layer before.',
    options: { std: 'Fixed std', xavier: 'Xavier', he: 'He' },
  },
  shift: {
    label: '±2 px shift',
    help: 'Shifts each training image by up to 2 pixels at random. Drawn digits are read better.',
  },
  targetAccuracy: { label: 'Target accuracy', help: 'Stops once the test accuracy reaches it; 0 = off.' },
  patience: { label: 'Patience', help: 'Stops after this many epochs without a better test accuracy; 0 = off.' },
  decay: {
    label: 'Learning rate decay',
    help: 'Lowers the learning rate as training goes on.',
    options: { none: 'None', step: 'Steps', exponential: 'Exponential', cosine: 'Cosine' },
  },
  unit: { neurons: 'neurons', images: 'images', iterations: 'iterations', epochs: 'epochs' },
}
