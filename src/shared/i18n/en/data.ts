import type { data as zh } from '../zh-CN/data'

/** Every string about datasets: what they are called, the browser of samples, the download. */
export const data: typeof zh = {
  fashion: ['T-shirt', 'Trousers', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
}
