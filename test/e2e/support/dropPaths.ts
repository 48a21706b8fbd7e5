import type { Studio } from './studio'

/** Drags real paths over the center of the window and drops them, as a file manager does. */
export async function dropPaths(
  { page }: Studio,
  paths: readonly string[],
  onTheWay?: () => Promise<void>,
): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const data = { items: [], files: [...paths], dragOperationsMask: 1 }
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const at = { x: width / 2, y: height / 2, data }
  await devtools.send('Input.dispatchDragEvent', { type: 'dragEnter', ...at })
  await devtools.send('Input.dispatchDragEvent', { type: 'dragOver', ...at })
  await onTheWay?.()
  await devtools.send('Input.dispatchDragEvent', { type: 'drop', ...at })
  await devtools.detach()
}
