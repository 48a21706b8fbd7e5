import { expect, it } from 'vitest'
import type { StudioApi } from '../../../../src/shared/contract/api'
import type { OwnDigits } from '../../../../src/shared/data/ownDigits'
import { OWN_PIXELS } from '../../../../src/shared/data/ownDigits'
import { createOwnDigits } from '../../../../src/renderer/features/draw/useOwnDigits'

const NAMES = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']

/** A host with one digit that answers on request of the test. */
function slowHost() {
  const asked: { name: string; answer: () => void }[] = []
  const reply = (name: string, payload: unknown): unknown => {
    if (name === 'network.classify') return { predicted: Uint8Array.of(7) }
    const { name: label } = payload as { name: string }
    const kept: OwnDigits = { images: new Uint8Array(OWN_PIXELS), labels: Uint8Array.of(Number(label)), names: NAMES }
    return kept
  }
  const request = (name: string, payload: unknown) =>
    new Promise((resolve) => {
      asked.push({ name, answer: () => resolve({ ok: true, value: reply(name, payload) }) })
    })
  return { api: { request } as unknown as StudioApi, asked }
}

it('measures what a key that was pressed just before has changed', async () => {
  const { api, asked } = slowHost()
  const desk = createOwnDigits(api, () => expect.unreachable())
  const image = new Uint8Array(OWN_PIXELS)
  const kept = desk.keep(image, '1')
  asked[0]?.answer()
  await kept
  // Corrected, and measured before the host has answered.
  const corrected = desk.keep(image, '7')
  const measured = desk.measure(NAMES)
  expect(asked.map(({ name }) => name)).toEqual(['own.add', 'own.relabel'])
  asked[1]?.answer()
  await corrected
  await Promise.resolve()
  expect(asked.at(-1)?.name).toBe('network.classify')
  asked[2]?.answer()
  await measured
  expect(desk.readings.value).toEqual(['7'])
})
