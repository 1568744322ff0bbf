/** What is posted over TAXII, and what the rules say of it. */
import { type Addition, TaxiiError } from '@tocsin/taxii'
import { hash, randomUUID } from 'node:crypto'
import type { Actor } from '../log/actor.ts'
import { hashOfObjects, type Incoming } from '../objects/incoming.ts'
import type { Decision } from '../policy/decide.ts'
import { pause } from '../policy/pause.ts'
import type { PolicySet } from '../policy/policies.ts'
import { readAsksAhead } from '../sharing/ask.ts'
import { readAcrossAhead } from '../sharing/ask-across.ts'
import { judgeDraft } from '../sharing/audience.ts'
import { isUnderTerms, type Meanings, type StixObject } from '../sharing/meanings.ts'
import type { JudgedRelease } from '../sharing/record.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import type { Standing } from '../sharing/standing.ts'
import { saysItself, toTermsObject } from '../sharing/terms-object.ts'
import { isAtGate, markOf, weighMarked } from '../sharing/weigh.ts'
import { termsFor } from './terms.ts'

/** An envelope for a group; `named` narrows its release to these members. */
export type Posting = { sender: Actor; groupId: string; named: readonly string[]; at: Date }

/** What the rules and the terms rest on, beside the objects. */
export type Grounds = {
  standing: Standing
  meanings: Meanings
  exercise: boolean
  policies: PolicySet
}

/** A release judged, and its terms as an object where the objects do not say them. */
export type JudgedPosting = JudgedRelease & { termsObject: Incoming | undefined }

export function toIncoming({ id, type, version, specVersion, text }: Addition): Incoming {
  return { stixId: id, type, version, specVersion, body: text, sha256: hash('sha256', text) }
}

export function valuesOf(added: readonly Addition[]): StixObject[] {
  return added.map(({ value }) => value as StixObject)
}

/**
 * Reads what is posted for requests where the rules look at them. Before any lock is taken: a long envelope takes a while to
 * read.
 */
export async function readAhead(standing: Standing, added: readonly Addition[]): Promise<void> {
  if (!isAtGate(standing)) return
  const objects = valuesOf(added)
  await readAsksAhead(objects, pause)
  await readAcrossAhead('', objects, pause)
}

/** Judges the release of these objects, on the terms their markings and the group's charter set. */
export function judgePosting(
  { sender, named, at }: Posting,
  added: readonly Addition[],
  incoming: readonly Incoming[],
  { standing, meanings, exercise, policies }: Grounds,
): JudgedPosting {
  const objects = valuesOf(added)
  const what = objects.length === 1 ? '1 object' : `${objects.length} objects`
  const title = `${exercise ? 'EXERCISE: ' : ''}${what} posted over TAXII`
  const marked = markOf(objects, standing, meanings)
  const weighed = weighMarked('', objects, marked, standing)
  const own = { tlp: weighed.objectTlp, pap: weighed.objectPap }
  const terms = termsFor(standing, own, named, at)
  const objectsHash = hashOfObjects(incoming)
  const moment = { now: at, exercise, exit: 'taxii' as const }
  const judgement = judgeDraft(
    { title, terms },
    // A posting has no place for what the gate asks to be stated.
    { ...weighed, objectsHash, message: undefined, attachesAdvisory: false },
    standing,
    moment,
    policies,
  )
  const id = randomUUID()
  const underTerms = marked.filter((_, i) => isUnderTerms(objects[i]!))
  const facts = { releaseId: id, at, title, terms, objects, exercise, withDefinitions: false }
  const isSaid = terms.expiresAt === undefined && saysItself(underTerms, terms, own.pap)
  const termsObject = isSaid ? undefined : toTermsObject(facts)
  return { id, at, sender, title, terms, objectsHash, judgement, exit: 'taxii', termsObject }
}

/** Why nobody may have it from a machine, nothing where somebody may. */
export function findRefusal({ judgement }: Pick<JudgedRelease, 'judgement'>): Decision | undefined {
  const { refusedSender, verdicts } = judgement
  if (refusedSender || verdicts.length === 0) return refusedSender
  const admitted = verdicts.filter(({ allow }) => allow)
  if (admitted.length === 0) return verdicts[0]
  const { feedReason } = admitted[0]!
  const withheld = admitted.every(({ feedRefusal }) => feedRefusal !== null)
  return withheld
    ? { allow: false, rule: admitted[0]!.feedRefusal!, reason: feedReason }
    : undefined
}

/**
 * What a body of government, or whoever passes its word on, is told of those at the gate who are not given what it posted, in
 * the status of each object; nothing where all are. Whom it was kept from, by name and rule, is among the refusals on record.
 */
export function withheldWords(
  { judgement }: Pick<JudgedRelease, 'judgement'>,
  { sender }: Pick<Standing, 'sender'>,
): string | undefined {
  const isTold = (rule: string) => isGovernment(sender.kind) || rule === 'government-not-relayed'
  const kept = judgement.verdicts.filter(
    ({ allow, member, rule }) => !allow && isBehindGate(member.kind) && isTold(rule),
  )
  const [first] = kept
  if (!first) return undefined
  const to = kept.length === 1 ? '1 platform or campaign' : `${kept.length} platforms or campaigns`
  return `released, but not to ${to}: ${first.reason} (rule ${first.rule})`
}

/** A refusal as the sender is told of it. */
export function toTaxiiError({ reason, rule }: Decision): TaxiiError {
  return new TaxiiError('forbidden', `${reason} (rule ${rule})`)
}
