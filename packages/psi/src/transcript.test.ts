import { expect, test } from 'vitest'
import type { MatchContext } from './context.ts'
import { openHits, sealHits } from './hits.ts'
import { fingerprintOf, makePartyKeys } from './party.ts'
import {
  digestBody,
  digestMessage,
  type MessageHead,
  signMessage,
  verifyMessage,
} from './transcript.ts'

const CONTEXT: MatchContext = {
  agreement: 'a',
  epoch: 3,
  kind: 'domain',
  platform: '',
  lane: 'bulk',
  learns: 'both',
}
const keys = makePartyKeys()
const body = Buffer.from('points')
const head: MessageHead = {
  step: 'request',
  round: 'r',
  count: 16,
  digest: digestBody(body),
  previous: 'p',
}
const received = { ...head, body, signature: signMessage(head, CONTEXT, keys.secretKey) }

test('a message is taken as what it was signed as', () => {
  expect(() => verifyMessage(received, head, CONTEXT, keys.publicKey)).not.toThrow()
})

test.each<[string, Partial<MatchContext>]>([
  ['epoch', { epoch: 4 }],
  ['agreement', { agreement: 'b' }],
  ['kind', { kind: 'url' }],
  ['lane', { lane: 'look-up' }],
  ['who learns', { learns: 'receiver' }],
])('a message that was swapped in from another %s is refused', (_, other) => {
  expect(() => verifyMessage(received, head, { ...CONTEXT, ...other }, keys.publicKey)).toThrow(
    expect.objectContaining({ code: 'bad-signature' }),
  )
})

test.each<[string, object]>([
  ['wrong-order', { round: 'another' }],
  ['wrong-order', { step: 'reply' }],
  ['wrong-order', { previous: 'another' }],
  ['wrong-order', { count: 32 }],
  ['wrong-digest', { body: Buffer.from('others') }],
  ['bad-signature', { signature: 'AAAA' }],
])('a message that is replayed or changed is refused: %s %o', (code, change) => {
  expect(() => verifyMessage({ ...received, ...change }, head, CONTEXT, keys.publicKey)).toThrow(
    expect.objectContaining({ code }),
  )
})

test('a message of somebody else is refused, and what a message stands for depends on all that came before', () => {
  expect(() => verifyMessage(received, head, CONTEXT, makePartyKeys().publicKey)).toThrow(
    expect.objectContaining({ code: 'bad-signature' }),
  )
  expect(digestMessage(head, CONTEXT)).not.toBe(digestMessage({ ...head, previous: 'q' }, CONTEXT))
})

test('hits reach the holder alone, in a size that says nothing of how many there are', () => {
  const sealed = sealHits([0, 7, 500], 512, keys.publicKey)
  expect(openHits(sealed, 512, keys)).toEqual([0, 7, 500])
  expect(sealHits([], 512, keys.publicKey)).toHaveLength(sealed.length)
  expect(() => openHits(sealed, 512, makePartyKeys())).toThrow(
    expect.objectContaining({ code: 'bad-signature' }),
  )
  expect(() => openHits(sealed, 1024, keys)).toThrow(
    expect.objectContaining({ code: 'bad-length' }),
  )
})

test('a fingerprint is the same for one key and another for another; what is no key is refused', () => {
  expect(fingerprintOf(keys.publicKey)).toMatch(/^([0-9a-f]{4} ){11}[0-9a-f]{4}$/)
  expect(fingerprintOf(keys.publicKey)).not.toBe(fingerprintOf(makePartyKeys().publicKey))
  expect(() => fingerprintOf('AAAA')).toThrow(expect.objectContaining({ code: 'bad-key' }))
})
