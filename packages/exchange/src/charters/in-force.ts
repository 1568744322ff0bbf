import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import type { NextCharter } from '../db/group-tables.ts'
import { inTurn } from '../jobs/in-turn.ts'
import { appendLog, type Act } from '../log/append.ts'
import { charterAct, lockGroup, readHungEnd, selectVersion, type VersionRow } from './store.ts'

/**
 * Writes down the versions whose day has come: verdicts follow them from that instant on, whenever this runs. A group that
 * fails stops no other one.
 */
export async function bringIntoForce(ctx: Context): Promise<boolean> {
  const due = await selectDue(ctx.database.db, ctx.clock.now())
  await inTurn(due, (groupId) => bringGroupIntoForce(ctx, groupId))
  return false
}

/** The same of one group. */
export async function bringGroupIntoForce(ctx: Context, groupId: string): Promise<void> {
  const at = ctx.clock.now()
  await ctx.database.db.transaction().execute((tx) => bringGroup(tx, groupId, at))
}

async function selectDue(db: Db, at: Date): Promise<string[]> {
  const found = await sql<{ id: string }>`
    select id from groups where (next_charters -> 0 ->> 'from')::timestamptz <= ${at} order by id`.execute(
    db,
  )
  return found.rows.map(({ id }) => id)
}

/** Brings what is due in one group into force, with its log entries. */
async function bringGroup(tx: Tx, groupId: string, at: Date): Promise<void> {
  const ahead = await tx
    .selectFrom('groups')
    .select('next_charters')
    .where('id', '=', groupId)
    .executeTakeFirst()
  const ends = new Map<number, Date | undefined>()
  for (const { number } of dueOf(ahead?.next_charters, at)) {
    const version = await selectVersion(tx, groupId, number)
    ends.set(number, await readHungEnd(tx, version!.terms))
  }
  const group = await lockGroup(tx, groupId)
  const acts: Act[] = []
  for (const next of dueOf(group.next_charters, at).filter(({ number }) => ends.has(number))) {
    const version = await selectVersion(tx, groupId, next.number)
    acts.push(await setInForce(tx, version!, next, { at, hungEnd: ends.get(next.number) }))
  }
  const left = (group.next_charters ?? []).filter(
    ({ number, from }) => !ends.has(number) || Date.parse(from) > at.getTime(),
  )
  await setNext(tx, groupId, left)
  await appendLog(tx, acts)
}

function dueOf(next: NextCharter[] | null | undefined, at: Date): NextCharter[] {
  return (next ?? []).filter(({ from }) => Date.parse(from) <= at.getTime())
}

export async function setNext(
  tx: Tx,
  groupId: string,
  next: readonly NextCharter[],
): Promise<void> {
  await tx
    .updateTable('groups')
    .set({ next_charters: next.length > 0 ? JSON.stringify(next) : null })
    .where('id', '=', groupId)
    .execute()
}

/** Makes a version what the group stands under; gives its log entry. `hungEnd`: what its election comes to now. */
export async function setInForce(
  tx: Tx,
  { group_id: groupId, terms }: Pick<VersionRow, 'group_id' | 'terms'>,
  next: NextCharter,
  { at, hungEnd }: { at: Date; hungEnd: Date | undefined },
): Promise<Act> {
  const expiresAt = hungEnd ?? new Date(next.expiresAt)
  await tx
    .updateTable('groups')
    .set({
      charter: terms.charter,
      legal_basis: next.basis,
      purposes: next.purposes,
      max_tlp: next.maxTlp,
      expires_at: expiresAt,
      ends_with: terms.endsWith?.election ?? null,
      ends_days: terms.endsWith?.days ?? null,
      markings: next.markings,
      charter_number: next.number,
      law: next.law,
      retention_days: next.retentionDays,
    })
    .where('id', '=', groupId)
    .execute()
  const payload = {
    charter: next.number,
    from: next.from,
    expiresAt: expiresAt.toISOString(),
  }
  return charterAct(tx, 'charter.in-force', { groupId, at, by: 'clock', payload })
}
