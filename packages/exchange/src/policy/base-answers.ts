/** What the rules of the exchange say over the domain of charters, of a release that is faultless in all that no charter speaks of. */
import { policyToJson, type Policy } from '@cedar-policy/cedar-wasm/nodejs'
import type { MemberKind } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import { toCall, type Question } from './decide.ts'
import { type PolicyRelease } from './release-entity.ts'
import { hold } from './held-sets.ts'
import {
  type Answered,
  answersOf,
  type Answers,
  type Asked,
  type Cell,
  cellsFor,
  type Domain,
  factsAt,
  numbersOf,
} from './law-domain.ts'
import { askMatches, type Law, NO_END, type LawFacts } from './law.ts'
import { pause } from './pause.ts'
import type { PolicySet } from './policies.ts'

const DAY_MS = 86_400_000
const FAR = new Date('9999-12-31T00:00:00.000Z')
const LONG_AGO = new Date(0)

/** The values of a charter that the rules of the exchange look at themselves, and its own rules. */
export type CharterValues = Pick<PolicyRelease['group'], 'purposes' | 'maxTlp' | 'expiresAt'> & {
  law: Law | undefined
}

/**
 * A question with these facts, of a release that nothing else stands against: all belong, nothing is marked otherwise or came
 * from others, a receiver of TLP:RED is named, and a body of government states all that the gate asks for, approved by a
 * second person. Whatever else may be so makes the rules of the exchange refuse more and never less.
 */
export function questionOf(
  { action, exit, kind, sender, tlp, pap, purpose, keptDays, now }: LawFacts,
  charter: CharterValues,
): Question {
  const isRelease = action === 'release'
  return {
    action,
    principal: { id: isRelease ? 'sender' : 'receiver', kind, active: true, groups: ['group'] },
    resource: {
      sender: { id: 'sender', kind: sender, active: true },
      group: { id: 'group', ...charter },
      tlp,
      pap,
      purpose,
      named: tlp === 'red' ? ['receiver'] : [],
      objectTlp: null,
      relayTlp: null,
      observableTlp: null,
      relaysGovernment: false,
      partyFirst: false,
      hasCandidates: true,
      asksForAction: false,
      message: messageOf(sender),
      attachesAdvisory: false,
      exercise: false,
      recalled: false,
      expiresAt: keptDays === NO_END ? undefined : new Date(now + keptDays * DAY_MS),
    },
    context: { now: new Date(now), exit: exit as 'api', exercise: false, received: false },
  }
}

function messageOf(sender: MemberKind): PolicyRelease['message'] {
  if (sender !== 'agency' && sender !== 'office') return undefined
  return {
    type: 'notice-of-information',
    hasNexus: true,
    authority: { from: LONG_AGO, until: FAR },
    hasReference: false,
    namesThings: false,
    carriesThings: false,
    hasProse: true,
    personsReviewed: true,
    approved: true,
  }
}

/** A charter that stands against nothing. */
const WIDEST: Omit<CharterValues, 'law'> & { law: undefined } = {
  purposes: ['election-security', 'platform-integrity', 'research', 'public-warning'],
  maxTlp: 'red',
  expiresAt: FAR,
  law: undefined,
}

type Known = { rules: (Asked & { effect: 'permit' | 'forbid' })[]; answered: Answered }
/** By the rules in force and whether PAP is told apart: the rules of the exchange seldom change. */
const known = new WeakMap<PolicySet, Map<string, Promise<Known>>>()

/** Whether the exchange's own rules, as they are in force at `at`, admit a cell. They name no instant but those of the release. */
export async function baseAnswers(
  domain: Domain,
  at: number,
  policies: PolicySet,
): Promise<Answers> {
  const name = `${policies.at(new Date(at)).engineId} ${domain.paps.length}`
  const ofSet = known.get(policies) ?? new Map<string, Promise<Known>>()
  known.set(policies, ofSet)
  const asking = ofSet.get(name) ?? askAll(domain, at, policies)
  ofSet.set(name, asking)
  const { rules, answered } = await asking.catch((cause: unknown) => {
    // What failed is asked again the next time.
    if (ofSet.get(name) === asking) ofSet.delete(name)
    throw cause
  })
  const of = (effect: string) =>
    rules.filter((rule) => rule.effect === effect).map((rule) => answersOf(domain, rule, answered))
  const [permits, forbids] = [of('permit'), of('forbid')]
  // They speak of neither terms nor times, so a few thousand answers are all there are.
  const admitted = new Map<number, boolean>()
  const numberOf = numbersOf(domain)
  return (cell) => {
    const number = numberOf({ ...cell, kept: 0, time: 0 })
    const known = admitted.get(number)
    if (known !== undefined) return known
    const isAdmitted =
      permits.some((admits) => admits(cell)) && !forbids.some((refuses) => refuses(cell))
    admitted.set(number, isAdmitted)
    return isAdmitted
  }
}

async function askAll(domain: Domain, at: number, policies: PolicySet): Promise<Known> {
  const inForce = policies.at(new Date(at))
  const read = [...inForce.rules.values()].map(({ id, text, effect }) => {
    const parsed = policyToJson(text)
    if (parsed.type === 'failure') throw new ExchangeError('internal', `${id} does not parse`)
    return { id, effect, json: parsed.json, speaks: spokenOf(parsed.json) }
  })
  // As forbidding ones all that apply are named at once, whatever else does.
  const toPolicies = (): Record<string, Policy> =>
    Object.fromEntries(read.map(({ id, json }) => [id, { ...json, effect: 'forbid' }]))
  const answered: Answered = new Map()
  const numberOf = numbersOf(domain)
  for (const cell of cellsFor(domain, read)) {
    await pause()
    const { action, moment, entities } = toCall(questionOf(factsOf(domain, cell, at), WIDEST))
    const set = hold(`told apart: ${inForce.engineId}`, toPolicies)
    answered.set(numberOf(cell), askMatches(set, action, moment, entities))
  }
  return { rules: read.map(({ id, effect, speaks }) => ({ id, effect, speaks })), answered }
}

function factsOf(domain: Domain, cell: Cell, at: number): LawFacts {
  return { ...factsAt(domain, cell), keptDays: NO_END, now: at }
}

const AXIS_OF: Record<string, readonly string[]> = {
  tlp: ['tlp'],
  tlpRank: ['tlp'],
  isNamed: ['tlp'],
  namesMembers: ['tlp'],
  message: ['sender'],
  peopleOnly: ['tlp', 'pap'],
  pap: ['pap'],
  purpose: ['purpose'],
  exit: ['exit'],
  sender: ['sender'],
}

/** What a rule of the exchange speaks of in the domain, read off the names that it uses anywhere. */
function spokenOf(json: object): Asked['speaks'] {
  const names = new Set<string>()
  const text = JSON.stringify(json)
  for (const [, attribute] of text.matchAll(/"attr":"(\w+)"/g))
    for (const axis of AXIS_OF[attribute!] ?? []) names.add(axis)
  if (text.includes('{"left":{"Var":"principal"},"attr":"kind"}')) names.add('kind')
  return { names, days: [], times: [] }
}
