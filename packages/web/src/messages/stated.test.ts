import type { Group } from '@tocsin/api'
import { expect, test } from 'vitest'
import { NOTHING_STATED, statesMessage, toMessage } from './stated.ts'

test('only a body of government states a message, and only to a group with a platform or campaign', () => {
  const group = (...kinds: string[]) => ({ members: kinds.map((kind) => ({ kind })) }) as Group
  expect(statesMessage('agency', group('agency', 'platform'))).toBe(true)
  expect(statesMessage('office', group('campaign'))).toBe(true)
  expect(statesMessage('agency', group('hub', 'researcher'))).toBe(false)
  expect(statesMessage('platform', group('platform'))).toBe(false)
  expect(statesMessage('agency', undefined)).toBe(false)
})

test('what is left empty is left out, so that the rules can name it', () => {
  const whole = {
    type: 'legal-process',
    nexus: 'credible-facts',
    nexusBasis: ' Seen ',
    authority: ' Act ',
    from: '2026-01-01T00:00:00.000Z',
    until: '2027-01-01T00:00:00.000Z',
    reference: ' Order ',
  } as const
  expect(toMessage(NOTHING_STATED)).toBeUndefined()
  expect(toMessage({ ...NOTHING_STATED, type: 'advisory' })).toEqual({ type: 'advisory' })
  expect(toMessage({ ...whole, nexusBasis: ' ' })).not.toHaveProperty('nexus')
  expect(toMessage({ ...whole, until: '' })).not.toHaveProperty('authority')
  expect(toMessage({ ...whole, type: 'advisory' })).not.toHaveProperty('reference')
  expect(toMessage(whole)).toEqual({
    type: 'legal-process',
    nexus: { kind: 'credible-facts', basis: 'Seen' },
    authority: { text: 'Act', from: whole.from, until: whole.until },
    reference: 'Order',
  })
})
