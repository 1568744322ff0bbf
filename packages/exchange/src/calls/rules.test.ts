import type { CallContact } from '@tocsin/api'
import { expect, test } from 'vitest'
import { decideNext, halvesOf, isReadBack, whatIsKnown, type Heard } from './rules.ts'

const contact = (rank: number, more: Partial<CallContact> = {}): CallContact => ({
  rank,
  title: 'Clerk',
  language: 'en',
  phone: '+1 614 555 0100',
  calls: 0,
  wrongNumber: false,
  ...more,
})

test('whose turn it is is called first, then those after, then those before', () => {
  expect(decideNext([contact(0), contact(1), contact(2)], 1)).toBe(1)
  expect(decideNext([contact(0), contact(1, { calls: 1 }), contact(2)], 1)).toBe(2)
  expect(decideNext([contact(0), contact(1, { calls: 1 }), contact(2, { calls: 1 })], 1)).toBe(0)
})

test('nobody is called at a number that is wrong or not on file', () => {
  const { phone: _none, ...without } = contact(0)
  expect(decideNext([without, contact(1, { wrongNumber: true })], 0)).toBeUndefined()
})

test('only the half that the caller does not read is a read-back', () => {
  const code = '1234-5678-9012'
  expect(halvesOf(code)).toEqual({ caller: '123456', clerk: '789012' })
  expect(isReadBack(code, '78 90 12')).toBe(true)
  for (const wrong of ['123456', '789013', '', '123456789012', '1234-5678-9012'])
    expect(isReadBack(code, wrong)).toBe(false)
})

const T = (minute: number) => new Date(Date.UTC(2026, 9, 1, 12, minute))
const heard = (more: Partial<Heard> = {}): Heard => ({
  toldAt: undefined,
  openedAt: undefined,
  mailedAt: undefined,
  mailed: 0,
  calls: [],
  ...more,
})

test('of an office whose mail was handed over no more is known than that, and of one without a mail nothing', () => {
  expect(whatIsKnown(heard())).toEqual({ by: 'none', mailed: 0 })
  const calls = [{ outcome: 'not-reached', at: T(2) } as const]
  expect(whatIsKnown(heard({ mailed: 2, mailedAt: T(1), calls }))).toEqual({
    by: 'mailed',
    mailed: 2,
    at: T(1).toISOString(),
  })
})

test('what the office did itself counts for more than that somebody answered the telephone', () => {
  const calls = [
    { outcome: 'reached', at: T(2) },
    { outcome: 'wrong-code', at: T(4) },
    { outcome: 'not-reached', at: T(6) },
  ] as const
  const spoken = heard({ mailed: 1, mailedAt: T(1), calls })
  expect(whatIsKnown(spoken)).toMatchObject({ by: 'spoken', at: T(4).toISOString() })
  expect(whatIsKnown({ ...spoken, openedAt: T(3) })).toMatchObject({ by: 'opened' })
  expect(whatIsKnown({ ...spoken, openedAt: T(3), toldAt: T(5) })).toMatchObject({ by: 'told' })
})
