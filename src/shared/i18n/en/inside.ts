import type { inside as zh } from '../zh-CN/inside'
import { insideBackprop } from './insideBackprop'
import { insideCheck } from './insideCheck'
import { insideMistakes } from './insideMistakes'
import { insideNeurons } from './insideNeurons'

/** Strings of the Inside view. */
export const inside: typeof zh = {
  title: 'Inside',
  tab: { backprop: 'Backpropagation', neurons: 'Hidden neurons', check: 'Gradient check', mistakes: 'Mistakes' },
  source: { label: 'Image from', batch: 'Mini-batch', mistake: 'Mistake', pad: 'Pad' },
  whole: { label: 'One image or the whole batch', one: 'One image', all: 'Whole batch' },
  weights: {
    label: 'Weights',
    iteration: 'iteration {n}',
    untrained: 'not trained yet',
    file: 'loaded',
    frozen: 'Training is running; this is iteration {n}',
    latest: 'Show the latest',
    follow: 'Follow training',
    followHelp: 'While training runs, take the latest iteration every two seconds',
  },
  empty: {
    noData: 'Load data first',
    noDataText: 'With images you can watch them flow through the network.',
    toData: 'Open the Data view',
    mismatch: 'The weights do not fit the data',
    mismatchText:
      'The weights in use have other inputs or classes than the current dataset. Load the matching data, or train again.',
    crashed: 'The training process has stopped. Restart it first.',
    waiting: 'Capturing an iteration…',
  },
  check: insideCheck,
  mistakes: insideMistakes,
  neurons: insideNeurons,
  compare: {
    title: 'Compare with my numbers',
    help: 'Paste an array of your own program, or choose an .npy. With the weights and batch of the .npz saved here, it should hold the same numbers.',
    array: 'Array',
    rows: 'rows: images of the batch',
    paste: 'Paste what print(array) shows',
    file: 'Or choose an .npy',
    compare: 'Compare',
    close: 'Close',
    same: 'All the same: {n} numbers, the largest difference is {largest}.',
    differs: 'First difference: {entry}, at “{stop}”. Here it is {expected}, yours is {found}. {count} entries differ.',
    length: 'Wrong number of entries: the shape is {shape}, {expected} expected, {found} found.',
    abridged:
      'NumPy left out the middle. Run np.set_printoptions(threshold=10**9) first, or save an .npy with np.save.',
    unreadable: 'No numbers were found.',
  },
  ...insideBackprop,
}
