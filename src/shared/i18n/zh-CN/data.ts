/** Every string about datasets: what they are called, the browser of samples, the download. */
export const data = {
  /** The classes of Fashion-MNIST, in the order of its labels. */
  fashion: ['T恤', '裤子', '套头衫', '连衣裙', '外套', '凉鞋', '衬衫', '运动鞋', '包', '短靴'],
}
