/** A correction of one part of a statement: the same objects in later versions, and what is left out withdrawn. Nothing leaves. */
import type { CorrectionProposal, DraftPart, PartKind, ProposedCorrection } from '@tocsin/api'
import { tlpOfId, toTimestamp } from '@tocsin/stix'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectMember } from '../members/store.ts'
import { refuseMixed } from '../sharing/attribution.ts'
import { isOwnMarking } from '../sharing/markings.ts'
import { selectBundle, selectRelease } from '../sharing/select.ts'
import { termsIdOf } from '../sharing/terms-object.ts'
import { revise, type StixObject } from './revise.ts'
import { toIdentity } from './to-stix.ts'

/**
 * What a correction of an own release would carry, and how it is tied to it. Throws `not-found` for what is no part of a statement
 * by the own member, `conflict` where it was taken back or masks persons, `bad-request` for words of another part.
 */
export async function proposeCorrection(
  ctx: Context,
  viewer: Viewer,
  releaseId: string,
  asked: CorrectionProposal,
): Promise<ProposedCorrection> {
  const { row, mark, objects } = await readOwnPart(ctx, viewer, releaseId)
  const kind = mark.kind as PartKind
  refuseForeign(kind, asked)
  if (row.recalled_at)
    throw new ExchangeError('conflict', 'this was taken back: release it anew instead')
  if (row.message?.persons === 'masked')
    throw new ExchangeError(
      'conflict',
      'persons are masked in this, under pseudonyms of that release alone: take it back and release it anew, so that nobody can tie the two together',
    )
  const at = later(ctx.clock.now(), objects)
  const member = (await selectMember(ctx.database.db, viewer.memberId))!
  const identity = toIdentity({ id: member.id, name: member.name, since: member.created_at }, at)
  const carried = objects.filter(
    ({ id, type }) =>
      id !== termsIdOf(releaseId) &&
      id !== identity.id &&
      !(type === 'marking-definition' && (tlpOfId(id) !== null || isOwnMarking(id))),
  )
  const revised = revise(kind, carried, asked, { author: identity, now: toTimestamp(at) })
  refuseMixed(row.title, revised.objects, revised.unchanged)
  const part: DraftPart = {
    statement: mark.statement_id,
    kind,
    corrects: releaseId,
    ...(asked.validUntil === undefined ? {} : { validUntil: asked.validUntil }),
  }
  return {
    objects: [identity, ...revised.objects],
    asGiven: revised.unchanged,
    part,
    withdrawn: revised.withdrawn,
    gone: revised.gone,
  }
}

async function readOwnPart(ctx: Context, viewer: Viewer, releaseId: string) {
  const found = await asMember(ctx.database.db, toReader(viewer), ctx.clock.now(), async (tx) => {
    const row = await selectRelease(tx, viewer.memberId, releaseId)
    const mark = await tx
      .selectFrom('release_parts')
      .select(['statement_id', 'kind'])
      .where('release_id', '=', releaseId)
      .executeTakeFirst()
    if (row?.from_member !== viewer.memberId || !mark) return undefined
    const { text } = await selectBundle(tx, releaseId)
    return { row, mark, text }
  })
  if (!found) throw new ExchangeError('not-found', 'no such part of a statement of the own member')
  const { objects } = JSON.parse(found.text) as { objects: StixObject[] }
  return { ...found, objects }
}

/** What only another part says. */
function refuseForeign(kind: PartKind, { words, attribution }: CorrectionProposal): void {
  if (kind === 'attribution' ? attribution === undefined : attribution !== undefined)
    throw new ExchangeError(
      'bad-request',
      kind === 'attribution'
        ? 'a correction of an attribution says who, how likely, how sure and on what basis'
        : 'only a correction of an attribution says who is behind it',
      { path: '/body/attribution' },
    )
  if (kind === 'advice' && words.trim() === '')
    throw new ExchangeError('bad-request', 'advice without words is none: take it back instead', {
      path: '/body/words',
    })
}

/** A version of each object after the last, also where the clock has not moved since. */
function later(now: Date, objects: readonly StixObject[]): Date {
  const last = objects.map(({ modified }) =>
    typeof modified === 'string' ? Date.parse(modified) || 0 : 0,
  )
  return new Date(last.reduce((most, at) => Math.max(most, at + 1), now.getTime()))
}
