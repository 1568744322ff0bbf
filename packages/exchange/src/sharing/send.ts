import type { PersonsFound, ReleaseDraft, SourceWords, ToldAgain, Verdict } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import type { ObjectFault } from '../objects/faults.ts'
import type { Actor } from '../log/actor.ts'
import { findClashes, insertObjects } from '../objects/store.ts'
import type { Judged, Judgement } from './audience.ts'
import { prepareDraft, type Prepared } from './draft.ts'
import { judgeFor } from './judge.ts'
import { toGiven } from './message.ts'
import { splitDraft } from './draft-texts.ts'
import { recordRefusedRelease, recordRelease } from './record.ts'
import { enterMessage } from '../register/enter.ts'
import { keepMasked } from './masked.ts'
import { keepPart } from './parts.ts'
import { maskFor } from './known-persons.ts'
import { toStatements } from './persons.ts'
import { isBehindGate } from './rules.ts'
import { findSent } from './store.ts'
import { selectProposed, tieTearLine } from './tear-line.ts'
import { toTermsObject } from './terms-object.ts'

export type Preview = {
  verdicts: Verdict[]
  digest: string
  faults: ObjectFault[]
  ask?: string
  persons?: PersonsFound
  again?: ToldAgain
  sourceWords?: SourceWords[]
}

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
    const judgement = await judgeFor(ctx, tx, sender, draft, prepared)
    const { verdicts, digest, ask, persons, again, sourceWords } = judgement
    const clashes = await findClashes(tx, sender.memberId, ctx.clock.now(), prepared.incoming)
    const faults = [...prepared.faults, ...clashes.map(({ stixId }) => clashFault(stixId))]
    return {
      verdicts: verdicts.map(withoutFeed),
      digest,
      faults,
      ...(ask === undefined ? {} : { ask }),
      ...(persons ? { persons } : {}),
      ...(again ? { again } : {}),
      ...(sourceWords ? { sourceWords } : {}),
    }
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
  const prepared = prepareToSend(ctx, draft, sent.draftText)
  const outcome = await ctx.database.db
    .transaction()
    .execute((tx) => sendIn(tx, ctx, sender, draft, prepared, sent))
    .catch(asSentBefore)
  if ('id' in outcome) return outcome.id
  throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
}

/** A draft read for sending. Throws `bad-request` for faulty objects. */
export function prepareToSend(ctx: Context, draft: ReleaseDraft, draftText: string): Prepared {
  const prepared = prepareDraft(draft, splitDraft(draftText, '/body/draft'), ctx.config.exercise)
  refuseFaults(prepared.faults)
  return prepared
}

/** Throws `conflict` for a transaction that failed since the very same was released meanwhile. */
export function asSentBefore(cause: unknown): never {
  throw isUniqueViolation(cause) ? sentBefore(cause) : cause
}

/**
 * The same within a transaction of the caller; gives the refusal, recorded, where nobody may receive it. `author` is whoever
 * wrote what the sender approves as a second person.
 */
export async function sendIn(
  tx: Tx,
  ctx: Context,
  sender: Actor,
  draft: ReleaseDraft,
  prepared: Prepared,
  { digest, author }: { digest: string; author?: string },
): Promise<{ id: string } | { rule: string; reason: string }> {
  const judged = await judgeToSend(tx, ctx, sender, draft, prepared, { digest, author })
  const { judgement, refused } = judged
  return (
    refused ?? { id: await writeRelease(tx, ctx, sender, draft, { prepared, judgement, author }) }
  )
}

/**
 * Judges what was previewed as `digest`, under the commit order lock; gives the refusal, recorded, where nobody may receive it.
 * Throws `preview-outdated`, and `conflict` for what was sent before.
 */
export async function judgeToSend(
  tx: Tx,
  ctx: Context,
  sender: Actor,
  draft: ReleaseDraft,
  prepared: Prepared,
  { digest, author }: { digest: string; author?: string | undefined },
): Promise<{ judgement: Judgement; refused: { rule: string; reason: string } | undefined }> {
  const options = { lock: true, approved: author !== undefined }
  const judgement = await judgeFor(ctx, tx, sender, draft, prepared, options)
  if (judgement.digest !== digest) throw outdated()
  if (await findSent(tx, sender.memberId, digest)) throw sentBefore()
  const refused = whyNobody(judgement)
  const { title } = draft
  const { verdicts } = judgement
  if (refused) await recordRefusedRelease(tx, { at: ctx.clock.now(), sender, title, verdicts })
  return { judgement, refused }
}

type ToWrite = { prepared: Prepared; judgement: Judgement; author?: string | undefined }

/** Writes a judged release as it leaves; the caller has checked that somebody may receive it. */
async function writeRelease(
  tx: Tx,
  ctx: Context,
  sender: Actor,
  draft: ReleaseDraft,
  { prepared: written, judgement, author }: ToWrite,
): Promise<string> {
  const at = ctx.clock.now()
  const id = randomUUID()
  const { exercise } = ctx.config
  const masked = draft.message ? await maskFor(tx, ctx, sender.memberId, draft, written) : undefined
  const { title, terms, findingId, part, ...said } = masked?.draft ?? draft
  const prepared = masked?.prepared ?? written
  const { objects, objectsHash } = prepared
  // Where nobody has looked, nothing is said of whom it names.
  const isLookedAt = judgement.persons?.reviewed || masked?.named === 'masked'
  const message = said.message && toGiven(said.message, isLookedAt ? masked?.named : undefined)
  const lower = await selectProposed(tx, sender.memberId, draft)
  const commitment = lower?.commitment
  const facts = { releaseId: id, at, title, terms, message, objects, exercise, commitment, part }
  const termsObject = toTermsObject({ ...facts, withDefinitions: true })
  const incoming = termsObject ? [termsObject, ...prepared.incoming] : prepared.incoming
  const { kept, clashes } = await insertObjects(tx, sender.memberId, at, incoming)
  refuseFaults(clashes.map(({ stixId }) => clashFault(stixId)))
  await recordRelease(tx, {
    id,
    at,
    sender,
    title,
    terms,
    message,
    commitment,
    count: prepared.incoming.length,
    rows: kept.map((object) => object!.row),
    objectsHash,
    judgement,
    findingId,
    author,
    part,
  })
  await keepPart(tx, { releaseId: id, memberId: sender.memberId }, { part }, objects)
  if (lower) await tieTearLine(tx, { releaseId: id, lower })
  await keepMasked(tx, { releaseId: id, memberId: sender.memberId }, masked?.persons ?? [])
  const kinds = judgement.verdicts
    .filter(({ allow, member }) => allow && isBehindGate(member.kind))
    .map(({ member }) => member.kind)
  if (message && kinds.length > 0) {
    const left = { title, terms, objects }
    const statements = toStatements(masked?.draft ?? draft)
    await enterMessage(tx, ctx, {
      id,
      at,
      draft: left,
      message,
      contentHash: objectsHash,
      kinds,
      statements,
    })
  }
  return id
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
