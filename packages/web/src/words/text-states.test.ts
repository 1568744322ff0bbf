import { expect, test } from 'vitest'
import { textWords } from './text-states.ts'

const ONE = {
  channel: 'sms',
  queued: 0,
  handedOver: 0,
  delivered: 0,
  failed: 0,
  unknown: 0,
} as const

test('what a network delivered is a part of what a gateway took, in each language', () => {
  const some = { ...ONE, handedOver: 1, delivered: 2 }
  expect(textWords(some)).toBe(
    'SMS: 3 handed to a gateway, 2 of these delivered to a telephone, as the network says',
  )
  expect(textWords(some, 'es')).toContain('3 pasados a una pasarela, 2 de ellos entregados')
  expect(textWords(some, 'fr')).toContain('3 remis à une passerelle, dont 2 livrés')
})

test('what waits behind a gateway that is not set cannot be sent, and waits otherwise', () => {
  expect(textWords({ ...ONE, queued: 2 })).toContain('2 waiting to be sent')
  expect(textWords({ ...ONE, queued: 2, blocked: 'No gateway' })).toContain('2 that cannot be sent')
})

test('what is not known is said of each message that it concerns', () => {
  const said = textWords({ ...ONE, channel: 'voice', failed: 1, unknown: 1 })
  expect(said).toMatch(/^Calls by a machine: 0 handed to a gateway, 1 refused/)
  expect(said).toMatch(/1 of which nobody knows/)
})
