import { isSameMailbox, type BodyOf, type settleParty as route } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { refuseHeld } from '../log/held.ts'
import { verifyAnother, verifySaid } from '../second-person/settles.ts'
import { withoutContacts } from './rules.ts'
import { forgetContacts } from './forget.ts'
import { findOwn } from './propose.ts'
import { lockParty } from './store.ts'

type Settling = BodyOf<typeof route>

/** Lets a proposed version stand, or refuses it with a reason. Nobody settles what they proposed themselves. */
export async function settleParty(
  ctx: Context,
  by: PersonViewer,
  id: string,
  settling: Settling,
): Promise<void> {
  verifySaid(settling)
  const { version, stands, reason } = settling
  await ctx.database.db.transaction().execute(async (tx) => {
    const at = ctx.clock.now()
    const party = await lockParty(tx, id)
    if (!party) throw new ExchangeError('not-found', 'no such party')
    const waiting = await findWaiting(tx, id, version)
    const { proposed_by: person, proposed_by_rank: rank } = waiting
    const isOwn = rank === null ? person === by.personId : await isContact(tx, by, { id, rank })
    verifyAnother(isOwn)
    await writeSettled(tx, by, { id, at, settling })
    const { name, kind } = waiting.statement
    const becomes = stands
      ? { state: 'defended' as const, name, kind }
      : party.state === 'proposed'
        ? { state: 'refused' as const }
        : undefined
    if (becomes)
      await tx.updateTable('defended_parties').set(becomes).where('id', '=', id).execute()
    const members = membersOf(by.memberId, party.member_id, waiting.proposed_by_member)
    await announce(tx, { kind: 'party.changed', subject: id, at, members })
    const stated = { party: id, version, stands, ...(reason === undefined ? {} : { reason }) }
    await appendLog(tx, [
      {
        kind: 'party.settled',
        at,
        subject: `party:${id}`,
        payload: { kind: 'party.settled', at: at.toISOString(), ...stated },
        by: toActor(by),
        members,
      },
    ])
  })
}

/** Whether the contact that proposed by its link has this person's mailbox: of any telling, since its link may be of an earlier one. */
async function isContact(
  tx: Tx,
  { personId }: PersonViewer,
  { id, rank }: { id: string; rank: number },
): Promise<boolean> {
  const { rows } = await sql<{ email: string; own: string }>`
    select distinct c.email, p.email as own from telling_contacts c join party_tellings t on t.id = c.telling_id
      join people p on p.id = ${personId}::uuid
    where t.party_id = ${id}::uuid and c.rank = ${rank}`.execute(tx)
  return rows.some(({ email, own }) => isSameMailbox(email, own))
}

async function findWaiting(tx: Tx, id: string, version: number) {
  const waiting = await tx
    .selectFrom('party_versions')
    .selectAll()
    .where('party_id', '=', id)
    .where('state', '=', 'proposed')
    .executeTakeFirst()
  if (waiting?.version !== version)
    throw new ExchangeError('conflict', 'this version is not the one that waits; look again')
  return waiting
}

/** What stands takes the place of the one in force. */
async function writeSettled(
  tx: Tx,
  by: PersonViewer,
  { id, at, settling: { version, stands, reason } }: { id: string; at: Date; settling: Settling },
): Promise<void> {
  // Whom to tell is kept of what is in force alone.
  if (stands)
    await sql`update party_versions set state = 'superseded', statement = case
        when exists (select from legal_holds where subject in ('*', ${`party:${id}`})) then statement
        else jsonb_set(statement, '{contacts}', '[]') end
      where party_id = ${id}::uuid and state = 'in-force'`.execute(tx)
  await tx
    .updateTable('party_versions')
    .set({
      settled_by_member: by.memberId,
      settled_by: by.personId,
      settled_at: at,
      state: stands ? 'in-force' : 'refused',
      reason: reason ?? null,
    })
    .where('party_id', '=', id)
    .where('version', '=', version)
    .execute()
}

/** Ends the watch; whom it told is forgotten. Throws `conflict` under a legal hold, which stops that. */
export async function endParty(ctx: Context, by: PersonViewer, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const at = ctx.clock.now()
    const party = await findOwn(tx, by, id)
    if (party.state === 'ended') throw new ExchangeError('conflict', 'it has ended already')
    await tx
      .updateTable('defended_parties')
      .set({ state: 'ended', ended_at: at })
      .where('id', '=', id)
      .execute()
    const versions = await tx
      .selectFrom('party_versions')
      .select(['version', 'statement', 'state'])
      .where('party_id', '=', id)
      .execute()
    for (const { version, statement, state } of versions)
      await tx
        .updateTable('party_versions')
        .set({
          statement: JSON.stringify(withoutContacts(statement)),
          state: state === 'refused' ? 'refused' : 'superseded',
        })
        .where('party_id', '=', id)
        .where('version', '=', version)
        .execute()
    await forgetContacts(tx, id, at)
    // Last, as every act takes it; under a hold all of this is undone.
    await takeCommitOrder(tx)
    await refuseHeld(tx, [`party:${id}`])
    const members = membersOf(by.memberId, party.member_id)
    await announce(tx, { kind: 'party.changed', subject: id, at, members })
    await appendLog(tx, [
      {
        kind: 'party.ended',
        at,
        subject: `party:${id}`,
        payload: { kind: 'party.ended', at: at.toISOString(), party: id },
        by: toActor(by),
        members,
      },
    ])
  })
}

function membersOf(...ids: (string | null)[]): string[] {
  return [...new Set(ids.filter((id) => id !== null))]
}
