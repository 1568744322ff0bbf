/** An analyst maps what their member sees to a technique, says it otherwise, or revokes it. Each is an act on record, for the member alone. */
import type { BodyOf, changeMapping as changeRoute, mapTechnique as mapRoute } from '@tocsin/api'
import { MOST_MAPPINGS } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { nameKey, selectNamed } from '../cases/item-words.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { type PersonViewer, toReader } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { selectSuccessor } from './store.ts'

type Asked = BodyOf<typeof mapRoute>
type Change = BodyOf<typeof changeRoute>

/**
 * Maps a thing to a technique; gives the mapping's id. Throws `not-found` for a thing or technique that the person does not see,
 * `conflict` for a technique that no longer stands and for what is mapped already, `too-large` for one too many.
 */
export async function mapTechnique(ctx: Context, who: PersonViewer, asked: Asked): Promise<string> {
  await refuseUnseen(ctx, who, asked)
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    await refuseFallen(tx, asked.techniqueId)
    const { techniqueId, kind, ref, confidence, note } = asked
    const id = await lockNew(tx, who, { technique_id: techniqueId, kind, ref })
    const last = await selectLast(tx, id)
    if (last?.state === 'stands')
      throw new ExchangeError('conflict', 'this is mapped to the technique already: change that')
    await say(tx, who, id, {
      at,
      version: (last?.version ?? 0) + 1,
      said: { state: 'stands', confidence, note },
    })
    return id
  })
}

/** Throws `not-found`, and `conflict`, saying by whom, where it was changed since the version that is named. */
export async function changeMapping(
  ctx: Context,
  who: PersonViewer,
  id: string,
  { version, ...said }: Change,
): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await tx
      .selectFrom('technique_mappings')
      .select(['id', 'technique_id'])
      .where('id', '=', id)
      .where('member_id', '=', who.memberId)
      .forNoKeyUpdate()
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'no such mapping of your organisation')
    const last = (await selectLast(tx, id))!
    if (last.version !== version)
      throw new ExchangeError(
        'conflict',
        `changed since you looked, by ${last.by ?? 'somebody'}. Nothing of yours was written: look again`,
      )
    if (said.state === 'stands' && last.state === 'revoked')
      await refuseFallen(tx, row.technique_id)
    await say(tx, who, id, { at, version: version + 1, said })
  })
}

async function refuseUnseen(ctx: Context, who: PersonViewer, asked: Asked): Promise<void> {
  const named = await asMember(ctx.database.db, toReader(who), ctx.clock.now(), (tx) =>
    selectNamed(tx, ctx, who, [asked]),
  )
  if (!named.has(nameKey(asked)))
    throw new ExchangeError('not-found', 'your organisation sees no such thing', {
      path: '/body/ref',
    })
}

/** Nothing new is named by what its framework took back; what was named by it stays. */
async function refuseFallen(tx: Tx, id: string): Promise<void> {
  const row = await tx
    .selectFrom('techniques')
    .select(['framework_id', 'stix_id', 'state'])
    .where('id', '=', id)
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such technique', { path: '/body/techniqueId' })
  if (row.state === 'current') return
  const next = await selectSuccessor(tx, row)
  const instead = next ? `: ${next.code ?? ''} ${next.name} stands in its place` : ''
  throw new ExchangeError('conflict', `this technique no longer stands${instead}`, {
    path: '/body/techniqueId',
  })
}

/** The row of a mapping, written where there is none, and held. */
async function lockNew(
  tx: Tx,
  who: PersonViewer,
  what: { technique_id: string; kind: Asked['kind']; ref: string },
): Promise<string> {
  const { id } = await tx
    .insertInto('technique_mappings')
    .values({ id: randomUUID(), member_id: who.memberId, ...what })
    .onConflict((conflict) =>
      conflict
        .columns(['member_id', 'kind', 'ref', 'technique_id'])
        .doUpdateSet((eb) => ({ ref: eb.ref('excluded.ref') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  const { held } = await tx
    .selectFrom('technique_mappings')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('member_id', '=', who.memberId)
    .where('kind', '=', what.kind)
    .where('ref', '=', what.ref)
    .executeTakeFirstOrThrow()
  if (Number(held) > MOST_MAPPINGS)
    throw new ExchangeError(
      'too-large',
      `at most ${MOST_MAPPINGS} techniques are named of one thing`,
    )
  return id
}

async function selectLast(tx: Tx, id: string) {
  return tx
    .selectFrom('technique_mapping_says as s')
    .leftJoin('people as b', 'b.id', 's.person_id')
    .select(['s.version', 's.state', 'b.name as by'])
    .where('s.mapping_id', '=', id)
    .orderBy('s.version', 'desc')
    .limit(1)
    .executeTakeFirst()
}

type Saying = { at: Date; version: number; said: Omit<Change, 'version'> }

async function say(
  tx: Tx,
  who: PersonViewer,
  id: string,
  { at, version, said: { state, confidence, note } }: Saying,
): Promise<void> {
  const mapped = await tx
    .selectFrom('technique_mappings as m')
    .innerJoin('techniques as t', 't.id', 'm.technique_id')
    .select(['m.kind', 'm.ref', 't.code', 't.name', 't.modified', 't.stix_id'])
    .where('m.id', '=', id)
    .executeTakeFirstOrThrow()
  const { kind, ref, stix_id: technique, ...then } = mapped
  const statement =
    state === 'stands'
      ? 'An analyst mapped something to a technique'
      : 'An analyst revoked a mapping to a technique'
  const [logIndex] = await appendLog(tx, [
    {
      kind: 'technique.mapped',
      at,
      // Erased with what it is about.
      subject: `${kind}:${ref}`,
      payload: {
        statement,
        mapping: id,
        version,
        technique,
        state,
        confidence,
        note: note ?? null,
      },
      by: toActor(who),
      members: [who.memberId],
    },
  ])
  await tx
    .insertInto('technique_mapping_says')
    .values({
      mapping_id: id,
      version,
      member_id: who.memberId,
      state,
      confidence,
      note: note ?? null,
      person_id: who.personId,
      at,
      technique: JSON.stringify(then),
      log_index: logIndex!,
    })
    .execute()
  await announce(tx, { kind: 'knowledge.changed', subject: id, at, members: [who.memberId] })
}
