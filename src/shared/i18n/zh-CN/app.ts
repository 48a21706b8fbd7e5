/** Every string of the window. */
export const app = {
  name: '手写数字工坊',
}
