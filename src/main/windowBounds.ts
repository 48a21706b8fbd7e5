/** A rectangle of the screen in device-independent pixels. */
export interface Rectangle {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The window as it was left. */
export interface WindowState extends Rectangle {
  readonly maximized: boolean
}

export const MIN_WIDTH = 1024
export const MIN_HEIGHT = 700
const FIRST_WIDTH = 1440
const FIRST_HEIGHT = 900

/** This much of the title bar must be on a screen, so that the window can be moved. */
const GRIP_WIDTH = 200
const GRIP_HEIGHT = 40

const overlap = (from: number, size: number, areaFrom: number, areaSize: number): number =>
  Math.min(from + size, areaFrom + areaSize) - Math.max(from, areaFrom)

/**
 * Where to open the window: as it was left, if that is still on a screen.
 * @param saved - null at the first start
 * @param areas - work areas of the screens, the primary one first
 * @returns size, and a position unless the system should centre the window
 */
export function placeWindow(
  saved: WindowState | null,
  areas: readonly Rectangle[],
): { width: number; height: number; x?: number; y?: number } {
  const home = areas.find(
    (area) =>
      saved !== null &&
      overlap(saved.x, saved.width, area.x, area.width) >= GRIP_WIDTH &&
      saved.y >= area.y &&
      overlap(saved.y, GRIP_HEIGHT, area.y, area.height) >= GRIP_HEIGHT,
  )
  const area = home ?? areas[0]
  const fit = (wanted: number, min: number, available: number | undefined): number =>
    Math.max(min, Math.min(wanted, available ?? wanted))
  const width = fit(saved?.width ?? FIRST_WIDTH, MIN_WIDTH, area?.width)
  const height = fit(saved?.height ?? FIRST_HEIGHT, MIN_HEIGHT, area?.height)
  return home && saved ? { width, height, x: saved.x, y: saved.y } : { width, height }
}
