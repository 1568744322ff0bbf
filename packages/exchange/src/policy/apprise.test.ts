import type { MemberKind } from '@tocsin/api'
import { expect, test } from 'vitest'
import { decideApprise, type NoticeQuestion } from './apprise.ts'
import { loadPolicies } from './policies.ts'

const policies = loadPolicies()

function ask(changes: Partial<Omit<NoticeQuestion, 'context'>> = {}) {
  return decideApprise(
    {
      sender: { kind: 'agency', active: true, oversees: false },
      type: 'notice',
      tlp: 'green',
      releaseTlp: null,
      outsideOwnPlace: true,
      placeAboveLeftOut: false,
      affectedLeftOut: false,
      namesHit: false,
      exercise: false,
      ...changes,
      context: { now: new Date('2026-10-01T00:00:00Z'), exit: 'api', exercise: false },
    },
    policies,
  )
}

test('an agency may apprise any office, and an office those below its own place', () => {
  expect(ask()).toMatchObject({ allow: true, rule: 'apprise-agency' })
  const state = { kind: 'office' as const, active: true, oversees: true }
  expect(ask({ sender: state, outsideOwnPlace: false })).toMatchObject({
    rule: 'apprise-own-place',
  })
  expect(ask({ sender: state })).toMatchObject({ allow: false, rule: 'apprise-not-yours' })
})

test.each<[string, Parameters<typeof ask>[0]]>([
  ['told-with-place-above', { placeAboveLeftOut: true }],
  ['not-hit-names-nobody', { type: 'not-hit', namesHit: true }],
  ['advisory-carries-nothing', { type: 'advisory', releaseTlp: 'green' }],
  ['apprise-no-red', { tlp: 'red' }],
  ['notice-no-wider', { tlp: 'green', releaseTlp: 'amber' }],
  ['member-suspended', { sender: { kind: 'agency', active: false, oversees: false } }],
  ['exercise-apart', { exercise: true }],
])('%s refuses by its name', (rule, changes) => {
  expect(ask(changes)).toMatchObject({ allow: false, rule })
})

test.each<MemberKind>(['platform', 'campaign', 'researcher', 'office'])(
  'a %s with no office below its own sends no notices',
  (kind) => {
    expect(
      ask({ sender: { kind, active: true, oversees: false }, outsideOwnPlace: false }).allow,
    ).toBe(false)
  },
)
