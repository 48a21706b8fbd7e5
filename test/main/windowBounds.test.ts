import { describe, expect, it } from 'vitest'
import { MIN_HEIGHT, MIN_WIDTH, placeWindow } from '../../src/main/windowBounds'

const laptop = { x: 0, y: 25, width: 1440, height: 875 }
const external = { x: 1440, y: 0, width: 2560, height: 1440 }
const saved = { x: 1600, y: 100, width: 1300, height: 820, maximized: false }

describe('placeWindow', () => {
  it('opens large in the middle at the first start, but never larger than the screen', () => {
    expect(placeWindow(null, [external])).toEqual({ width: 1440, height: 900 })
    expect(placeWindow(null, [laptop])).toEqual({ width: 1440, height: 875 })
  })

  it('opens as it was left, also on another monitor', () => {
    expect(placeWindow(saved, [laptop, external])).toEqual({ x: 1600, y: 100, width: 1300, height: 820 })
  })

  it('comes back to the middle of the main screen when its monitor is gone', () => {
    expect(placeWindow(saved, [laptop])).toEqual({ width: 1300, height: 820 })
  })

  it('comes back when the title bar would be out of reach', () => {
    expect(placeWindow({ ...saved, x: 100, y: -300 }, [laptop])).toEqual({ width: 1300, height: 820 })
    expect(placeWindow({ ...saved, x: -1200, y: 100 }, [laptop])).toEqual({ width: 1300, height: 820 })
    expect(placeWindow({ ...saved, x: 100, y: 890 }, [laptop])).toEqual({ width: 1300, height: 820 })
  })

  it('shrinks to a smaller screen, never below the least size', () => {
    const wide = { ...saved, x: 0, y: 30, width: 3000, height: 2000 }
    expect(placeWindow(wide, [laptop])).toEqual({ x: 0, y: 30, width: 1440, height: 875 })
    const tiny = { x: 0, y: 0, width: 800, height: 600 }
    expect(placeWindow({ ...saved, x: 0, y: 0, width: 10, height: 10 }, [tiny])).toMatchObject({
      width: MIN_WIDTH,
      height: MIN_HEIGHT,
    })
  })
})
