/** Every string of the command line. */
export const cli = {
  name: '手写数字工坊',
}
