import type { Meeting } from '@tocsin/api'
import { expect, test } from 'vitest'
import { fieldsAfter, fieldsOf, toCall } from './fields.ts'

const OWN = '00000000-0000-4000-8000-000000000001'
const OTHER = '00000000-0000-4000-8000-000000000002'

const meeting = {
  group: { id: OWN, name: 'Circle' },
  title: 'Before the vote',
  purpose: 'election-security',
  basis: 'Charter',
  tlp: 'amber',
  pap: 'red',
  agenda: ['What was seen'],
  day: '2026-10-13',
  time: '09:30',
  zone: 'UTC',
  minutes: 45,
  way: 'video',
  place: 'Room 7',
  members: [OWN, OTHER].map((id) => ({ member: { id, name: id, kind: 'platform' }, mail: 'none' })),
} as unknown as Meeting

test('who changes the day of a meeting leaves its markings as they are', () => {
  const { draft } = toCall({ ...fieldsOf(meeting, OWN), day: '2026-10-14' })
  expect(draft).toMatchObject({ day: '2026-10-14', tlp: 'amber', pap: 'red', invited: [OTHER] })
})

test('with another TLP the meeting has the PAP that goes with it', () => {
  const { draft } = toCall({ ...fieldsOf(meeting, OWN), tlp: 'amber+strict' })
  expect(draft).toMatchObject({ tlp: 'amber+strict', pap: 'amber' })
})

test('a meeting that follows another begins with its group, purpose and people, without those that have left the group', () => {
  const others = [{ id: OTHER, name: 'Other', kind: 'platform' as const }]
  const fields = fieldsAfter({ ...meeting, id: 'before' }, others)
  expect(fields).toMatchObject({ groupId: OWN, invited: [OTHER], follows: 'before', title: '' })
  expect(fieldsAfter({ ...meeting, id: 'before' }, []).invited).toEqual([])
  expect(toCall(fields).missing).toEqual(['a title', 'the agenda', 'the day and time'])
})
