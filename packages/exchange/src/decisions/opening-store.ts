/** Openings in SQL. Functions named `select…` run in a reader's transaction (`asMember`), the others as owner. */
import type { MemberKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'

/** Openings, newest first, after one of them; at most `limit`. Names are read apart: a key holder need not know the others. */
export async function selectOpenings(
  tx: Tx,
  {
    id,
    after,
    limit,
  }: { id?: string; after?: { at: Date; id: string } | undefined; limit: number },
) {
  return tx
    .selectFrom('openings as o')
    .select(['o.id', 'o.release_id', 'o.member_id', 'o.asker', 'o.asked_at', 'o.authority'])
    .select(['o.reason', 'o.opener_key', 'o.holders', 'o.state', 'o.due_at'])
    .$if(id !== undefined, (query) => query.where('o.id', '=', id!))
    .$if(after !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb('o.asked_at', '<', after!.at),
          eb.and([eb('o.asked_at', '=', after!.at), eb('o.id', '<', after!.id)]),
        ]),
      ),
    )
    .orderBy('o.asked_at', 'desc')
    .orderBy('o.id', 'desc')
    .limit(limit)
    .execute()
}

export type OpeningRow = Awaited<ReturnType<typeof selectOpenings>>[number]

/** What key holders did in these openings, in order. */
export function selectSteps(tx: Tx, ids: readonly string[]) {
  return tx
    .selectFrom('opening_steps')
    .select(['opening_id', 'holder', 'step', 'at'])
    .where('opening_id', 'in', [...ids, '00000000-0000-0000-0000-000000000000'])
    .orderBy('at')
    .execute()
}

/** Names of members, by id. */
export async function findNames(
  tx: Tx,
  ids: readonly string[],
): Promise<Map<string, { name: string; kind: MemberKind }>> {
  const { rows } = await sql<{ id: string; name: string; kind: MemberKind }>`
    select id, name, kind from members where id = any(${[...ids]}::uuid[])`.execute(tx)
  return new Map(rows.map(({ id, ...rest }) => [id, rest]))
}

/** The groups whose charter in force names this member as a key holder, with their members. */
export async function findHeldGroups(tx: Tx, memberId: string) {
  const { rows } = await sql<{
    group_id: string
    group_name: string
    id: string
    name: string
    kind: MemberKind
  }>`
    select g.id as group_id, g.name as group_name, m.id, m.name, m.kind
    from charter_versions v join groups g on g.id = v.group_id and g.charter_number = v.number
    join group_members gm on gm.group_id = g.id
    join members m on m.id = gm.member_id and m.id <> ${memberId}::uuid
    join members me on me.id = ${memberId}::uuid
    where v.terms -> 'keyHolders' ? ${memberId}::text and (m.kind <> 'campaign' or me.kind <> 'campaign')
    order by g.name, g.id, m.name, m.id`.execute(tx)
  return rows
}

/** An opening that this member is a key holder of, locked. Throws `not-found`. */
export async function lockOpening(tx: Tx, holder: string, id: string) {
  const row = await tx
    .selectFrom('openings')
    .select([
      'id',
      'release_id',
      'member_id',
      'asker',
      'holders',
      'state',
      'due_at',
      'decision_id',
      'sealed',
    ])
    .where('id', '=', id)
    .where(sql<boolean>`${holder}::uuid = any(holders)`)
    .forNoKeyUpdate()
    .executeTakeFirst()
  if (!row) throw new ExchangeError('not-found', 'no such opening')
  return row
}

export type LockedOpening = Awaited<ReturnType<typeof lockOpening>>

/** Decisions of a member about a release that are sealed to key holders as well. */
export async function findSealed(
  tx: Tx,
  { releaseId, memberId }: { releaseId: string; memberId: string },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from decisions
    where release_id = ${releaseId}::uuid and member_id = ${memberId}::uuid and holders <> '{}'`.execute(
    tx,
  )
  return rows.map(({ id }) => id)
}

/**
 * The newest decision that was sealed to all of these key holders as well, of those there were when it was asked for: whoever learns
 * that it is asked for seals another in vain.
 */
export function findDecision(
  tx: Tx,
  { sealed, agreed }: { sealed: readonly string[]; agreed: string[] },
) {
  return tx
    .selectFrom('decisions')
    .select(['id', 'holders'])
    .where(sql<boolean>`id = any(${[...sealed]}::uuid[])`)
    .where(sql<boolean>`holders @> ${agreed}::uuid[]`)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What a share that is passed on in an opening stands beside: who has one, how each came, and those passed on before. */
export async function findShares(tx: Tx, { id, decision_id }: LockedOpening) {
  const { holders, envelope } = await tx
    .selectFrom('decisions')
    .select(['holders', 'envelope'])
    .where('id', '=', decision_id)
    .executeTakeFirstOrThrow()
  const passed = await tx
    .selectFrom('opening_steps')
    .select('share')
    .where('opening_id', '=', id)
    .where('step', '=', 'passed')
    .execute()
  return { holders, envelope: Buffer.from(envelope), passed: passed.map(({ share }) => share!) }
}

/** The decision of an opening on which key holders have agreed, with the shares that were passed on. */
export async function findToOpen(tx: Tx, openingId: string) {
  const decision = await tx
    .selectFrom('openings as o')
    .innerJoin('decisions as d', 'd.id', 'o.decision_id')
    .select(['d.envelope', 'd.commitment', 'd.holders', 'd.answer_id'])
    .where('o.id', '=', openingId)
    .executeTakeFirst()
  if (!decision) return undefined
  const passed = await tx
    .selectFrom('opening_steps')
    .select('share')
    .where('opening_id', '=', openingId)
    .where('step', '=', 'passed')
    .orderBy('at')
    .execute()
  return { ...decision, shares: passed.map(({ share }) => share!) }
}
