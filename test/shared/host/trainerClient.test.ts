import { describe, expect, it } from 'vitest'
import { ok } from '../../../src/shared/core/result'
import { TrainerClient } from '../../../src/shared/host/trainerClient'
import type { TrainerCall } from '../../../src/shared/contract/protocol'

function openClient() {
  const sent: TrainerCall[] = []
  const client = new TrainerClient((call) => sent.push(call))
  return { client, sent }
}

describe('TrainerClient', () => {
  it('matches replies to requests by id, in whatever order they come', async () => {
    const { client, sent } = openClient()
    const summary = client.request('dataset.summary', null)
    const info = client.request('network.info', null)
    expect(sent.map(({ name }) => name)).toEqual(['dataset.summary', 'network.info'])
    const [first, second] = sent
    client.receive({ kind: 'reply', id: second?.id ?? -1, result: { ok: false, code: 'WEIGHTS_NONE', detail: {} } })
    client.receive({ kind: 'reply', id: first?.id ?? -1, result: ok(null) })
    expect(await summary).toEqual({ ok: true, value: null })
    expect(await info).toMatchObject({ ok: false, code: 'WEIGHTS_NONE' })
  })

  it('hands events to those who listen to their name, until they stop', () => {
    const { client } = openClient()
    const heard: unknown[] = []
    const stop = client.on('network.changed', (info) => heard.push(info))
    client.receive({ kind: 'event', name: 'network.changed', payload: null })
    stop()
    client.receive({ kind: 'event', name: 'network.changed', payload: null })
    expect(heard).toEqual([null])
  })

  it('fails what is under way and what comes later with TRAINER_CRASHED once closed', async () => {
    const { client, sent } = openClient()
    const before = client.request('network.info', null)
    client.close('exit code 9')
    const failure = { ok: false, code: 'TRAINER_CRASHED', detail: { reason: 'exit code 9' } }
    expect(await before).toEqual(failure)
    expect(await client.request('network.info', null)).toEqual(failure)
    expect(sent).toHaveLength(1)
  })

  it('turns an error of the transport into a failure', async () => {
    const client = new TrainerClient(() => {
      throw new Error('could not be cloned')
    })
    expect(await client.request('network.info', null)).toMatchObject({ ok: false, code: 'INTERNAL' })
  })

  it('ignores a reply that nobody waits for', () => {
    const { client } = openClient()
    expect(() => client.receive({ kind: 'reply', id: 99, result: ok(null) })).not.toThrow()
  })
})
