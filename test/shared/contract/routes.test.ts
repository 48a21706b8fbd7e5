import { describe, expect, it } from 'vitest'
import { isEventName } from '../../../src/shared/contract/events'
import {
  FORWARDED_REQUESTS,
  PAGE_REQUESTS,
  isPageRequest,
  parsePayload,
  routes,
} from '../../../src/shared/contract/routes'
import { isImmediate } from '../../../src/shared/contract/routes/trainerRoutes'
import type { PageRequestName } from '../../../src/shared/contract/routes'
import { StudioError } from '../../../src/shared/core/errors'
import { BOOK_DEFAULTS } from '../../../src/shared/training/hyperparameters'

function failure(work: () => unknown): StudioError {
  try {
    work()
  } catch (error) {
    if (error instanceof StudioError) return error
    throw error
  }
  throw new Error('nothing was refused')
}

const parserOf =
  <K extends PageRequestName>(name: K) =>
  (payload: unknown) =>
    parsePayload(name, payload)

describe('parsePayload', () => {
  it('takes no payload where there is none to take', () => {
    expect(parsePayload('training.pause', null)).toBeNull()
    expect(failure(() => parsePayload('training.pause', { a: 1 })).code).toBe('BAD_REQUEST')
    expect(failure(() => parsePayload('host.chooseFolder', '/etc')).code).toBe('BAD_REQUEST')
  })

  it('takes hyperparameters, and refuses a bad one under the code that the form shows', () => {
    const parse = parserOf('training.start')
    expect(parse({ hyperparameters: { ...BOOK_DEFAULTS, lr: 0.2, unknown: 1 } })).toEqual({
      hyperparameters: { ...BOOK_DEFAULTS, lr: 0.2 },
    })
    const error = failure(() => parse({ hyperparameters: { ...BOOK_DEFAULTS, hidden: 0 } }))
    expect(error.code).toBe('HYPERPARAMETER_INVALID')
    expect(error.detail).toMatchObject({ field: 'hidden', value: 0 })
    expect(failure(() => parse({ hyperparameters: null })).code).toBe('BAD_REQUEST')
    expect(failure(() => parse(undefined)).code).toBe('BAD_REQUEST')
  })

  it('takes an image of 784 bytes and no other', () => {
    const parse = parserOf('network.predict')
    const image = new Uint8Array(784).fill(7)
    expect(parse({ image }).image).toBe(image)
    for (const bad of [new Uint8Array(783), new Float32Array(784), [...image], null]) {
      expect(failure(() => parse({ image: bad })).code).toBe('BAD_REQUEST')
    }
  })

  it('bounds what a page may ask for at once', () => {
    const parse = parserOf('dataset.thumbnails')
    const asked = { split: 'train', count: 50, seed: 1, label: null }
    expect(parse(asked)).toEqual(asked)
    for (const change of [{ count: 1e9 }, { count: 1.5 }, { split: 'all' }, { seed: -1 }, { label: 'a' }]) {
      const error = failure(() => parse({ ...asked, ...change }))
      expect(error.code).toBe('BAD_REQUEST')
      const reason: unknown = expect.stringMatching(new RegExp(`^${Object.keys(change)[0]}: `))
      expect(error.detail).toMatchObject({ reason })
    }
  })

  it('changes the settings that the page owns, never the last folder', () => {
    const parse = parserOf('host.saveSettings')
    expect(parse({ penWidth: 3, lastFolder: { token: 'x', name: 'y' }, path: '/etc' })).toEqual({ penWidth: 3 })
    expect(parse({})).toEqual({})
    for (const bad of [{ theme: 'pink' }, { smoothing: 1 }, { penWidth: NaN }, { language: undefined }]) {
      expect(failure(() => parse(bad)).code).toBe('BAD_REQUEST')
    }
  })
})

describe('routes', () => {
  it('forward to the training process what the page may ask of it, and nothing else', () => {
    expect(FORWARDED_REQUESTS).toContain('network.predict')
    for (const name of FORWARDED_REQUESTS) expect(routes[name].to).toBe('trainer')
    expect(PAGE_REQUESTS.filter((name) => routes[name].to === 'host')).toHaveLength(
      PAGE_REQUESTS.length - FORWARDED_REQUESTS.length,
    )
  })

  it('answer what the window shows on arrival, and what changes a run in order', () => {
    expect(isImmediate('network.predict')).toBe(true)
    expect(isImmediate('training.status')).toBe(true)
    expect(isImmediate('training.start')).toBe(false)
    expect(isImmediate('dataset.chunk')).toBe(false)
  })
})

describe('names', () => {
  it('are those of the contract only', () => {
    expect(isPageRequest('training.start')).toBe(true)
    expect(isEventName('menu.command')).toBe(true)
    for (const name of ['dataset.chunk', 'weights.decode', '__proto__', 'toString', '', 3, null]) {
      expect(isPageRequest(name), String(name)).toBe(false)
      expect(isEventName(name), String(name)).toBe(false)
    }
  })
})
