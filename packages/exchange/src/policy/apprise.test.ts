import type { MemberKind } from '@tocsin/api'
import { expect, test } from 'vitest'
import { decideApprise, type NoticeQuestion } from './apprise.ts'

function ask(changes: Partial<Omit<NoticeQuestion, 'context'>> = {}) {
  return decideApprise({
    sender: { kind: 'agency', active: true },
    type: 'notice',
    tlp: 'green',
    hasRelease: false,
    outsideOwnPlace: true,
    stateLeftOut: false,
    exercise: false,
    ...changes,
    context: { now: new Date('2026-10-01T00:00:00Z'), exit: 'api', exercise: false },
  })
}

test('an agency may apprise any office, and a state the offices of its own state', () => {
  expect(ask()).toMatchObject({ allow: true, rule: 'apprise-agency' })
  const state = { kind: 'state-office' as const, active: true }
  expect(ask({ sender: state, outsideOwnPlace: false })).toMatchObject({
    rule: 'apprise-own-place',
  })
  expect(ask({ sender: state })).toMatchObject({ allow: false, rule: 'apprise-not-yours' })
})

test.each<[string, Parameters<typeof ask>[0]]>([
  ['state-told-with-county', { stateLeftOut: true }],
  ['advisory-carries-nothing', { type: 'advisory', hasRelease: true }],
  ['apprise-no-red', { tlp: 'red' }],
  ['member-suspended', { sender: { kind: 'agency', active: false } }],
  ['exercise-apart', { exercise: true }],
])('%s refuses by its name', (rule, changes) => {
  expect(ask(changes)).toMatchObject({ allow: false, rule })
})

test.each<MemberKind>(['platform', 'campaign', 'researcher', 'county-office'])(
  'a %s sends no notices',
  (kind) => {
    expect(ask({ sender: { kind, active: true }, outsideOwnPlace: false }).allow).toBe(false)
  },
)
