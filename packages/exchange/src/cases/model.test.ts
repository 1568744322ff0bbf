/**
 * A small model of a case over the rules and functions that the exchange itself asks: every sequence of acts of three members, to a
 * bound, with every state that it leads to looked at once.
 */
import type { CaseStanding, MemberKind } from '@tocsin/api'
import { expect, test } from 'vitest'
import { type CaseAct, decideCase, type PolicyCase } from '../policy/case-work.ts'
import { loadPolicies } from '../policy/policies.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import {
  hearersOf,
  isAtGate,
  isLeaderless,
  isReading,
  type Party,
  readersOfWords,
} from './rules.ts'

type Word = { by: string; what: 'step' | 'line'; readers: string[] }
type Offer = { from: string; to: string; state: 'open' | 'taken' | 'declined' }
type Event = { by: string; act: string; readers: string[] }
type Instant = { by: string; readers: string[]; says: Record<string, 'yes' | 'no'> }
type State = {
  parties: Party[]
  words: Word[]
  offers: Offer[]
  instants: Instant[]
  events: Event[]
}

const policies = loadPolicies()
const asking = { now: new Date('2026-12-01T00:00:00Z'), exit: 'api' as const, exercise: false }

function allows(party: Party, act: CaseAct, about: Partial<PolicyCase>): boolean {
  const ordinary: PolicyCase = {
    purposeNamed: true,
    charterEnded: false,
    campaigns: 0,
    atGate: false,
    governmentTitle: false,
    governmentAdvisory: false,
  }
  const member = { kind: party.kind, active: true }
  return decideCase(member, act, { ...ordinary, ...about }, asking, policies).allow
}

const gateOf = ({ parties }: State) => ({ atGate: isAtGate(parties.map(({ kind }) => kind)) })
const who = ({ id, kind }: Party) => ({ memberId: id, memberKind: kind })

/** What one member can try in a state, with the states that come of what is let through. */
function actsOf(state: State, me: Party): { act: string; next: State }[] {
  const { parties } = state
  const out: { act: string; next: State }[] = []
  const standing = (to: CaseStanding, leads = false) =>
    parties.map((one) => (one.id === me.id ? { ...one, state: to, leads } : one))
  const happen = (act: string, next: Partial<State>, readers = hearersOf(who(me), parties)) =>
    out.push({
      act,
      next: { ...state, ...next, events: [...state.events, { by: me.id, act, readers }] },
    })
  if (me.state === 'invited') {
    happen('join', { parties: standing('joined') })
    happen('decline', { parties: standing('declined') })
  }
  if (me.state !== 'joined') return out
  // Whoever leaves has said nothing any more.
  const unsaid = state.instants.map((one) => ({ ...one, says: without(one.says, me.id) }))
  happen('leave', { parties: standing('left'), instants: unsaid })
  if (isLeaderless(parties)) happen('lead', { parties: standing('joined', true) })
  const readers = readersOfWords(who(me), parties)
  const toBehindGate = parties.some(({ id, kind }) => readers.includes(id) && isBehindGate(kind))
  const writing = { takesPart: true, toBehindGate, asksForAction: false, isAdvisory: false }
  if (allows(me, { action: 'work-in-case', ...writing }, gateOf(state)))
    for (const what of ['step', 'line'] as const)
      happen(what, { words: [...state.words, { by: me.id, what, readers }] }, readers)
  if (allows(me, { action: 'work-in-case', ...writing }, gateOf(state))) {
    const fresh: Instant = { by: me.id, readers, says: { [me.id]: 'yes' } }
    happen('propose', { instants: [...state.instants, fresh] }, readers)
  }
  out.push(...sayings(state, me, readers))
  for (const other of parties.filter(({ id }) => id !== me.id))
    out.push(...towards(state, me, other))
  for (const offer of state.offers.filter(({ to, state: is }) => to === me.id && is === 'open'))
    for (const answer of ['taken', 'declined'] as const)
      happen(
        answer,
        {
          offers: state.offers.map((one) => (one === offer ? { ...one, state: answer } : one)),
          ...(answer === 'taken'
            ? { words: [...state.words, { by: me.id, what: 'step' as const, readers }] }
            : {}),
        },
        [me.id, offer.from],
      )
  return out
}

function without(says: Instant['says'], id: string): Instant['says'] {
  return Object.fromEntries(Object.entries(says).filter(([of]) => of !== id))
}

/** Yes and no to each instant that was proposed to it, for itself and, as it would be refused, for every other one. */
function sayings(state: State, me: Party, readers: string[]): { act: string; next: State }[] {
  const out: { act: string; next: State }[] = []
  for (const [at, one] of state.instants.entries())
    for (const of of state.parties)
      for (const says of ['yes', 'no'] as const) {
        const isHeard = one.readers.includes(me.id) && one.says[of.id] !== says
        const isOwn = of.id === me.id
        if (!isHeard || !allows(me, { action: 'say-to-instant', isOwn }, gateOf(state))) continue
        const said = { ...one, says: { ...one.says, [of.id]: says } }
        const heard = readers.filter((id) => one.readers.includes(id))
        const event = { by: me.id, act: says, readers: heard }
        const instants = state.instants.with(at, said)
        out.push({ act: says, next: { ...state, instants, events: [...state.events, event] } })
      }
  return out
}

/** What one member can try towards another. */
function towards(state: State, me: Party, other: Party): { act: string; next: State }[] {
  const out: { act: string; next: State }[] = []
  const offering = { takesPart: true, toBehindGate: isBehindGate(other.kind) }
  if (isReading(other) && allows(me, { action: 'offer-step', ...offering }, gateOf(state))) {
    const events = [...state.events, { by: me.id, act: 'offer', readers: [me.id, other.id] }]
    const offer: Offer = { from: me.id, to: other.id, state: 'open' }
    out.push({ act: 'offer', next: { ...state, offers: [...state.offers, offer], events } })
  }
  const inviting = { isLead: me.leads, belongs: true, toBehindGate: isBehindGate(other.kind) }
  if (!isReading(other) && allows(me, { action: 'invite-to-case', ...inviting }, gateOf(state))) {
    const isUnseen = isGovernment(me.kind) && isBehindGate(other.kind)
    const parties = state.parties.map((one) =>
      one.id === other.id ? { ...one, state: 'invited' as const } : one,
    )
    if (!isUnseen) out.push({ act: 'invite', next: { ...state, parties } })
  }
  // There is no act by which somebody makes or answers a step for another one: it would be refused.
  if (allows(me, { action: 'write-step', isOwn: false }, gateOf(state)))
    out.push({
      act: 'task',
      next: { ...state, words: [...state.words, { by: other.id, what: 'step', readers: [] }] },
    })
  return out
}

/** All that a member is shown: what was for it, and of others how they stand and what they say where the rules show it. */
function shownTo(state: State, viewer: Party): string {
  const sees = (kind: MemberKind) =>
    allows(viewer, { action: 'see-of-member', ofBehindGate: isBehindGate(kind) }, {})
  const hears = (kind: MemberKind) =>
    allows(viewer, { action: 'see-said', ...sidesOf(kind) }, gateOf(state))
  const kindOf = (id: string) => state.parties.find((one) => one.id === id)!.kind
  return JSON.stringify({
    words: state.words.filter(({ readers }) => readers.includes(viewer.id)),
    offers: state.offers.filter(({ from, to }) => [from, to].includes(viewer.id)),
    instants: state.instants
      .filter(({ readers }) => readers.includes(viewer.id))
      .map(({ by, says }) => [
        by,
        Object.entries(says).filter(([id]) => id === viewer.id || hears(kindOf(id))),
      ]),
    events: state.events.filter(({ readers }) => readers.includes(viewer.id)),
    standings: state.parties.filter(({ id }) => id === viewer.id || sees(kindOf(id))),
  })
}

const sidesOf = (kind: MemberKind) => ({
  ofBehindGate: isBehindGate(kind),
  ofGovernment: isGovernment(kind),
})

type Seen = { state: State; act: string; by: Party; next: State }

/** Every act in every state that `depth` acts lead to, each state gone on from once. */
function explore(start: State, depth: number): Seen[] {
  const known = new Set<string>()
  const seen: Seen[] = []
  let front = [start]
  for (let at = 0; at < depth; at += 1) {
    const ahead: State[] = []
    for (const state of front)
      for (const by of state.parties)
        for (const { act, next } of actsOf(state, by)) {
          seen.push({ state, act, by, next })
          // Two orders of the same acts are one state.
          const key = JSON.stringify({
            ...next,
            events: next.events.map((one) => JSON.stringify(one)).toSorted(),
          })
          if (known.has(key)) continue
          known.add(key)
          ahead.push(next)
        }
    front = ahead
  }
  return seen
}

const party = (id: string, kind: MemberKind, leads: boolean): Party => ({
  id,
  name: id,
  kind,
  active: true,
  state: leads ? 'joined' : 'invited',
  leads,
})
const startOf = (lead: string): State => ({
  parties: [
    party('agency', 'agency', lead === 'agency'),
    party('platform', 'platform', lead === 'platform'),
    party('hub', 'hub', lead === 'hub'),
  ],
  words: [],
  offers: [],
  instants: [],
  events: [],
})

test.each(['agency', 'platform', 'hub'])(
  'whatever members do in a case that the %s opens, to a bound: none tasks another, government sees nothing of a platform, and no audience widens',
  (lead) => {
    const seen = explore(startOf(lead), 4)
    expect(seen.length).toBeGreaterThan(1000)
    const faults: string[] = []
    for (const { state, act, by, next } of seen) {
      const steps = (of: State) => of.words.filter(({ what }) => what === 'step')
      const fresh = steps(next).slice(steps(state).length)
      if (act === 'task' || fresh.some((one) => one.by !== by.id)) faults.push(`${by.id} tasks`)
      const widened = state.words.some((one, i) => next.words[i]!.readers !== one.readers)
      if (widened) faults.push(`${by.id} ${act} widens`)
      if (next.offers.some(({ from, to }) => from === 'agency' && to === 'platform'))
        faults.push('government offers to a platform')
      const agency = state.parties[0]!
      const isOwnAct = by.id === 'agency'
      const isOfferToIt = next.offers.some(({ from, to }) => from === 'platform' && to === 'agency')
      // An offer to it is the platform's word to it.
      if (by.id === 'platform' && !isOfferToIt && !isOwnAct && act !== 'invite')
        if (shownTo(state, agency) !== shownTo(next, agency)) faults.push(`shown ${act}`)
      const others = (of: State) => of.instants.map(({ says }) => without(says, by.id))
      const isSaying = act === 'yes' || act === 'no'
      if (isSaying && JSON.stringify(others(state)) !== JSON.stringify(others(next)))
        faults.push(`${by.id} says ${act} for another`)
      // Nor does a yes of government reach a platform, which nothing let past the gate.
      if (by.id === 'agency' && ['propose', 'yes', 'no'].includes(act)) {
        const platform = state.parties[1]!
        if (shownTo(state, platform) !== shownTo(next, platform)) faults.push(`nudged by ${act}`)
      }
      if (state.instants.some((one, i) => next.instants[i]!.readers !== one.readers))
        faults.push(`${by.id} ${act} widens an instant`)
      const words = next.words.filter(({ by: of }) => of === 'agency')
      if (words.some(({ readers }) => readers.includes('platform')))
        faults.push('words of government reach a platform')
    }
    expect([...new Set(faults)]).toEqual([])
  },
)
