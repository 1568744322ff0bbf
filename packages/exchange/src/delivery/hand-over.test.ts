import { onServer, startTestExchange } from '@tocsin/testkit'
import { expect, test } from 'vitest'
import type { GatewayFault } from '../gateways/gateway.ts'
import type { Channel } from './channel.ts'
import { handOver } from './hand-over.ts'
import type { Claimed } from './outbox.ts'

const AWAY: GatewayFault = { kind: 'server', words: 'away', brief: 'ECONNRESET' }

onServer('handing a batch over', (open) => {
  test('once our own server fails, no further round is begun, and what was not tried is put back', async () => {
    const database = await open()
    const node = await startTestExchange({ database })
    const tried: string[] = []
    // All at once, as those are that a mail server takes: nothing stands in the database here.
    const channel: Channel<object> = {
      name: 'mail',
      proves: 'handed over',
      repeats: true,
      batch: 2,
      window: 2,
      open: async () => async () => ({}),
    }
    const batch = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id, attempts: 1 }) as Claimed)
    const outcomes = await handOver(node.context, {
      channel,
      send: async (id) => {
        tried.push(id)
        return id === 'c' ? { fault: AWAY } : {}
      },
      batch,
      messages: new Map(batch.map(({ id }) => [id, {}])),
    })
    expect(tried).toEqual(['a', 'b', 'c', 'd'])
    expect(outcomes.map(({ ending }) => ending)).toEqual([
      'handed-over',
      'handed-over',
      'server',
      'handed-over',
      'put-back',
    ])
    await node.close()
    await database.close()
  })
})
