/** Every string of the desktop's own surfaces: dialogs, menu, notifications. */
export const desktop = {
  name: '手写数字工坊',
}
