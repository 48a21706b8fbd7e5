import type { inside as zh } from '../zh-CN/inside'

/** Strings of the view Inside, which is still to come. */
export const inside: typeof zh = {
  title: 'Inside',
  coming: 'This view is still being made',
  text: 'Here you will follow a digit through the layers: what each neuron answers, how the error travels back, the gradient check, the confusion matrix.',
  now: 'What can be seen of the inside today',
  place: {
    train: {
      title: 'What the hidden layer learns',
      text: 'Foot of the Train view: columns of W1, alive while it trains',
    },
    draw: { title: 'The 28×28 the network sees', text: 'Read view: the input image and the probability of each class' },
    data: { title: 'The mean image of each class', text: 'Data view: what the network has to tell apart' },
  },
  diagram: 'Two-layer network: {inputs} inputs, {hidden} hidden neurons, {classes} outputs',
}
