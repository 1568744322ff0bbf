/** A finding as STIX 2.1: what was seen and by whom it was seen, never who is behind it. */
import type { FindingDocument } from '@tocsin/api'
import { deterministicId, newId, toTimestamp } from '@tocsin/stix'

type StixObject = { type: string; id: string; [property: string]: unknown }

export type StixDraft = { objects: StixObject[]; dropped: string[] }

/** What an object of ours says of its making. */
type Base = { spec_version: '2.1'; created: string; modified: string; created_by_ref: string }

const MAX_ACCOUNTS = 2000
const MAX_PAIRS = 500
const MAX_EVIDENCE = 50

/**
 * Maps a finding to an identity (the finder), a user-account for each member, an observed-data for each
 * piece of evidence, a relationship for each of the strongest pairs, a grouping over all, and notes that
 * say how it was found and what speaks against it. `dropped` says what is not carried over.
 */
export function toStix(
  finding: FindingDocument,
  facts: { title: string; author: { id: string; name: string; since: Date }; at: Date },
): StixDraft {
  const now = toTimestamp(facts.at)
  const identity = toIdentity(facts.author, now)
  const base: Base = {
    spec_version: '2.1',
    created: now,
    modified: now,
    created_by_ref: identity.id,
  }
  const accounts = finding.members.slice(0, MAX_ACCOUNTS).map((member) => toAccount(member.account))
  const byName = new Map(finding.members.map((member, i) => [member.account, accounts[i]?.id]))
  const observed = finding.evidence
    .slice(0, MAX_EVIDENCE)
    .flatMap((evidence) => toObserved(evidence, byName, base))
  const pairs = toPairs(finding, accounts, base)
  const seen = [...accounts, ...observed, ...pairs]
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
  const notes = toNotes(finding, grouping.id, accounts, base)
  return { objects: [identity, ...seen, grouping, ...notes], dropped: listDropped(finding) }
}

/** A version of its own each time: the terms of a release mark it, and a version never changes. */
function toIdentity(
  { id, name, since }: { id: string; name: string; since: Date },
  modified: string,
): StixObject {
  const times = { spec_version: '2.1', created: toTimestamp(since), modified }
  return { type: 'identity', id: `identity--${id}`, ...times, name, identity_class: 'organization' }
}

function toAccount(account: string): StixObject {
  const object = { type: 'user-account', spec_version: '2.1', account_login: account }
  return { ...object, id: deterministicId(object) ?? newId('user-account') }
}

/** A link becomes a url object beside the accounts that posted it; other things are named in the notes. */
function toObserved(
  evidence: FindingDocument['evidence'][number],
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

function toPairs(finding: FindingDocument, accounts: StixObject[], base: Base): StixObject[] {
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

function toNotes(
  finding: FindingDocument,
  groupingId: string,
  accounts: StixObject[],
  base: Base,
): StixObject[] {
  const { parameters: told } = finding
  const window = told.window === null ? 'any time' : `${told.window} seconds`
  const how = [
    `Accounts that shared the same ${told.trace} within ${window}, on at least ${told.minWeight} things.`,
    `Degree of coordination of the network: ${finding.score.toFixed(2)} of 1.`,
    ...(finding.q === null
      ? []
      : [`False-discovery rate at which it stands: ${finding.q.toPrecision(2)}.`]),
    'This says that accounts behaved alike, not who runs them.',
  ]
  const evidence = finding.evidence
    .slice(0, MAX_EVIDENCE)
    .map(
      (one) =>
        `${one.object}: ${one.posts} posts by ${one.accounts} of these accounts (${one.accountsOverall} accounts overall), ${one.first} to ${one.last}`,
    )
  const scores = finding.members
    .slice(0, MAX_ACCOUNTS)
    .map(
      (one) =>
        `${one.account}: ${one.score.toFixed(2)}, ${one.matched} of ${one.posts} acts in step`,
    )
  const tried = (finding.counterEvidence ?? []).map(
    (one) => `${one.explanation}: ${one.holds ? 'holds' : 'does not hold'}. ${one.detail}`,
  )
  const note = (abstract: string, lines: readonly string[], refs: string[]) =>
    lines.length === 0
      ? []
      : [
          {
            type: 'note',
            id: newId('note'),
            ...base,
            abstract,
            content: lines.join('\n'),
            object_refs: refs,
          },
        ]
  return [
    ...note('How this was found', how, [groupingId]),
    ...note('Evidence', evidence, [groupingId]),
    ...note('Innocent explanations tried', tried, [groupingId]),
    ...note('What speaks against it', finding.caveats, [groupingId]),
    ...note(
      'Degree of coordination of each account',
      scores,
      accounts.map((account) => account.id),
    ),
  ]
}

function listDropped(finding: FindingDocument): string[] {
  const carried = (n: number, max: number) => Math.min(n, max)
  const left = (what: string, all: number, kept: number) =>
    all > kept ? [`${all - kept} of ${all} ${what}`] : []
  const rows = finding.evidence.reduce((sum, one) => sum + one.rowsTotal, 0)
  return [
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
