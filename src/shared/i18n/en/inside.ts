import type { inside as zh } from '../zh-CN/inside'

/** Strings of the view Inside, which is still to come. */
export const inside: typeof zh = {
  title: 'Inside',
  coming: 'This view is under development',
  text: 'Here you will be able to follow a digit through the layers: activations, backpropagation of the error, gradient check and confusion matrix.',
  now: 'Where you can look inside the network today',
  place: {
    train: {
      title: 'What the hidden layer is learning',
      text: 'Bottom of the Train view: the columns of W1, updated during training',
    },
    draw: {
      title: 'The 28×28 image the network sees',
      text: 'Draw view: the input image and the probability of each class',
    },
    data: { title: 'Mean image per class', text: 'Data view: the images the network has to distinguish' },
  },
  diagram: 'Two-layer network: {inputs} inputs, {hidden} hidden neurons, {classes} outputs',
}
