import { PURPOSES, type MemberKind, type Pap, type Tlp } from '@tocsin/api'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decide, judge, type Decision, type Question } from './decide.ts'
import { type PolicyMember } from './release-entity.ts'
import { loadPolicies, parsePolicies, type PolicySet } from './policies.ts'

const policies = loadPolicies()

const TLPS: Tlp[] = ['clear', 'green', 'amber', 'amber+strict', 'red']
const PAPS: Pap[] = ['clear', 'green', 'amber', 'red']
const KINDS: MemberKind[] = ['agency', 'platform', 'office', 'campaign', 'researcher', 'hub']
const NOW = new Date('2026-10-01T12:00:00.000Z')
const LATER = new Date('2027-01-01T00:00:00.000Z')

const sender = { id: 'sender', kind: 'platform' as MemberKind, active: true }
const peer: PolicyMember = { id: 'peer', kind: 'platform', active: true, groups: ['group'] }

function ask(
  changes: {
    principal?: Partial<PolicyMember>
    action?: Question['action']
    resource?: Partial<Question['resource']>
    context?: Partial<Question['context']>
  },
  set: PolicySet = policies,
): Decision {
  return decide(
    {
      principal: { ...peer, ...changes.principal },
      action: changes.action ?? 'receive',
      resource: {
        sender,
        group: { id: 'group', purposes: [...PURPOSES], maxTlp: 'red', expiresAt: LATER },
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        named: [],
        objectTlp: null,
        relayTlp: null,
        observableTlp: null,
        relaysGovernment: false,
        partyFirst: false,
        hasCandidates: true,
        asksForAction: false,
        message: undefined,
        attachesAdvisory: false,
        exercise: false,
        recalled: false,
        expiresAt: undefined,
        ...changes.resource,
      },
      context: { now: NOW, exit: 'api', exercise: false, received: false, ...changes.context },
    },
    set,
  )
}

test('a member of the group receives, and the rule that admits it is named', () => {
  expect(ask({})).toEqual({
    allow: true,
    rule: 'tlp-amber',
    reason: expect.stringContaining('TLP:AMBER goes to members of the group'),
  })
})

test('each set of policies answers by itself, however alike the questions', () => {
  const folder = join(import.meta.dirname, '../../policies')
  const schema = readFileSync(join(folder, 'schema.cedarschema'), 'utf8')
  const permit = '@id("open-house") @reason("everybody is let in") @since("2026-01-01")'
  const other = parsePolicies(schema, [`${permit} permit (principal, action, resource);`])
  const question = { resource: { tlp: 'red' as const } }
  for (let i = 0; i < 2; i++) {
    expect(ask(question)).toMatchObject({ allow: false, rule: 'tlp-red-named-only' })
    expect(ask(question, other)).toMatchObject({ allow: true, rule: 'open-house' })
  }
})

test.each<[string, Parameters<typeof ask>[0]]>([
  ['charter-membership', { principal: { groups: ['another'] } }],
  ['charter-purpose', { resource: { group: charter({ purposes: ['research'] }) } }],
  ['charter-expired', { resource: { group: charter({ expiresAt: NOW }) } }],
  ['charter-max-tlp', { resource: { group: charter({ maxTlp: 'green' }) } }],
  [
    'campaigns-apart',
    {
      principal: { kind: 'campaign' },
      resource: { sender: { id: 'sender', kind: 'campaign', active: true } },
    },
  ],
  ['no-recipient', { action: 'release', resource: { hasCandidates: false } }],
  ['charter-named-only', { resource: { named: ['another'] } }],
  ['member-suspended', { principal: { active: false } }],
  ['sender-suspended', { resource: { sender: { ...sender, active: false } } }],
  ['researcher-research-only', { principal: { kind: 'researcher' } }],
  [
    'campaign-no-platform-integrity',
    { principal: { kind: 'campaign' }, resource: { purpose: 'platform-integrity' } },
  ],
  ['tlp-red-named-only', { resource: { tlp: 'red' } }],
  ['tlp-red-no-feed', { action: 'feed', resource: { tlp: 'red', named: ['peer'] } }],
  ['pap-red-no-feed', { action: 'feed', resource: { pap: 'red' } }],
  ['pap-limits-need-tlp', { action: 'release', resource: { tlp: 'clear' } }],
  ['tlp-no-widening', { action: 'release', resource: { objectTlp: 'red' } }],
  ['tlp-relay', { action: 'release', resource: { relayTlp: 'amber' } }],
  ['tlp-observable', { action: 'release', resource: { tlp: 'green', observableTlp: 'amber' } }],
  ['terms-expired', { resource: { expiresAt: NOW } }],
  ['exercise-apart', { resource: { exercise: true } }],
  [
    'exercise-stays-inside',
    { resource: { exercise: true }, context: { exercise: true, exit: 'peer' } },
  ],
  ['read-recalled', { action: 'read', resource: { recalled: true }, context: { received: true } }],
  ['no-rule-admits', { action: 'read' }],
  ['read-left-group', { action: 'read', principal: { groups: [] }, context: { received: true } }],
])('%s refuses by its name', (rule, changes) => {
  expect(ask(changes)).toMatchObject({ allow: false, rule })
})

test.each<MemberKind>(['agency', 'office'])(
  'what a government body (%s) sends may not ask a platform to act, yet may inform it',
  (kind) => {
    const government = { ...sender, kind }
    expect(ask({ resource: { sender: government, asksForAction: true } })).toMatchObject({
      allow: false,
      rule: 'government-asks-nothing',
    })
    const message = {
      type: 'notice-of-information' as const,
      hasNexus: true,
      authority: { from: new Date(0), until: LATER },
      hasReference: false,
      namesThings: true,
      carriesThings: true,
      hasProse: true,
      personsReviewed: true,
      approved: true,
    }
    expect(ask({ resource: { sender: government, message } }).allow).toBe(true)
    const office = { kind: 'office' as const }
    expect(
      ask({ principal: office, resource: { sender: government, asksForAction: true } }).allow,
    ).toBe(true)
  },
)

test('every rule gives its reason in words for a person', () => {
  const rules = [...policies.rules.values()]
  expect(rules.length).toBeGreaterThan(20)
  expect(rules.filter((rule) => !/^\S.{15,}[^.]$/.test(rule.reason))).toEqual([])
})

const anyQuestion = fc.record({
  principal: fc.record({
    kind: fc.constantFrom(...KINDS),
    active: fc.boolean(),
    groups: fc.constantFrom([], ['group'], ['another'], ['group', 'another']),
  }),
  resource: fc.record({
    pap: fc.constantFrom(...PAPS),
    purpose: fc.constantFrom(...PURPOSES),
    named: fc.constantFrom([], ['peer'], ['another'], ['peer', 'another']),
    asksForAction: fc.boolean(),
    exercise: fc.boolean(),
    recalled: fc.boolean(),
    expiresAt: fc.constantFrom(undefined, NOW, LATER),
    sender: fc.record({
      id: fc.constant('sender'),
      kind: fc.constantFrom(...KINDS),
      active: fc.boolean(),
    }),
    group: fc.record({
      id: fc.constant('group'),
      purposes: fc.subarray([...PURPOSES]),
      maxTlp: fc.constantFrom(...TLPS),
      expiresAt: fc.constantFrom(NOW, LATER),
    }),
  }),
  context: fc.record({
    exit: fc.constantFrom('api' as const, 'taxii' as const, 'mail' as const),
    exercise: fc.boolean(),
    received: fc.boolean(),
  }),
})
const anyTlp = fc.constantFrom(...TLPS)

test('a stricter marking never reaches anyone whom a laxer one does not', () => {
  fc.assert(
    fc.property(anyQuestion, anyTlp, anyTlp, (question, a, b) => {
      const [lax, strict] = TLPS.indexOf(a) < TLPS.indexOf(b) ? [a, b] : [b, a]
      for (const action of ['receive', 'feed'] as const) {
        const at = (tlp: Tlp) =>
          ask({ ...question, action, resource: { ...question.resource, tlp } }).allow
        expect(at(strict) && !at(lax)).toBe(false)
      }
    }),
  )
})

test('red never reaches a member that is not named, nor any machine feed', () => {
  fc.assert(
    fc.property(anyQuestion, (question) => {
      const resource = { ...question.resource, tlp: 'red' as const }
      const receives = ask({ ...question, resource }).allow
      expect(receives && !resource.named.some((id) => id === 'peer')).toBe(false)
      expect(ask({ ...question, action: 'feed', resource }).allow).toBe(false)
    }),
  )
})

test('a suspended member is refused whatever it asks', () => {
  fc.assert(
    fc.property(
      anyQuestion,
      anyTlp,
      fc.constantFrom('release', 'receive', 'feed', 'read'),
      (question, tlp, action) => {
        const principal = { ...question.principal, active: false }
        const resource = { ...question.resource, tlp }
        expect(
          ask({ ...question, action: action as Question['action'], principal, resource }).allow,
        ).toBe(false)
      },
    ),
  )
})

test('a machine feed never carries what the member may not receive', () => {
  fc.assert(
    fc.property(anyQuestion, anyTlp, (question, tlp) => {
      const resource = { ...question.resource, tlp }
      const feeds = ask({ ...question, action: 'feed', resource }).allow
      expect(feeds && !ask({ ...question, resource }).allow).toBe(false)
    }),
  )
})

test('policies that are nameless, doubled or speak of the unknown do not load', () => {
  const schema =
    'entity Member; entity Release; action read appliesTo { principal: Member, resource: Release };'
  const named = (id: string, when: string) =>
    `@id("${id}") @reason("because") @since("2026-11-22") permit (principal, action, resource) when { ${when} };`
  expect(() => parsePolicies(schema, ['permit (principal, action, resource);'])).toThrow(
    /lacks @id/,
  )
  expect(() => parsePolicies(schema, [named('a', 'true') + named('a', 'true')])).toThrow(
    /two policies/,
  )
  expect(() => parsePolicies(schema, [named('a', 'principal.rank > 3')])).toThrow(
    /do not load: a: /,
  )
  expect(() => parsePolicies(schema, ['permit (principal'])).toThrow(/do not load/)
})

function charter(changes: Partial<Question['resource']['group']>): Question['resource']['group'] {
  return { id: 'group', purposes: [...PURPOSES], maxTlp: 'red', expiresAt: LATER, ...changes }
}

const DAYS = (...rules: [string, 'permit' | 'forbid', string][]) =>
  rules.map(
    ([id, effect, since]) =>
      `@id("${id}") @reason("because ${id}") @since("${since}") ${effect} (principal, action, resource);`,
  )
const SCHEMA =
  'entity Member; entity Release; action read appliesTo { principal: Member, resource: Release, context: { "now": Long } };'
const askOn = (policies: ReturnType<typeof parsePolicies>, day: string) => {
  const entity = (type: string) => ({ uid: { type, id: 'this' }, attrs: {}, parents: [] })
  const now = Date.parse(day)
  return judge('read', { now }, [entity('Member'), entity('Release')], policies).rule
}

test('a rule applies from its day, by the clock of the act, and a later one not before', () => {
  const policies = parsePolicies(
    SCHEMA,
    DAYS(
      ['admits', 'permit', '2026-11-28'],
      ['ends-all', 'forbid', '2027-01-01'],
      ['admits-too', 'permit', '2027-02-01'],
    ),
  )
  expect(askOn(policies, '2026-12-31T23:59:59.999Z')).toBe('admits')
  expect(askOn(policies, '2027-01-01T00:00:00.000Z')).toBe('ends-all')
  expect([...policies.at(new Date('2026-12-01')).rules.keys()]).toEqual(['admits'])
  expect(policies.rules.size).toBe(3)
})

test('an act dated before the first rules is judged by those, for there were none before', () => {
  const policies = parsePolicies(
    SCHEMA,
    DAYS(['admits', 'permit', '2026-11-28'], ['ends-all', 'forbid', '2027-01-01']),
  )
  expect(askOn(policies, '2016-11-08T00:00:00.000Z')).toBe('admits')
})

test.each(['2026-13-01', 'soon', '2026-11-28T00:00:00Z', '2026-02-30'])(
  'a rule whose day is %s does not load',
  (day) => {
    expect(() => parsePolicies(SCHEMA, DAYS(['one', 'permit', day]))).toThrow(/is no day/)
  },
)
