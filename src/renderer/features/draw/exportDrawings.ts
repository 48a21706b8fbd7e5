import { encodeDrawings } from '../../../shared/data/drawings'
import { OWN_PIXELS } from '../../../shared/data/ownDigits'
import type { OwnDigits } from '../../../shared/data/ownDigits'
import type { RecentDrawing } from './recent'
import { flatStrokes } from './strokes'

/** The file's source of what was drawn on the pad. */
const SOURCE = 'pad'

/**
 * Recent drawings as a file for `predict --drawings`, oldest first. Pictures are left out: they have no strokes.
 * @param own - a drawing that was labelled is among them
 * @param pen - width in pixels of the 28 x 28 image
 */
export function exportDrawings(recent: readonly RecentDrawing[], own: OwnDigits, pen: number): string {
  const digits = [...recent].reverse().flatMap(({ drawing, image }) => {
    if (drawing.picture !== null || drawing.strokes.length === 0) return []
    return [{ source: SOURCE, writer: '', label: labelOf(image, own), strokes: flatStrokes(drawing.strokes) }]
  })
  return encodeDrawings({ pen, digits })
}

/** The label that a person gave to an image; null when it has none. */
function labelOf(image: Uint8Array, { images, labels, names }: OwnDigits): number | string | null {
  const at = [...labels.keys()]
    .reverse()
    .find((index) => image.every((value, pixel) => images[index * OWN_PIXELS + pixel] === value))
  if (at === undefined) return null
  const name = names[labels[at] ?? 0] ?? ''
  return /^\d$/.test(name) ? Number(name) : name
}
