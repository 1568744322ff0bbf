/** What a draft of a charter comes to: its law, what stands against it, its cases, and who gains or loses what. */
import type { CharterCase, CharterChange, CharterDraft, CharterTerms } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import { questionOf } from '../policy/base-answers.ts'
import {
  compareLaws,
  type Comparison,
  type Effect,
  effectOf,
  type Side,
} from '../policy/compare-laws.ts'
import { decide } from '../policy/decide.ts'
import { type Law, lawOf, NO_END } from '../policy/law.ts'
import type { PolicySet } from '../policy/policies.ts'
import { readProposed, type LawFault } from '../policy/read-law.ts'
import { toCedar } from './text.ts'
import { exampleOf, wordsOf } from './words.ts'

const FAR = Date.parse('9999-12-31T00:00:00.000Z')

/** The version that a draft is compared with. */
export type Last = { number: number; side: Side; inForceFrom: Date }

/** A draft read: its law and its terms as they come of it. */
export type Read = {
  law: Law
  text: string
  terms: CharterTerms
  byText: boolean
  side: Side
  obstacles: string[]
}

/** Reads a draft; gives the faults of its text where it has any. `hungEnd`: what the election comes to that its end hangs on. */
export async function readDraft(
  draft: CharterDraft,
  last: Last,
  hungEnd: Date | undefined,
): Promise<Read | { text: string; faults: LawFault[] }> {
  refuseUnclear(draft)
  const written = toCedar(draft.terms)
  const text = draft.text ?? written
  const faults = readProposed(text)
  if (faults.length > 0) return { text, faults }
  const law = lawOf(text)
  const effect = await effectOf(law)
  const terms = text === written ? draft.terms : termsOf(draft.terms, effect)
  const end = Math.min(effect.endsAt ?? FAR, hungEnd?.getTime() ?? FAR)
  const side: Side = {
    purposes: effect.purposes,
    maxTlp: effect.maxTlp ?? 'clear',
    expiresAt: new Date(end),
    law,
  }
  const obstacles = obstaclesOf(draft, effect, end, last)
  return { law, text, terms, byText: text !== toCedar(terms), side, obstacles }
}

/** What the text says, in the fields of the form. */
function termsOf(terms: CharterTerms, effect: Effect): CharterTerms {
  const { purposes, senders, receivers, maxTlp, keptDays, startsAt, endsAt } = effect
  const { from: _from, until: _until, retentionDays: _days, ...rest } = terms
  return {
    ...rest,
    purposes: purposes.length > 0 ? purposes : terms.purposes,
    senders: senders.length > 0 ? senders : terms.senders,
    receivers: receivers.length > 0 ? receivers : terms.receivers,
    maxTlp: maxTlp ?? terms.maxTlp,
    ...(startsAt === undefined ? {} : { from: new Date(startsAt).toISOString() }),
    ...(endsAt === undefined || terms.endsWith ? {} : { until: new Date(endsAt).toISOString() }),
    ...(keptDays === undefined ? {} : { retentionDays: keptDays }),
  }
}

function obstaclesOf(
  draft: CharterDraft,
  { purposes, senders, receivers }: Effect,
  end: number,
  last: Last,
): string[] {
  const from = Date.parse(draft.inForceFrom)
  const isClosed = purposes.length === 0 || senders.length === 0 || receivers.length === 0
  return [
    ...(isClosed ? ['nothing at all can be shared in the group by it'] : []),
    ...(end === FAR ? ['nothing in it ends: a charter ends at a date, or after an election'] : []),
    ...(end <= from ? ['it ends before it is in force'] : []),
    ...(from < last.inForceFrom.getTime()
      ? [
          `it would be in force before version ${last.number}, which is in force from ${last.inForceFrom.toISOString()}`,
        ]
      : []),
  ]
}

/** Throws `bad-request` for a list that says something twice, and for an end that is said twice or not at all. */
function refuseUnclear({ terms }: CharterDraft): void {
  for (const path of ['purposes', 'senders', 'receivers'] as const)
    if (new Set<string>(terms[path]).size < terms[path].length)
      throw new ExchangeError('bad-request', 'one stands there twice', {
        path: `/body/terms/${path}`,
      })
  if ((terms.until === undefined) === (terms.endsWith === undefined)) {
    const why = 'a charter ends at a date or so many days after an election: name one of the two'
    throw new ExchangeError('bad-request', why, { path: '/body/terms/until' })
  }
}

/** What comes of each case, decided as a release would be. */
export function runCases(cases: readonly CharterCase[], side: Side, policies: PolicySet) {
  return cases.map(({ words, expect, at, keptDays, ...facts }) => {
    const now = Date.parse(at)
    const sender = facts.action === 'release' ? facts.kind : facts.sender
    const asked = { ...facts, sender, keptDays: keptDays ?? NO_END, now }
    const got = decide(questionOf(asked, side), policies)
    return { words, holds: got.allow === (expect === 'allow'), got }
  })
}

/** Exactly who gains or loses what from `from` on. */
export async function changesOf(
  last: Last,
  side: Side,
  from: Date,
  policies: PolicySet,
): Promise<{ changes: CharterChange[]; compared: number }> {
  const comparison = await compareLaws(last.side, side, from.getTime(), policies)
  const changes = comparison.changes.map((change) => toChange(comparison, change))
  return { changes, compared: comparison.compared }
}

function toChange(
  { domain }: Comparison,
  { effect, box, example }: Comparison['changes'][number],
): CharterChange {
  const [ways, kinds, senders, tlps, purposes, paps, kept, times] = box as number[][] & {
    length: 8
  }
  const pick = <T>(values: readonly T[], places: readonly number[] | undefined): T[] =>
    places!.map((place) => values[place]!)
  const said = {
    effect,
    action: pick(domain.ways, ways) as CharterChange['action'],
    kinds: pick(domain.kinds, kinds),
    ...(senders![0] === -1 ? {} : { senders: pick(domain.kinds, senders) }),
    tlps: pick(domain.tlps, tlps),
    purposes: pick(domain.purposes, purposes),
    ...(domain.paps.length === 1 ? {} : { paps: pick(domain.paps, paps) }),
    ...(domain.kept.length === 1 ? {} : { keptDays: daysOf(domain.kept, kept!) }),
    times: spansOf(domain.times, times!),
  }
  const { facts, before, after } = example
  return {
    ...said,
    words: wordsOf(said),
    example: { words: exampleOf(facts, before, after), before, after },
  }
}

/** Steps side by side are one span; the last step goes on. */
function runsOf(places: readonly number[]): [first: number, last: number][] {
  const runs: [number, number][] = []
  for (const place of places) {
    const run = runs.at(-1)
    if (run && run[1] === place - 1) run[1] = place
    else runs.push([place, place])
  }
  return runs
}

function daysOf(kept: readonly number[], places: readonly number[]) {
  const open = places.filter((place) => kept[place] !== NO_END)
  return [
    ...runsOf(open).map(([first, last]) => ({ from: kept[first]!, to: kept[last + 1]! - 1 })),
    ...(open.length < places.length ? [{ from: NO_END }] : []),
  ]
}

function spansOf(times: readonly number[], places: readonly number[]) {
  return runsOf(places).map(([first, last]) => {
    const until = times[last + 1]
    return {
      from: new Date(times[first]!).toISOString(),
      ...(until === undefined ? {} : { until: new Date(until).toISOString() }),
    }
  })
}
