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
import type { MemberKind } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import { findLawRefusal, keptDaysOf, type LawFacts } from './law.ts'
import type { InForce, PolicySet } from './policies.ts'
import {
  describe,
  type PolicyMember,
  type PolicyRelease,
  standing,
  toMemberEntity,
} from './release-entity.ts'

/** Where information would leave the store; `door` is the page of an office that has no account. */
export type Exit =
  'api' | 'door' | 'taxii' | 'live' | 'mail' | 'export' | 'pdf' | 'peer' | 'search' | 'log'

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

/**
 * Answers one question by the policies in force, and where they admit it by the group's own, which only refuse. Throws
 * `internal` when the engine cannot judge it.
 */
export function decide(question: Question, policies: PolicySet): Decision {
  const { action, context, resource } = question
  const { entity, text } = describe(resource)
  const now = askedAt(question)
  const moment = { ...context, now, ...standing(question) }
  const decision = judge(action, moment, [toMemberEntity(question), entity], policies, text)
  const { law } = resource.group
  // What was given once is read by whoever was given it, whatever the charter says since.
  if (!decision.allow || !law || action === 'read') return decision
  return findLawRefusal(toLawFacts(question, action, now), law) ?? decision
}

/** A question as the engine takes it. */
export function toCall(question: Question) {
  const { action, context, resource } = question
  const moment = { ...context, now: askedAt(question), ...standing(question) }
  return { action, moment, entities: [toMemberEntity(question), describe(resource).entity] }
}

function toLawFacts(
  { principal, resource, context }: Question,
  action: LawFacts['action'],
  now: number,
): LawFacts {
  const { sender, tlp, pap, purpose, expiresAt } = resource
  return {
    action,
    kind: principal.kind,
    sender: sender.kind,
    tlp,
    pap,
    purpose,
    exit: context.exit,
    keptDays: keptDaysOf(expiresAt, now),
    now: now - (now % SECOND),
  }
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
function toMoment({ now, exit, exercise }: Asking): Moment & { exit: Exit } {
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

/** An act of a member at or with something, and how that stands to it. */
type MemberQuestion = {
  action: string
  member: { kind: MemberKind; active: boolean }
  /** How the member stands to it; what is named here goes before what the moment says. */
  standing?: Record<string, CedarValueJson>
  /** A type of `schema.cedarschema`. */
  resource: string
  attrs?: Record<string, CedarValueJson>
  asking: Asking
  /** Whether what it is done with is of an exercise; as the asking where left out. */
  exercise?: boolean
}

/** Answers for a member whose kind and state are all that the rules look at. */
export function judgeMember(question: MemberQuestion, policies: PolicySet): Decision {
  const { action, member, standing, resource, attrs, asking } = question
  const { exercise = asking.exercise } = question
  return judge(
    action,
    { ...toMoment(asking), ...standing },
    [
      { uid: { type: 'Member', id: 'this' }, attrs: member, parents: [] },
      { uid: { type: resource, id: 'this' }, attrs: { ...attrs, exercise }, parents: [] },
    ],
    policies,
  )
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
