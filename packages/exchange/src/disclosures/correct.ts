import { randomBytes, randomUUID } from 'node:crypto'
import type { DisclosurePack } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import {
  admitPack,
  countOf,
  type Handed,
  nextSeq,
  placePart,
  refuseTaken,
  rehearse,
} from './hand-in.ts'
import { toMissing } from './open-due.ts'
import { readPack } from './read-pack.ts'
import type { MissingPart, OpenPart } from './render.ts'
import { isAsked, type Party } from './rules.ts'
import { openSealKey, seal } from './seal.ts'
import { lockDisclosure, type Locked, recordStep, tellAsked, writeStanding } from './store.ts'
import { findNoPart, inDisclosure } from './verdict.ts'
import {
  digestOf,
  gatherOpened,
  type MadeVersion,
  makeVersion,
  placeOf,
  placeVersion,
  selectNewest,
  toSealed,
  toStatement,
  writeVersion,
} from './version.ts'

/**
 * Publishes the own part anew, at once: a correction says what was wrong; one that was missing comes late. The versions before it
 * stay. Gives the number of the new one. Throws what `readPack` throws, `not-found`, `bad-request` for a correction that corrects
 * nothing in words, `conflict` before its instant or where another version came at once, and `refused-by-policy`.
 */
export async function correctPart(
  ctx: Context,
  who: Viewer,
  id: string,
  handed: Handed,
): Promise<number> {
  const locked = await look(ctx, who, id)
  const pack = await readPack(handed.bytes, handed.mediaType)
  const late = locked.own!.missing
  if (!late && pack.corrections.length === 0)
    throw new ExchangeError('bad-request', 'a correction says what was wrong, in corrections', {
      path: '/body/corrections',
    })
  await admitPack(ctx, who, id, pack)
  await rehearse(who, locked.row, pack)
  const key = await openSealKey(ctx)
  const salt = randomBytes(32)
  const body = toSealed(salt, pack)
  const digest = digestOf(salt, body.subarray(salt.length))
  const made = await make(ctx, who, key, locked, { pack, digest, late })
  const seq = await nextSeq(ctx, id, who.memberId)
  const sealed = await seal(key, placeOf(id, who.memberId, seq), body)
  const part = { seq, records: countOf(pack), bytes: handed.bytes.length, digest, sealed }
  await inDisclosure(ctx, who, { id, act: 'disclosure.correct' }, (tx, now) =>
    write(tx, ctx, who, now, { made, part, late }),
  )
  return made.number
}

async function look(ctx: Context, who: Viewer, id: string): Promise<Locked> {
  return inDisclosure(ctx, who, { id, act: 'disclosure.correct' }, async (_tx, locked) => {
    const no = findNoPart(ctx, who, locked, 'work-on-part')
    if (no) return no
    if (locked.own!.version === null)
      throw new ExchangeError('conflict', 'its instant has not come: until then a part is replaced')
    return locked
  })
}

async function make(
  ctx: Context,
  who: Viewer,
  key: Buffer,
  { row, parties, own }: Locked,
  { pack, digest, late }: { pack: DisclosurePack; digest: string; late: boolean },
): Promise<MadeVersion> {
  const { db } = ctx.database
  const { number, firstAt } = await selectNewest(db, row.id)
  const others = (await gatherOpened(db, key, row.id)).filter(
    ({ member }) => member.id !== who.memberId,
  )
  const member = { id: who.memberId, name: who.memberName, kind: who.memberKind }
  const next = number + 1
  const mine: OpenPart = late
    ? { member, digest, since: next, pack }
    : { member, digest, since: own!.version!, correctedIn: next, pack }
  const parts: (OpenPart | MissingPart)[] = [...others, ...missingOf(parties, who.memberId), mine]
  return makeVersion(ctx, key, row, { parts, number: next, openedAt: ctx.clock.now(), firstAt })
}

function missingOf(parties: readonly Party[], memberId: string): MissingPart[] {
  return parties
    .filter((one) => one.missing && one.version !== null && one.id !== memberId)
    .map((one) => toMissing(one, one.version!))
}

type Corrected = {
  made: MadeVersion
  part: { seq: number; records: number; bytes: number; digest: string; sealed: Uint8Array }
  late: boolean
}

async function write(
  tx: Tx,
  ctx: Context,
  who: Viewer,
  locked: Locked,
  { made, part, late }: Corrected,
): Promise<void> {
  const { id } = locked.row
  const { number } = await selectNewest(tx, id)
  if (number !== made.number - 1)
    throw new ExchangeError('conflict', 'another version came at once; hand it in again')
  await refuseTaken(tx, id, who.memberId, part.seq)
  const at = ctx.clock.now()
  const why = late ? `Handed in late by ${who.memberName}` : `Corrected by ${who.memberName}`
  await writeVersion(tx, id, made, why)
  const partId = randomUUID()
  await tx
    .insertInto('disclosure_parts')
    .values({
      id: partId,
      disclosure_id: id,
      member_id: who.memberId,
      state: 'opened',
      opened_in: made.number,
      handed_in_at: at,
      log_index: -1,
      ...part,
    })
    .execute()
  if (late)
    await writeStanding(tx, id, who.memberId, {
      version: made.number,
      missing: false,
      handed_in: true,
    })
  const asked = (await lockDisclosure(tx, id)).parties.filter(isAsked).map((one) => one.id)
  const index = await recordStep(tx, {
    kind: 'disclosure.corrected',
    at,
    by: toActor(who),
    id,
    statement: `${why}; the versions before it stay`,
    members: asked,
    details: toStatement(made),
  })
  await placeVersion(tx, id, made.number, index)
  await placePart(tx, partId, index)
  await tellAsked(tx, id, at, asked)
}
