/** Who would get a release, and by which rule: the questions asked of the policy for one draft. */
import type {
  MemberRef,
  Pap,
  PersonsFound,
  ReleaseDraft,
  SourceWords,
  Terms,
  ToldAgain,
  Verdict,
} from '@tocsin/api'
import { createHash } from 'node:crypto'
import { decide, type Exit } from '../policy/decide.ts'
import {
  type PolicyMember,
  type PolicyMessage,
  type PolicyRelease,
} from '../policy/release-entity.ts'
import { NO_ASK } from '../policy/no-ask.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { Candidate, Standing } from './standing.ts'
import type { Weighed } from './weigh.ts'

/** A verdict with the rule that keeps the release from machine exits, null when they may carry it, and what it says of them. */
export type Judged = Verdict & { feedRefusal: string | null; feedReason: string }

export type Judgement = {
  /** The rule that refuses the sender, where one does; then there are no verdicts for others. */
  refusedSender: Judged | undefined
  verdicts: Judged[]
  digest: string
  /** Version of the policies it was judged by. */
  policies: string
  /** The charter that it was judged by: its number, and SHA-256 of its law, hex, where it has one of its own. */
  charter: { number: number; law?: string }
  /** The first words that ask for action, where a body of government says them. */
  ask: string | undefined
  /** Whom a message to those at the gate may name. */
  persons: PersonsFound | undefined
  /** Of a correction: whom it tells again. */
  again?: ToldAgain
  /** Of a lower version: words beside its objects that may tell of sources or methods. */
  sourceWords?: SourceWords[]
}

/** What the rules look at in the objects themselves. */
export type Judgeable = Weighed & {
  objectsHash: string
  /** Undefined where the sender states none. */
  message: PolicyMessage | undefined
  attachesAdvisory: boolean
  /** Of a lower version of another release. */
  tearLine?: PolicyRelease['tearLine']
  persons?: PersonsFound | undefined
}

/** What a person sees of a draft beside its objects. */
type Seen = Pick<ReleaseDraft, 'title' | 'terms' | 'message' | 'persons' | 'part'>

/** Judges one draft at one moment. The digest binds what was shown: terms, title, objects, verdicts, rules. */
export function judgeDraft(
  draft: Seen,
  prepared: Judgeable,
  standing: Standing,
  moment: { now: Date; exercise: boolean; exit: Exit },
  policies: PolicySet,
): Judgement {
  const resource = toPolicyRelease(draft.terms, prepared, standing, moment.exercise)
  const context = { ...moment, received: false }
  const judge = (member: Candidate, belongs: boolean, action: 'release' | 'receive'): Judged => {
    const principal = toPolicyMember(member, belongs ? [standing.group.id] : [])
    const decision = decide({ principal, action, resource, context }, policies)
    const feed = decide(
      { principal, action: 'feed', resource, context: { ...context, exit: 'taxii' } },
      policies,
    )
    const feedRefusal = feed.allow ? null : feed.rule
    return { member: toRef(member), ...decision, feedRefusal, feedReason: feed.reason }
  }
  const judged = new Map<string, Judged>()
  const named = new Set(resource.named)
  // The rules see of a receiver no more than this: of hundreds, each kind is asked about once.
  const judgeReceiver = (member: Candidate): Judged => {
    const seen = [member.kind, member.active, named.has(member.id)].join()
    const alike = judged.get(seen) ?? judge(member, true, 'receive')
    judged.set(seen, alike)
    return { ...alike, member: toRef(member) }
  }
  const own = judge(standing.sender, standing.senderBelongs, 'release')
  const verdicts = own.allow ? standing.candidates.map(judgeReceiver) : [own]
  return {
    refusedSender: own.allow ? undefined : own,
    verdicts,
    digest: digestOf(draft, prepared.objectsHash, verdicts, policies, standing),
    policies: policies.version,
    charter: charterOf(standing),
    ask: prepared.ask,
    persons: prepared.persons,
  }
}

/** What a person saw before sending, as one hash. */
function digestOf(
  draft: Seen,
  objectsHash: string,
  verdicts: Judged[],
  policies: PolicySet,
  standing: Standing,
): string {
  const { title, terms, message, persons, part } = draft
  const seen = [
    policies.version,
    title,
    [terms.groupId, terms.tlp, terms.pap, terms.purpose, terms.basis, terms.expiresAt ?? ''],
    [...(terms.named ?? [])].sort(),
    objectsHash,
    verdicts.map(({ member, allow, rule, feedRefusal }) => [member.id, allow, rule, feedRefusal]),
    message ? [message, NO_ASK.version] : [],
    ...(standing.group.law ? [standing.group.law.sha256] : []),
    ...(persons ? [persons] : []),
    ...(part ? [part] : []),
  ]
  return createHash('sha256').update(JSON.stringify(seen)).digest('base64url')
}

function charterOf({ group: { charter, law } }: Standing): Judgement['charter'] {
  return { number: charter, ...(law ? { law: law.sha256 } : {}) }
}

function toPolicyRelease(
  terms: Terms,
  prepared: Judgeable,
  standing: Standing,
  exercise: boolean,
): PolicyRelease {
  return {
    sender: standing.sender,
    group: standing.group,
    tlp: terms.tlp,
    pap: terms.pap as Pap,
    purpose: terms.purpose,
    named: terms.named ?? [],
    objectTlp: prepared.objectTlp,
    relayTlp: prepared.relayTlp,
    observableTlp: prepared.observableTlp,
    relaysGovernment: prepared.relaysGovernment,
    partyFirst: prepared.partyFirst,
    hasCandidates: standing.candidates.length > 0,
    asksForAction: prepared.ask !== undefined,
    message: prepared.message,
    attachesAdvisory: prepared.attachesAdvisory,
    tearLine: prepared.tearLine,
    exercise,
    recalled: false,
    expiresAt: terms.expiresAt ? new Date(terms.expiresAt) : undefined,
  }
}

function toPolicyMember({ id, kind, active }: Candidate, groups: string[]): PolicyMember {
  return { id, kind, active, groups }
}

function toRef({ id, name, kind }: Candidate): MemberRef {
  return { id, name, kind }
}
