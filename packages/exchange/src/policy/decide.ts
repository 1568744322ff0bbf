/**
 * The one decision point: may this member release, receive or read this, and by which rule?
 * Policies are Cedar (https://docs.cedarpolicy.com): any `forbid` that applies wins, and without a
 * `permit` the answer is no. Pure: everything it looks at is in the question.
 */
import {
  statefulIsAuthorized,
  type CedarValueJson,
  type EntityJson,
} from '@cedar-policy/cedar-wasm/nodejs'
import type { MemberKind, MessageType, Pap, Purpose, Tlp } from '@tocsin/api'
import { TLP_LEVELS } from '@tocsin/stix'
import { ExchangeError } from '../errors.ts'
import type { InForce, PolicySet } from './policies.ts'

/** Where information would leave the store; `door` is the page of an office that has no account. */
export type Exit =
  'api' | 'door' | 'taxii' | 'live' | 'mail' | 'export' | 'pdf' | 'peer' | 'search' | 'log'

/** A member as the rules see it; `groups` are the ids of those it belongs to. */
export type PolicyMember = {
  id: string
  kind: MemberKind
  active: boolean
  groups: readonly string[]
}

/** What a government body states beside a release, as the rules see it; see `schema.cedarschema`. */
export type PolicyMessage = {
  type: MessageType
  hasNexus: boolean
  /** When the stated authority holds; undefined where none is stated. */
  authority: { from: Date; until: Date } | undefined
  hasReference: boolean
  namesThings: boolean
  carriesThings: boolean
  hasProse: boolean
  /** A second person of the sender has approved exactly this. */
  approved: boolean
}

/** A release, proposed or made, with its group's charter. */
export type PolicyRelease = {
  sender: Omit<PolicyMember, 'groups'>
  group: { id: string; purposes: readonly Purpose[]; maxTlp: Tlp; expiresAt: Date }
  tlp: Tlp
  pap: Pap
  purpose: Purpose
  /** Member ids named one by one; empty when the whole group is meant. */
  named: readonly string[]
  /** Strictest marking on any object; null when none is marked. */
  objectTlp: Tlp | null
  /** Strictest terms under which the sender was given one of the statements by another; null when none. */
  relayTlp: Tlp | null
  /** The same of its observables, which anyone may have seen. */
  observableTlp: Tlp | null
  /** Whether another member that is a government body first brought one of its statements. */
  relaysGovernment: boolean
  /** Whether the group has another member than the sender. */
  hasCandidates: boolean
  asksForAction: boolean
  /** Undefined where the sender states none. */
  message: PolicyMessage | undefined
  /** Whether it refers to an earlier advisory and is none itself. */
  attachesAdvisory: boolean
  exercise: boolean
  recalled: boolean
  expiresAt: Date | undefined
}

/** When, at which exit, and whether in an exercise. */
export type Asking = { now: Date; exit: Exit; exercise: boolean }

export type Question = {
  principal: PolicyMember
  action: 'release' | 'receive' | 'feed' | 'read'
  resource: PolicyRelease
  context: Asking & { received: boolean }
}

/** A verdict names the rule that admits or refuses, and why in words for a person. */
export type Decision = { allow: boolean; rule: string; reason: string }

/** Where nothing admits, the answer is no, under this name. */
const NO_RULE = 'no-rule-admits'

/**
 * Answers of each set of policies by what was asked. The engine sees no ids, only how the member stands to the release,
 * so all members of a kind in one release are one question.
 */
const answered = new WeakMap<PolicySet, Map<string, Decision>>()
const MAX_ANSWERED = 2000
const SECOND = 1000

/** How somebody who would see the envelope of a release stands to it, and at which exit. */
export type EnvelopeQuestion = {
  principal: PolicyMember
  resource: PolicyRelease
  context: Asking & { received: boolean; operates: boolean; isMachine: boolean }
}

/** May this member know that there is this release: title, terms, to whom? */
export function decideEnvelope(question: EnvelopeQuestion, policies: PolicySet): Decision {
  const { principal, resource, context } = question
  const { received, operates, isMachine } = context
  const isSender = principal.id === resource.sender.id
  const { entity, text } = describe(resource)
  const moment = { ...toMoment(context), isSender, received, operates, isMachine }
  return judge('envelope', moment, [toMemberEntity(question), entity], policies, text)
}

/** Answers one question by the policies in force. Throws `internal` when the engine cannot judge it. */
export function decide(question: Question, policies: PolicySet): Decision {
  const { action, context } = question
  const { entity, text } = describe(question.resource)
  const moment = { ...context, now: askedAt(question), ...standing(question) }
  return judge(action, moment, [toMemberEntity(question), entity], policies, text)
}

/**
 * The beginning of the second, so that a busy exchange asks the engine once a second; exact where the question itself
 * names an instant within it. The policies name no instant finer than a second.
 */
function askedAt({ resource, context }: Question): number {
  const now = context.now.getTime()
  const second = now - (now % SECOND)
  const { authority } = resource.message ?? {}
  const instants = [resource.group.expiresAt, resource.expiresAt, authority?.from, authority?.until]
  const isWithin = (at: Date | undefined): boolean =>
    at !== undefined && at.getTime() > second && at.getTime() <= now
  return instants.some(isWithin) ? now : second
}

/** What an act is judged by beside who and what; `now` in milliseconds, and the rules of that day apply. */
type Moment = Record<string, CedarValueJson> & { now: number }

/** The moment of a question that no instant within a second bears on. */
export function toMoment({ now, exit, exercise }: Asking): Moment & { exit: Exit } {
  const at = now.getTime()
  return { now: at - (at % SECOND), exit, exercise }
}

/**
 * Answers for the member and the resource that `entities` holds in that order; see `schema.cedarschema`. `resource` is the
 * text of the second, where the caller has it.
 */
export function judge(
  action: string,
  moment: Moment,
  entities: [EntityJson, EntityJson],
  policies: PolicySet,
  resource: string = JSON.stringify(entities[1]),
): Decision {
  const key = `${JSON.stringify([action, moment, entities[0]])}${resource}`
  const answers = answered.get(policies) ?? new Map<string, Decision>()
  answered.set(policies, answers)
  const known = answers.get(key)
  if (known) return known
  const decision = consult(action, moment, entities, policies.at(new Date(moment.now)))
  if (answers.size >= MAX_ANSWERED) answers.clear()
  answers.set(key, decision)
  return decision
}

function consult(
  action: string,
  moment: Moment,
  entities: [EntityJson, EntityJson],
  { engineId, rules }: InForce,
): Decision {
  const answer = statefulIsAuthorized({
    principal: entities[0].uid as EntityUid,
    action: { type: 'Action', id: action },
    resource: entities[1].uid as EntityUid,
    context: moment,
    preparsedPolicySetId: engineId,
    validateRequest: false,
    entities,
  })
  if (answer.type === 'failure') return fail(answer.errors[0]?.message)
  const { decision, diagnostics } = answer.response
  // A policy that could not be evaluated must not count as one that does not apply.
  const broken = diagnostics.errors[0]
  if (broken) return fail(`${broken.policyId}: ${broken.error.message}`)
  const rule = diagnostics.reason
    .map((id) => rules.get(id))
    .filter((found) => found !== undefined)
    .sort((a, b) => a.rank - b.rank)[0]
  if (!rule) {
    const reason = rules.get(NO_RULE)?.reason ?? 'no rule admits this'
    return { allow: false, rule: NO_RULE, reason }
  }
  return { allow: decision === 'allow', rule: rule.id, reason: rule.reason }
}

function fail(why: string | undefined): never {
  throw new ExchangeError('internal', `policy could not decide: ${why ?? 'no answer'}`)
}

type EntityUid = { type: string; id: string }

const MEMBER = { type: 'Member', id: 'this' }
const RELEASE = { type: 'Release', id: 'this' }
const GROUP = { type: 'Group', id: 'this' }

function standing({ principal, resource }: Question): { isSender: boolean; isNamed: boolean } {
  return {
    isSender: principal.id === resource.sender.id,
    isNamed: resource.named.includes(principal.id),
  }
}

function toMemberEntity({
  principal,
  resource,
}: Pick<Question, 'principal' | 'resource'>): EntityJson {
  return {
    uid: MEMBER,
    attrs: { kind: principal.kind, active: principal.active },
    parents: principal.groups.includes(resource.group.id) ? [GROUP] : [],
  }
}

/** Hundreds of members are asked about one release, so it is described once. Nobody changes a release that was asked about. */
const described = new WeakMap<PolicyRelease, { entity: EntityJson; text: string }>()

function describe(release: PolicyRelease): { entity: EntityJson; text: string } {
  const known = described.get(release)
  if (known) return known
  const entity = toReleaseEntity(release)
  const description = { entity, text: JSON.stringify(entity) }
  described.set(release, description)
  return description
}

function toReleaseEntity(release: PolicyRelease): EntityJson {
  const { group, sender, expiresAt } = release
  const attrs: Record<string, CedarValueJson> = {
    group: { __entity: GROUP },
    charter: {
      purposes: [...group.purposes],
      maxTlp: group.maxTlp,
      maxTlpRank: rankOf(group.maxTlp),
      expiresAt: group.expiresAt.getTime(),
    },
    sender: { kind: sender.kind, active: sender.active },
    tlp: release.tlp,
    tlpRank: rankOf(release.tlp),
    objectTlpRank: rankOf(release.objectTlp),
    relayTlpRank: rankOf(release.relayTlp),
    observableTlpRank: rankOf(release.observableTlp),
    relaysGovernment: release.relaysGovernment,
    pap: release.pap,
    purpose: release.purpose,
    namesMembers: release.named.length > 0,
    hasCandidates: release.hasCandidates,
    asksForAction: release.asksForAction,
    attachesAdvisory: release.attachesAdvisory,
    exercise: release.exercise,
    recalled: release.recalled,
    peopleOnly: release.tlp === 'red' || release.pap === 'red',
  }
  if (expiresAt) attrs['expiresAt'] = expiresAt.getTime()
  if (release.message) attrs['message'] = toMessageRecord(release.message)
  return { uid: RELEASE, attrs, parents: [] }
}

function toMessageRecord({ authority, ...facts }: PolicyMessage): CedarValueJson {
  if (!authority) return facts
  return {
    ...facts,
    authority: { from: authority.from.getTime(), until: authority.until.getTime() },
  }
}

/** 0 (clear) to 4 (red); -1 for no marking at all. */
export function rankOf(tlp: Tlp | null): number {
  return tlp === null ? -1 : TLP_LEVELS.indexOf(tlp)
}
