import type { ReleaseDraft, Verdict } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { isInstant } from '../clock.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import type { ObjectFault } from '../objects/faults.ts'
import type { Actor } from '../log/actor.ts'
import { findClashes, insertObjects } from '../objects/store.ts'
import { judgeDraft, type Judgeable, type Judged, type Judgement } from './audience.ts'
import { prepareDraft, type Prepared } from './draft.ts'
import { mentionsOf, toGiven, weighMessage, wordsOf } from './message.ts'
import { splitDraft } from './draft-texts.ts'
import { recordRefusedRelease, recordRelease } from './record.ts'
import { isBehindGate, isGovernment } from './rules.ts'
import {
  findSent,
  mentionsAdvisory,
  mentionsOtherRelease,
  readMeanings,
  readStanding,
} from './store.ts'
import type { StixObject } from './meanings.ts'
import type { Standing } from './standing.ts'
import { toTermsObject } from './terms-object.ts'
import { weigh } from './weigh.ts'

export type Preview = { verdicts: Verdict[]; digest: string; faults: ObjectFault[] }

/** Exactly who would receive a draft and by which rule; nothing is sent and nothing recorded. */
export async function previewDraft(
  ctx: Context,
  sender: Actor,
  draft: ReleaseDraft,
  draftText: string,
): Promise<Preview> {
  const parts = splitDraft(draftText, '/body')
  const prepared = prepareDraft(draft, parts, ctx.config.exercise)
  return ctx.database.db.transaction().execute(async (tx) => {
    const { verdicts, digest } = await judgeFor(ctx, tx, sender, draft, prepared)
    const clashes = await findClashes(tx, sender.memberId, ctx.clock.now(), prepared.incoming)
    const faults = [...prepared.faults, ...clashes.map(({ stixId }) => clashFault(stixId))]
    return { verdicts: verdicts.map(withoutFeed), digest, faults }
  })
}

/**
 * Releases a draft to exactly those previewed, in one transaction: objects, release, frozen recipients,
 * refusals, log and live screens. Returns the release's id. Throws `bad-request` for faulty objects,
 * `preview-outdated` when who would receive what is no longer what `digest` stands for, `conflict` when
 * this very preview was sent before, and `refused-by-policy` when nobody may receive it; that refusal is
 * recorded all the same.
 */
export async function sendRelease(
  ctx: Context,
  sender: Actor,
  draft: ReleaseDraft,
  sent: { digest: string; draftText: string },
): Promise<string> {
  const { digest } = sent
  const parts = splitDraft(sent.draftText, '/body/draft')
  const prepared = prepareDraft(draft, parts, ctx.config.exercise)
  refuseFaults(prepared.faults)
  const outcome = await ctx.database.db
    .transaction()
    .execute(async (tx) => {
      const judgement = await judgeFor(ctx, tx, sender, draft, prepared, { lock: true })
      if (judgement.digest !== digest) throw outdated()
      if (await findSent(tx, sender.memberId, digest)) throw sentBefore()
      const refused = whyNobody(judgement)
      const { title } = draft
      const { verdicts } = judgement
      if (refused) await recordRefusedRelease(tx, { at: ctx.clock.now(), sender, title, verdicts })
      return refused ?? { id: await writeRelease(tx, ctx, sender, draft, prepared, judgement) }
    })
    .catch((cause: unknown) => {
      throw isUniqueViolation(cause) ? sentBefore(cause) : cause
    })
  if ('id' in outcome) return outcome.id
  throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
}

/** Writes a judged release; the caller has checked that somebody may receive it. */
async function writeRelease(
  tx: Tx,
  ctx: Context,
  sender: Actor,
  draft: ReleaseDraft,
  prepared: Prepared,
  judgement: Judgement,
): Promise<string> {
  const at = ctx.clock.now()
  const id = randomUUID()
  const { title, terms } = draft
  const { exercise } = ctx.config
  const { objects } = prepared
  const message = draft.message && toGiven(draft.message)
  const facts = { releaseId: id, at, title, terms, message, objects, exercise }
  const termsObject = toTermsObject({ ...facts, withDefinitions: true })
  const incoming = termsObject ? [termsObject, ...prepared.incoming] : prepared.incoming
  const { kept, clashes } = await insertObjects(tx, sender.memberId, at, incoming)
  refuseFaults(clashes.map(({ stixId }) => clashFault(stixId)))
  return recordRelease(tx, {
    id,
    at,
    sender,
    title,
    terms,
    message,
    count: prepared.incoming.length,
    rows: kept.map((object) => object!.row),
    objectsHash: prepared.objectsHash,
    judgement,
    findingId: draft.findingId,
  })
}

async function judgeFor(
  ctx: Context,
  tx: Tx,
  sender: Actor,
  draft: ReleaseDraft,
  prepared: Prepared,
  options: { lock?: boolean } = {},
): Promise<Judgement> {
  const { groupId, named = [] } = draft.terms
  refuseNoInstants(draft)
  const ids = prepared.objects.map(({ id }) => id)
  const standing = await readStanding(tx, sender.memberId, groupId, ids, options)
  if (!standing) {
    const path = '/body/terms/groupId'
    throw new ExchangeError('not-found', 'no such group', { path })
  }
  const stranger = named.find((id) => !standing.candidates.some((member) => member.id === id))
  if (standing.senderBelongs && stranger) {
    const path = '/body/terms/named'
    throw new ExchangeError('bad-request', `${stranger} is no other member of the group`, { path })
  }
  const { exercise } = ctx.config
  const { objects, contentHash: objectsHash } = prepared
  const moment = { now: ctx.clock.now(), exercise, exit: 'api' as const }
  const meanings = await readMeanings(tx, objects)
  const facts = {
    ...weigh(wordsOf(draft).join('\n'), objects, standing, meanings),
    ...(await weighGate(tx, draft, objects, standing)),
    objectsHash,
  }
  return judgeDraft(draft, facts, standing, moment, ctx.policies)
}

/** What the rules of the gate look at. Throws `bad-request` for a message of one who is no body of government. */
async function weighGate(
  tx: Tx,
  draft: ReleaseDraft,
  objects: readonly StixObject[],
  { sender, candidates }: Standing,
): Promise<Pick<Judgeable, 'message' | 'attachesAdvisory'>> {
  if (!isGovernment(sender.kind)) {
    if (!draft.message) return { message: undefined, attachesAdvisory: false }
    const why = 'only an agency or an election office states a type of message'
    throw new ExchangeError('bad-request', why, { path: '/body/message' })
  }
  const message = weighMessage(draft, objects)
  if (!candidates.some(({ kind }) => isBehindGate(kind)))
    return { message, attachesAdvisory: false }
  const mentions = mentionsOf(draft, objects)
  if (message?.type !== 'advisory')
    return { message, attachesAdvisory: await mentionsAdvisory(tx, mentions) }
  const carriesThings = message.carriesThings || (await mentionsOtherRelease(tx, mentions))
  return { message: { ...message, carriesThings }, attachesAdvisory: false }
}

function refuseNoInstants({ terms, message }: ReleaseDraft): void {
  const given = {
    '/body/terms/expiresAt': terms.expiresAt,
    '/body/message/authority/from': message?.authority?.from,
    '/body/message/authority/until': message?.authority?.until,
  }
  for (const [path, at] of Object.entries(given))
    if (at !== undefined && !isInstant(at))
      throw new ExchangeError('bad-request', 'this is no point in time', { path })
}

/** The refusal to show when nobody may receive the draft. */
function whyNobody({
  refusedSender,
  verdicts,
}: Judgement): { rule: string; reason: string } | undefined {
  if (refusedSender) return refusedSender
  if (verdicts.some((verdict) => verdict.allow)) return undefined
  return verdicts[0]
}

function refuseFaults(faults: readonly ObjectFault[]): void {
  const [fault] = faults
  if (!fault) return
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more faults)` : ''
  throw new ExchangeError('bad-request', `${fault.object}${fault.path}: ${fault.message}${more}`, {
    path: '/body/draft/objects',
  })
}

function clashFault(object: string): ObjectFault {
  return {
    object,
    path: '/modified',
    message: 'you brought this version before with other content; a change needs a later modified',
  }
}

function outdated(): ExchangeError {
  return new ExchangeError(
    'preview-outdated',
    'who would receive this, or what they would receive, has changed since the preview: look again',
  )
}

function sentBefore(cause?: unknown): ExchangeError {
  return new ExchangeError('conflict', 'this was released already', { cause })
}

function withoutFeed({ member, allow, rule, reason }: Judged): Verdict {
  return { member, allow, rule, reason }
}
