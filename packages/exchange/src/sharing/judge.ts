/** What the rules say of a draft, with all that they look at read from the database. */
import type { ReleaseDraft } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Actor } from '../log/actor.ts'
import { pause } from '../policy/pause.ts'
import { readAsksAhead } from './ask.ts'
import { readAcrossAhead } from './ask-across.ts'
import { judgeDraft, type Judgeable, type Judgement } from './audience.ts'
import type { Prepared } from './draft.ts'
import { mentionsOf, sharedRefsOf, tiesToNamed, weighMessage, wordsOf } from './message.ts'
import { listKnownPersons } from './known-persons.ts'
import { countToldAgain, refuseBeyondFacts, weighPart } from './parts.ts'
import { weighPersons } from './persons.ts'
import { isBehindGate, isGovernment } from './rules.ts'
import type { Standing } from './standing.ts'
import {
  mentionsAdvisory,
  mentionsOtherRelease,
  readMeanings,
  readStanding,
  selectGivenBefore,
} from './store.ts'
import { selectProposed } from './tear-line.ts'
import { isAtGate, weigh } from './weigh.ts'

/**
 * Judges a prepared draft as it would be sent now. With `lock` nothing that it rests on changes until the transaction ends;
 * `approved` says that a second person approves it. Throws `bad-request` and `not-found` for what the terms name wrongly.
 */
export async function judgeFor(
  ctx: Context,
  tx: Tx,
  sender: Actor,
  draft: ReleaseDraft,
  prepared: Prepared,
  options: { lock?: boolean; approved?: boolean } = {},
): Promise<Judgement> {
  const { groupId, named = [] } = draft.terms
  const lower = await selectProposed(tx, sender.memberId, draft)
  const now = ctx.clock.now()
  const approved = options.approved ?? false
  const ids = prepared.objects.map(({ id }) => id)
  const standing = await readStanding(tx, sender.memberId, groupId, ids, { ...options, now })
  if (!standing) {
    const path = '/body/terms/groupId'
    throw new ExchangeError('not-found', 'no such group', { path })
  }
  // Under the lock, so that of two corrections at once the second sees the first.
  await weighPart(tx, sender.memberId, draft, prepared.objects, { now, approved })
  const stranger = named.find((id) => !standing.candidates.some((member) => member.id === id))
  if (standing.senderBelongs && stranger) {
    const path = '/body/terms/named'
    throw new ExchangeError('bad-request', `${stranger} is no other member of the group`, { path })
  }
  const { exercise } = ctx.config
  const { objects, contentHash: objectsHash } = prepared
  const moment = { now, exercise, exit: 'api' as const }
  const meanings = await readMeanings(tx, objects)
  // First, since it refuses what is more than can be read.
  const gate = await weighGate(tx, draft, prepared, standing, approved)
  const said = wordsOf(draft).join('\n')
  if (isAtGate(standing)) {
    await readAsksAhead(objects, pause)
    await readAcrossAhead(said, objects, pause)
  }
  const facts = {
    ...weigh(said, objects, standing, meanings),
    ...gate,
    objectsHash,
    tearLine: lower && { flagged: lower.isFlagged, approved },
  }
  const judgement = judgeDraft(draft, facts, standing, moment, ctx.policies)
  const { verdicts } = judgement
  await refuseBeyondFacts(tx, draft, objects, verdicts)
  const again = await countToldAgain(tx, standing, draft, verdicts)
  const sourceWords = lower?.said
  return { ...judgement, ...(again ? { again } : {}), ...(sourceWords ? { sourceWords } : {}) }
}

/** What the rules of the gate look at. Throws `bad-request` for a message of one who is no body of government. */
async function weighGate(
  tx: Tx,
  draft: ReleaseDraft,
  { objects, contentHash }: Prepared,
  { sender, candidates }: Standing,
  approved: boolean,
): Promise<Pick<Judgeable, 'message' | 'attachesAdvisory' | 'persons'>> {
  if (!isGovernment(sender.kind)) {
    if (!draft.message) return { message: undefined, attachesAdvisory: false }
    const why = 'only an agency or an election office states a type of message'
    throw new ExchangeError('bad-request', why, { path: '/body/message' })
  }
  const isGated = candidates.some(({ kind }) => isBehindGate(kind))
  const persons =
    draft.message && isGated
      ? await weighPersons(draft, objects, contentHash, await listKnownPersons(tx, sender.id))
      : undefined
  const personsReviewed = persons?.reviewed ?? true
  const message = weighMessage(draft, objects, {
    approved,
    personsReviewed,
    atGate: isGated,
  })
  if (!isGated) return { message, attachesAdvisory: false }
  const mentions = mentionsOf(draft, objects)
  if (message?.type !== 'advisory')
    return { message, persons, attachesAdvisory: await mentionsAdvisory(tx, mentions) }
  const carriesThings = message.carriesThings || (await mentionsOtherRelease(tx, mentions))
  const refs = sharedRefsOf(draft, objects)
  const given = await selectGivenBefore(tx, sender.id, [...refs.about, ...refs.makers])
  const namesThings = message.namesThings || tiesToNamed(refs, given)
  return {
    message: { ...message, carriesThings, namesThings },
    persons,
    attachesAdvisory: false,
  }
}
