import type { Page } from '@playwright/test'

/** A stroke on a 0..1 square, drawn with real pointer moves. */
export type Stroke = readonly (readonly [number, number])[]

const arc = (
  cx: number,
  cy: number,
  rx: number,
  ry: number,
  from: number,
  to: number,
  steps = 24,
): [number, number][] =>
  Array.from({ length: steps + 1 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / steps) * Math.PI) / 180
    return [cx + rx * Math.cos(angle), cy + ry * Math.sin(angle)]
  })

/** Strokes of the ten digits. */
export const DIGITS: readonly (readonly Stroke[])[] = [
  [arc(0.5, 0.5, 0.2, 0.3, -90, 270)],
  [
    [
      [0.52, 0.18],
      [0.5, 0.5],
      [0.48, 0.82],
    ],
  ],
  [[...arc(0.5, 0.34, 0.18, 0.16, 190, 380), [0.6, 0.52], [0.34, 0.8], [0.5, 0.78], [0.72, 0.8]]],
  [[...arc(0.47, 0.34, 0.18, 0.16, 200, 440), ...arc(0.47, 0.65, 0.21, 0.17, 280, 510)]],
  [
    [
      [0.36, 0.2],
      [0.32, 0.52],
      [0.7, 0.5],
    ],
    [
      [0.64, 0.22],
      [0.6, 0.84],
    ],
  ],
  [[[0.68, 0.2], [0.38, 0.2], [0.36, 0.46], ...arc(0.48, 0.62, 0.2, 0.18, 240, 500)]],
  [[[0.6, 0.16], [0.45, 0.34], [0.36, 0.58], ...arc(0.5, 0.66, 0.16, 0.16, 180, -180)]],
  [
    [
      [0.3, 0.22],
      [0.7, 0.22],
      [0.58, 0.5],
      [0.48, 0.84],
    ],
  ],
  [[...arc(0.5, 0.34, 0.15, 0.15, 90, -270), ...arc(0.5, 0.66, 0.18, 0.17, -90, 270)]],
  [[...arc(0.5, 0.36, 0.16, 0.16, 0, -360), [0.66, 0.4], [0.62, 0.6], [0.58, 0.84]]],
]

/** Mouse movements from one point of a stroke to the next. */
const STEPS = 4

function smallSteps(stroke: Stroke): (readonly [number, number])[] {
  return stroke.slice(1).flatMap(([x, y], i) => {
    const [fromX, fromY] = stroke[i] ?? [x, y]
    return Array.from({ length: STEPS }, (_, k) => {
      const share = (k + 1) / STEPS
      return [fromX + (x - fromX) * share, fromY + (y - fromY) * share] as const
    })
  })
}

/** Draws strokes on the pad with the mouse: many small steps, as fast as the page accepts them. */
export async function drawStrokes(page: Page, strokes: readonly Stroke[]): Promise<void> {
  const pad = page.getByRole('img', { name: /书写板|drawing pad/i })
  await pad.scrollIntoViewIfNeeded()
  const box = await pad.boundingBox()
  if (!box) throw new Error('the drawing pad is not visible')
  const at = ([x, y]: readonly [number, number]) => [box.x + x * box.width, box.y + y * box.height] as const
  for (const stroke of strokes) {
    const [first] = stroke
    if (!first) continue
    await page.mouse.move(...at(first))
    await page.mouse.down()
    await Promise.all(smallSteps(stroke).map((point) => page.mouse.move(...at(point))))
    await page.mouse.up()
  }
}
