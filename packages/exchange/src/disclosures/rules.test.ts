import { expect, test } from 'vitest'
import { dueOf, faultOfInstant, instantOf, isAtGate, isUnanimous, type Party } from './rules.ts'

const JOINT = new Date('2026-10-03T12:00:00.000Z')
const EARLY = new Date('2026-10-02T12:00:00.000Z')

function party(id: string, more: Partial<Party> = {}): Party {
  return {
    id,
    name: id,
    kind: 'platform',
    state: 'agreed',
    handedIn: false,
    acceptedOffer: 0,
    version: null,
    missing: false,
    ownOpensAt: null,
    ...more,
  }
}

test('an instant binds those who said yes to it: nobody who was only asked, declined or left', () => {
  const all = (['asked', 'declined', 'left'] as const).map((state) => party(state, { state }))
  expect(dueOf([...all, party('agreed')], JOINT, JOINT).map(({ id }) => id)).toEqual(['agreed'])
})

test('nothing is due a millisecond before its instant, and what opened or was missing is not due again', () => {
  const before = new Date(JOINT.getTime() - 1)
  expect(dueOf([party('a')], JOINT, before)).toEqual([])
  expect(dueOf([party('a', { version: 1 })], JOINT, JOINT)).toEqual([])
})

test('whoever opens alone does so at its own instant, whatever the others agreed', () => {
  const alone = party('a', { state: 'alone', ownOpensAt: EARLY })
  expect(instantOf(alone, JOINT)).toEqual(EARLY)
  expect(dueOf([alone, party('b')], JOINT, EARLY).map(({ id }) => id)).toEqual(['a'])
})

test('another instant needs the yes of everybody who is bound by the one that stands, and of nobody else', () => {
  const yes = party('a', { acceptedOffer: 2 })
  expect(isUnanimous([yes, party('b', { acceptedOffer: 1 })], 2)).toBe(false)
  expect(
    isUnanimous([yes, party('b', { state: 'asked' }), party('c', { state: 'alone' })], 2),
  ).toBe(true)
})

test('a body of government beside a platform or campaign is at the gate', () => {
  expect(isAtGate(['agency', 'researcher', 'hub'])).toBe(false)
  expect(isAtGate(['office', 'campaign'])).toBe(true)
  expect(isAtGate(['platform', 'campaign', 'researcher'])).toBe(false)
})

test.each(['2027-02-30T12:00:00Z', '2026-10-04T24:00:00Z', '0000-01-01T00:00:00Z'])(
  'an instant that no calendar has is none, and not the one that it comes to: %s',
  (text) => {
    expect(faultOfInstant(text, EARLY)).toBe('this is no point in time')
    expect(faultOfInstant(JOINT.toISOString(), EARLY)).toBeUndefined()
  },
)
