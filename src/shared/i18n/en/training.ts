import type { training as zhTraining } from '../zh-CN/training'

/** Strings of the Train view: presets, previews, chart tools. */
export const training: typeof zhTraining = {
  lesson: {
    rateTooHigh:
      'Test accuracy {test}, no better than guessing: the loss rose far above that of guessing, so the learning rate was too large. Try a smaller one.',
    learnedNothing:
      'Test accuracy {test}, no better than guessing: the steps were too small or too few. Try a larger learning rate or more iterations.',
    overfitting:
      'Training accuracy {train}, test accuracy {test}, {gap} points apart: overfitting. Try more training data (such as MNIST), ±2 px shift, or a smaller hidden layer.',
    stillImproving:
      'Over the last {epochs} epochs the test accuracy rose by {gain} points: still improving, more training will help.',
    plateau:
      'Over the last {epochs} epochs the test accuracy changed by {gain} points: it has stopped improving. Try a wider hidden layer, another optimizer, or ±2 px shift.',
    learned: 'Test accuracy {test}. Now draw a digit, or look at the images it gets wrong.',
  },
  presets: 'Presets',
  preset: {
    book: {
      label: 'Book defaults',
      help: '50 hidden neurons, batch size 100, learning rate 0.1, 10,000 iterations, as in chapter 5 of the book',
    },
    fast: { label: 'Fast', help: '2,000 iterations, learning rate 0.3: done in seconds; about 96% on MNIST' },
    wide: { label: 'Wide hidden layer', help: '200 hidden neurons: more accurate, but each iteration is slower' },
    small: {
      label: 'Small batches',
      help: '10 images per batch: a noisy loss curve; on MNIST, 10,000 iterations are only 1.7 epochs',
    },
    tooLarge: {
      label: 'Learning rate too large',
      help: 'Learning rate 3: watch the loss blow up until the network only guesses, then fix it as suggested',
    },
  },
  shiftGain:
    'Measured (MNIST, 5 seeds, off → on): shifted test images 77.7% → 95.7%, drawings 94.7% → 95.4%, test accuracy 97.0% → 96.8%. Test it yourself under “Draw”.',
  decay: { curve: 'Learning rate over the run: from {first} to {last}', from: 'start {n}', to: 'end {n}' },
  best: {
    restore: 'Best weights',
    restoreHelp: 'Use the weights from epoch {epoch}, test accuracy {accuracy}',
    last: 'Final weights',
    lastHelp: 'Back to the weights from the last iteration',
    inUse: 'Using the best weights, from epoch {epoch} (test accuracy {accuracy})',
  },
  chart: {
    smoothing: 'Smoothing',
    png: 'Export PNG (2×)',
    csv: 'Export CSV (all raw data)',
    copy: 'Copy image',
    copied: 'Image copied',
    mark: {
      learningRate: 'lr {rate}',
      remedy: 'remedy: lr {rate}',
      planned: '{planned} iterations',
      paused: 'paused',
      best: 'best {accuracy}',
      diverged: 'diverged',
      collapsed: 'stopped learning',
    },
    note: {
      learningRate: '◆ learning rate {rate} from iteration {iteration}',
      remedy: '◆ remedy: learning rate lowered to {rate} from iteration {iteration}',
      planned: '▸ {planned} iterations planned after iteration {iteration}',
      paused: '‖ paused after iteration {iteration}',
      best: '○ epoch {epoch}: best test accuracy, {accuracy}',
      diverged: '✕ diverged at iteration {iteration}',
      collapsed: '✕ after the loss rose to {peak}, the network only guesses',
    },
  },
}
