import type { ContactChange } from '@tocsin/api'
import { expect, test } from 'vitest'
import { pairChanges, toPutBack } from './contact-changes.ts'

const change = (id: number, role: ContactChange['role'], rank: number): ContactChange => ({
  id,
  contact: `00000000-0000-4000-8000-00000000000${id}`,
  role,
  rank,
  at: '2026-10-01T00:00:00.000Z',
})

test('a change stands beside what it replaced: the older one of the same role and turn', () => {
  const items = [
    change(4, 'clerk', 0),
    change(3, 'clerk', 1),
    change(2, 'it', 0),
    change(1, 'clerk', 0),
  ]
  expect(pairChanges(items).map((one) => [one.id, one.before?.id])).toEqual([
    [4, 1],
    [3, undefined],
    [2, undefined],
    [1, undefined],
  ])
})

test('what stands on file no more can be put back, with its numbers and order, unless it was erased', () => {
  const words = { title: 'Clerk', email: 'clerk@county.example', language: 'en' }
  const numbers = { sms: '+16145550100', ways: 'sms mon-fri 08:00-17:00' }
  const older = { ...change(1, 'clerk', 0), ...words, ...numbers }
  const gone = { ...change(2, 'clerk', 0), erasedAt: '2026-10-02T00:00:00.000Z' }
  const changes = pairChanges([{ ...change(3, 'clerk', 0), ...words }, gone, older])
  expect(changes.map((one) => toPutBack(one, '39049'))).toEqual([
    undefined,
    undefined,
    { jurisdiction: '39049', role: 'clerk', rank: 0, ...words, ...numbers },
  ])
})
