import { describe, expect, it } from 'vitest'
import { createEmitter } from '../../../src/shared/core/emitter'

type Events = { said: string; counted: number }

describe('createEmitter', () => {
  it('calls every listener until it unsubscribes', () => {
    const emitter = createEmitter<Events>()
    const heard: string[] = []
    const end = emitter.on('said', (word) => heard.push(`a ${word}`))
    emitter.on('said', (word) => heard.push(`b ${word}`))
    emitter.emit('said', '1')
    end()
    emitter.emit('said', '2')
    expect(heard).toEqual(['a 1', 'b 1', 'b 2'])
  })

  it('keeps the last event that came before anyone listened for the first listener alone', () => {
    const emitter = createEmitter<Events>()
    emitter.emit('said', 'old')
    emitter.emit('said', 'new')
    const first: string[] = []
    const second: string[] = []
    emitter.on('said', (word) => first.push(word))
    emitter.on('said', (word) => second.push(word))
    expect([first, second]).toEqual([['new'], []])
  })

  it('forgets what came after the last listener left', () => {
    const emitter = createEmitter<Events>()
    emitter.on('counted', () => undefined)()
    emitter.emit('counted', 1)
    const heard: number[] = []
    emitter.on('counted', (n) => heard.push(n))
    expect(heard).toEqual([])
  })
})
