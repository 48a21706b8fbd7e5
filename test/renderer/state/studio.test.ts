import { ref, watch } from 'vue'
import { expect, it } from 'vitest'
import type { StudioApi } from '../../../src/shared/contract/api'
import { DEFAULT_SETTINGS } from '../../../src/shared/contract/settings'
import { createStudio, perStudio } from '../../../src/renderer/state/studio'

const newStudio = () => createStudio({} as StudioApi, { settings: DEFAULT_SETTINGS, notice: null })

it('perStudio makes a part once per studio, with watchers that belong to no component', () => {
  const source = ref(0)
  const seen: number[] = []
  const part = perStudio(() => {
    watch(source, (value) => seen.push(value), { flush: 'sync' })
    return { source }
  })
  const [one, other] = [newStudio(), newStudio()]
  expect(part(one)).toBe(part(one))
  expect(part(other)).not.toBe(part(one))
  source.value = 1
  expect(seen).toEqual([1, 1])
})
