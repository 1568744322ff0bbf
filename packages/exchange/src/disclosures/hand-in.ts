/** A member's own part: handed in sealed, replaced and taken out until its instant. */
import type { DisclosurePack } from '@tocsin/api'
import { randomBytes, randomUUID } from 'node:crypto'
import { StixError } from '@tocsin/stix'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { admitWords } from '../told-first/words.ts'
import { readPack } from './read-pack.ts'
import { render } from './render.ts'
import { instantOf } from './rules.ts'
import { openSealKey, seal } from './seal.ts'
import { type DisclosureRow, type Locked, recordStep, unseatPart, writeStanding } from './store.ts'
import { toBundle } from './to-stix.ts'
import { findNoPart, inDisclosure } from './verdict.ts'
import { digestOf, placeOf, toSealed } from './version.ts'

/** Parts that one member may hand in to one disclosure, one after another. */
const MOST_PARTS = 200
/** Lines after which other callers have a turn. */
const TURN = 500

export type Handed = { bytes: Uint8Array; mediaType: string }

/**
 * Seals the own part; one that was handed in before gives way, and what the log committed to stays. Gives its number. Throws what
 * `readPack` throws, `not-found`, `conflict` once its instant has come, and `refused-by-policy`.
 */
export async function handInPart(
  ctx: Context,
  who: Viewer,
  id: string,
  handed: Handed,
): Promise<number> {
  // Before anything large is read: whoever takes no part is told so.
  const row = await inDisclosure(
    ctx,
    who,
    { id, act: 'disclosure.hand-in' },
    async (_tx, locked) => (await refuseAway(ctx, who, locked)) ?? locked.row,
  )
  const pack = await readPack(handed.bytes, handed.mediaType)
  await admitPack(ctx, who, id, pack)
  await rehearse(who, row, pack)
  const key = await openSealKey(ctx)
  const salt = randomBytes(32)
  const body = toSealed(salt, pack)
  const digest = digestOf(salt, body.subarray(salt.length))
  const seq = await nextSeq(ctx, id, who.memberId)
  const sealed = await seal(key, placeOf(id, who.memberId, seq), body)
  await inDisclosure(ctx, who, { id, act: 'disclosure.hand-in' }, async (tx, locked) => {
    const no = await refuseAway(ctx, who, locked)
    if (no) return no
    const bytes = handed.bytes.length
    await keep(tx, ctx, who, id, { seq, records: countOf(pack), bytes, digest, sealed })
    return undefined
  })
  return seq
}

async function refuseAway(ctx: Context, who: Viewer, locked: Locked) {
  const no = findNoPart(ctx, who, locked, 'work-on-part')
  if (no) return no
  const { row, own } = locked
  const at = instantOf(own!, row.opens_at)
  if (at === undefined || at <= ctx.clock.now())
    throw new ExchangeError('conflict', 'its instant has come: from then on a part is corrected')
  return undefined
}

/** Texts that are read at a time. */
const READ = 5000

/**
 * Lets a part in that names nothing which its owner found to imitate a defended party and which waits for that party. Throws
 * `refused-by-policy`, on record. What is found later is not looked for in what lies sealed.
 */
export async function admitPack(
  ctx: Context,
  who: Viewer,
  id: string,
  pack: DisclosurePack,
): Promise<void> {
  const texts = Object.values(pack).flatMap((list: object[]) =>
    list.flatMap((record) => Object.values(record).filter((one) => typeof one === 'string')),
  )
  const act = { act: 'disclosure.hand-in', subject: `disclosure:${id}` }
  for (let at = 0; at < texts.length; at += READ)
    await admitWords(ctx, who, { ...act, words: texts.slice(at, at + READ) })
}

/**
 * Says it in STIX for nobody, posts aside, so that nothing in it can stop the opening. Throws `bad-request` for what cannot be said.
 */
export async function rehearse(
  who: Viewer,
  { id, title, threshold, k }: Pick<DisclosureRow, 'id' | 'title' | 'threshold' | 'k'>,
  pack: DisclosurePack,
): Promise<void> {
  const member = { id: who.memberId, name: who.memberName, kind: who.memberKind }
  const part = { member, digest: '', since: 1, pack: { ...pack, posts: [] } }
  const rendered = await render([part], { threshold, k }, randomBytes(32))
  const at = '2000-01-01T00:00:00.000Z'
  try {
    const said = toBundle(rendered, { id, title, version: 1, openedAt: at, firstAt: at })
    for (let lines = 0; !said.next().done; lines++)
      if (lines % TURN === 0) await new Promise(setImmediate)
  } catch (cause) {
    if (!(cause instanceof StixError)) throw cause
    throw new ExchangeError('bad-request', `this cannot be said in STIX: ${cause.message}`, {
      cause,
      path: '/body',
    })
  }
}

export function countOf(pack: DisclosurePack): number {
  return Object.values(pack).reduce((sum, list) => sum + list.length, 0)
}

/** The number of the next part; two that come at once are told apart by the table's key, and the second is refused. */
export async function nextSeq(ctx: Context, id: string, memberId: string): Promise<number> {
  const rows = await ctx.database.db
    .selectFrom('disclosure_parts')
    .select('seq')
    .where('disclosure_id', '=', id)
    .where('member_id', '=', memberId)
    .orderBy('seq', 'desc')
    .limit(1)
    .execute()
  const seq = (rows[0]?.seq ?? 0) + 1
  if (seq > MOST_PARTS)
    throw new ExchangeError('conflict', `at most ${MOST_PARTS} parts of a member are taken`)
  return seq
}

type Kept = { seq: number; records: number; bytes: number; digest: string; sealed: Uint8Array }

async function keep(tx: Tx, ctx: Context, who: Viewer, id: string, kept: Kept): Promise<void> {
  const at = ctx.clock.now()
  const { seq, digest } = kept
  await refuseTaken(tx, id, who.memberId, seq)
  const replaces = await unseatPart(tx, id, who.memberId, 'replaced')
  const partId = randomUUID()
  await tx
    .insertInto('disclosure_parts')
    .values({
      id: partId,
      disclosure_id: id,
      member_id: who.memberId,
      state: 'sealed',
      handed_in_at: at,
      log_index: -1,
      ...kept,
    })
    .execute()
  await writeStanding(tx, id, who.memberId, { handed_in: true })
  const index = await recordStep(tx, {
    kind: 'disclosure.handed-in',
    at,
    by: toActor(who),
    id,
    statement: 'Handed in a part of a joint disclosure, sealed until its instant',
    members: [who.memberId],
    details: { seq, digest, replaces },
  })
  await placePart(tx, partId, index)
}

/** Throws `conflict` where another part took this number meanwhile. */
export async function refuseTaken(
  tx: Tx,
  id: string,
  memberId: string,
  seq: number,
): Promise<void> {
  const taken = await tx
    .selectFrom('disclosure_parts')
    .select('id')
    .where('disclosure_id', '=', id)
    .where('member_id', '=', memberId)
    .where('seq', '=', seq)
    .executeTakeFirst()
  if (taken)
    throw new ExchangeError(
      'conflict',
      'another part of this member came at once; hand it in again',
    )
}

export async function placePart(tx: Tx, partId: string, index: number): Promise<void> {
  await tx
    .updateTable('disclosure_parts')
    .set({ log_index: index })
    .where('id', '=', partId)
    .execute()
}

/** Takes the own part out; it is missing then, unless another comes. Throws `not-found`, `conflict` and `refused-by-policy`. */
export async function takeOutPart(ctx: Context, who: Viewer, id: string): Promise<void> {
  await inDisclosure(ctx, who, { id, act: 'disclosure.take-out' }, async (tx, locked) => {
    const no = await refuseAway(ctx, who, locked)
    if (no) return no
    if (!(await unseatPart(tx, id, who.memberId, 'taken-out')))
      throw new ExchangeError('conflict', 'no part of this member is handed in')
    await writeStanding(tx, id, who.memberId, { handed_in: false })
    await recordStep(tx, {
      kind: 'disclosure.taken-out',
      at: ctx.clock.now(),
      by: toActor(who),
      id,
      statement: 'Took a part of a joint disclosure out before its instant',
      members: [who.memberId],
    })
    return undefined
  })
}
