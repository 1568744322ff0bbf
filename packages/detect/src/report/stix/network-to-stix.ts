/** A network as STIX 2.1: what was seen and by whom it was seen, never who is behind it. */
import { deterministicId, newId, toTimestamp } from '@tocsin/stix'
import { toAttackPatterns } from './attack-patterns.ts'
import { toNotes } from './notes.ts'
import type { ToldFinding } from './told-finding.ts'

export type StixObject = { type: string; id: string; [property: string]: unknown }

export type StixDraft = { objects: StixObject[]; dropped: string[] }

/** What an object of ours says of its making. */
type Base = { spec_version: '2.1'; created: string; modified: string; created_by_ref?: string }

/** Said of a platform that nobody can tell. */
const UNKNOWN = 'unknown'
const MAX_ACCOUNTS = 2000
const MAX_PAIRS = 500
const MAX_EVIDENCE = 50

/** Who found it: an identity, and since when it is one. */
type Author = { id: string; name: string; since: Date }

/** Under what name, by whom, when and of which platform a finding is drafted. */
export type DraftFacts = { title: string; author: Author; at: Date; platform: string | null }

/**
 * Maps a finding to an identity (the finder), a user-account for each member, an observed-data for each
 * piece of evidence, a relationship for each of the strongest pairs, an attack-pattern for each technique of
 * DISARM that the behaviour looks like, a grouping over all, and notes that say how it was found, who leads
 * and what speaks against it. `dropped` says what is not carried over.
 */
export function networkToStix(finding: ToldFinding, facts: DraftFacts): StixDraft {
  const { author, at } = facts
  const identity = toIdentity(author, toTimestamp(at))
  const by = { ref: identity.id, space: author.id, since: identity['created'] as string }
  const { objects, dropped } = toObjects(finding, { ...facts, by })
  return { objects: [identity, ...objects], dropped }
}

/** Who made the objects: whom they name, if anybody, and the space that the ids of techniques are made in. */
export type Maker = { ref?: string; space: string; since: string }

/** All but the identity. */
export function toObjects(
  finding: ToldFinding,
  facts: { title: string; by: Maker; at: Date; platform: string | null },
): StixDraft {
  const { by } = facts
  const now = toTimestamp(facts.at)
  const platform = facts.platform === UNKNOWN ? null : facts.platform
  const base: Base = {
    spec_version: '2.1',
    created: now,
    modified: now,
    ...(by.ref === undefined ? {} : { created_by_ref: by.ref }),
  }
  const accounts = finding.members
    .slice(0, MAX_ACCOUNTS)
    .map((member) => toAccount(member.account, platform))
  const byName = new Map(finding.members.map((member, i) => [member.account, accounts[i]?.id]))
  const observed = finding.evidence
    .slice(0, MAX_EVIDENCE)
    .flatMap((evidence) => toObserved(evidence, byName, base))
  const pairs = toPairs(finding, accounts, base)
  const patterns = toAttackPatterns(finding, { id: by.space, since: by.since }, base)
  const seen = [...accounts, ...observed, ...pairs, ...patterns]
  const grouping = {
    type: 'grouping',
    id: newId('grouping'),
    ...base,
    name: facts.title,
    description: finding.summary,
    context: 'suspicious-activity',
    ...(typeof finding.confidence === 'number'
      ? { confidence: Math.round(finding.confidence * 100) }
      : {}),
    object_refs: seen.map((object) => object.id),
  }
  const carried = {
    ...finding,
    members: finding.members.slice(0, MAX_ACCOUNTS),
    evidence: finding.evidence.slice(0, MAX_EVIDENCE),
  }
  const ids = accounts.map(({ id }) => id)
  const notes = toNotes(carried, grouping.id, ids, base)
  return {
    objects: [...seen, grouping, ...notes],
    dropped: listDropped(finding, platform),
  }
}

/** A version of its own each time: the terms of a release mark it, and a version never changes. */
export function toIdentity(
  { id, name, since }: { id: string; name: string; since: Date },
  modified: string,
): StixObject {
  const times = { spec_version: '2.1', created: toTimestamp(since), modified }
  return { type: 'identity', id: `identity--${id}`, ...times, name, identity_class: 'organization' }
}

/** One handle on two platforms is two accounts: `account_type` is among what the id is made of (STIX 2.1, 6.16). */
function toAccount(account: string, platform: string | null): StixObject {
  const type = platform === null ? {} : { account_type: platform }
  const object = { type: 'user-account', spec_version: '2.1', ...type, account_login: account }
  return { ...object, id: deterministicId(object) ?? newId('user-account') }
}

/** A link becomes a url object beside the accounts that posted it; other things are named in the notes. */
function toObserved(
  evidence: ToldFinding['evidence'][number],
  byName: Map<string, string | undefined>,
  base: Base,
): StixObject[] {
  const refs = [...new Set(evidence.rows.flatMap((row) => byName.get(row.account) ?? []))]
  if (refs.length === 0) return []
  const url = toUrl(evidence.object)
  const observed = {
    type: 'observed-data',
    id: newId('observed-data'),
    ...base,
    first_observed: toTimestamp(new Date(evidence.first)),
    last_observed: toTimestamp(new Date(evidence.last)),
    number_observed: Math.max(1, evidence.posts),
    object_refs: [...refs, ...(url ? [url.id] : [])],
  }
  return url ? [url, observed] : [observed]
}

function toUrl(object: string): StixObject | undefined {
  if (!/^https?:\/\/[^\s]+$/.test(object)) return undefined
  const url = { type: 'url', spec_version: '2.1', value: object }
  return { ...url, id: deterministicId(url) ?? newId('url') }
}

function toPairs(finding: ToldFinding, accounts: StixObject[], base: Base): StixObject[] {
  const strongest = [...finding.edges].sort((x, y) => y.objects - x.objects || y.weight - x.weight)
  return strongest.slice(0, MAX_PAIRS).flatMap(({ a, b, objects, weight, first, last }) => {
    const [from, to] = [accounts[a], accounts[b]]
    if (!from || !to) return []
    const [start, stop] = [toTimestamp(new Date(first)), toTimestamp(new Date(last))]
    return {
      type: 'relationship',
      id: newId('relationship'),
      ...base,
      relationship_type: 'related-to',
      description: `${weight} acts in step on ${objects} shared things`,
      source_ref: from.id,
      target_ref: to.id,
      ...(start < stop ? { start_time: start, stop_time: stop } : {}),
    }
  })
}

function listDropped(finding: ToldFinding, platform: string | null): string[] {
  const carried = (n: number, max: number) => Math.min(n, max)
  const left = (what: string, all: number, kept: number) =>
    all > kept ? [`${all - kept} of ${all} ${what}`] : []
  const rows = finding.evidence.reduce((sum, one) => sum + one.rowsTotal, 0)
  return [
    ...(platform === null
      ? [
          'the platform of the accounts: it was not given, so the same name elsewhere is the same object',
        ]
      : []),
    ...left('accounts', finding.membersTotal, carried(finding.members.length, MAX_ACCOUNTS)),
    ...left('pairs', finding.edgesTotal, carried(finding.edges.length, MAX_PAIRS)),
    ...left(
      'pieces of evidence',
      finding.evidenceTotal,
      carried(finding.evidence.length, MAX_EVIDENCE),
    ),
    `the ${rows} single posts behind the evidence, with their excerpts and ids`,
    'the time line, which can be drawn anew from the observations',
  ]
}
