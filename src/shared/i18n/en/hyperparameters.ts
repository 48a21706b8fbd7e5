import type { HyperparameterTexts } from '../hyperparameterTexts'

/** Names and explanations of the hyperparameters, in the book's words. */
export const hyperparameters: HyperparameterTexts = {
  hidden: {
    label: 'Hidden neurons',
    help: 'Number of neurons in the hidden layer. More neurons can represent more but train slower. The book uses 50.',
  },
  batch: {
    label: 'Batch size',
    help: 'Number of training images drawn at random for each update (the mini-batch). The book uses 100.',
  },
  lr: {
    label: 'Learning rate',
    help: 'How far each update moves against the gradient: W ← W − η·∂L/∂W. Too small is slow, too large diverges. The book uses 0.1.',
  },
  iterations: {
    label: 'Iterations',
    help: 'Total number of weight updates. With 60,000 training images and a batch size of 100, 600 iterations are one epoch. The book uses 10,000.',
  },
  std: {
    label: 'Initial weight std',
    help: 'Initial weights are drawn from a Gaussian; this is its standard deviation. The book uses 0.01.',
  },
  seed: {
    label: 'Random seed',
    help: 'Sets the initial weights and the images in each batch, like np.random.seed. Same seed, same run.',
  },
  engine: {
    label: 'Engine',
    help: 'SIMD single precision is fastest; float64 reproduces the book’s NumPy program.',
    options: { simd: 'SIMD float32', float64: 'float64 (matches NumPy)' },
  },
  optimizer: {
    label: 'Optimizer',
    help: 'How the gradient updates the weights. The program in chapter 5 of the book uses SGD; the others are in chapter 6.',
    options: { sgd: 'SGD', momentum: 'Momentum', adagrad: 'AdaGrad', adam: 'Adam' },
  },
  weightInit: {
    label: 'Weight init',
    help: 'Standard deviation of the initial weights: a fixed value, or √(1/n) (Xavier) or √(2/n) (He), where n is the number of neurons in the previous layer.',
    options: { std: 'Fixed std', xavier: 'Xavier', he: 'He' },
  },
  shift: {
    label: '±2 px shift',
    help: 'Shifts each training image at random by up to 2 pixels. Helps with off-center digits, and slightly with drawn ones.',
  },
  handwriting: {
    label: 'Ways of writing',
    help: 'Adds digits that the program writes in the ways of many countries (hooked 9, crossed 7, 4 in one stroke, …) to the training data; this is their share of the training images, 0 = none. The test data is unchanged. Drawn digits are recognized much better.',
  },
  targetAccuracy: { label: 'Target accuracy', help: 'Stops when the test accuracy reaches this value; 0 = off.' },
  patience: {
    label: 'Early stop patience',
    help: 'Stops after this many epochs without a better test accuracy; 0 = off.',
  },
  decay: {
    label: 'Learning rate decay',
    help: 'Lowers the learning rate during training.',
    options: { none: 'None', step: 'Step', exponential: 'Exponential', cosine: 'Cosine' },
  },
  unit: { neurons: 'neurons', images: 'images', iterations: 'iterations', epochs: 'epochs' },
}
