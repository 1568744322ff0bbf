import type { PartyStatement } from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { selectInForce } from '../defended/store.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor, type Doer } from '../log/actor.ts'
import { newCallBackCode } from '../offices/door.ts'
import { recordAlertActs } from './acts.ts'
import { lockOwn } from './store.ts'

export type ToldParty = {
  id: string
  member_id: string | null
  name: string
  statement: PartyStatement
}

type Telling = {
  finder: { id: string }
  alertIds: readonly string[]
  at: Date
  by: Doer
}

export const HOUR_MS = 3_600_000

/**
 * Puts one mail to each contact of the party into the outbox, all under one code by which they can be checked. Where no mail
 * server is set nobody is reached that way: the alerts say so, and the party's clock runs from now.
 */
export async function queueTelling(
  tx: Tx,
  ctx: Context,
  party: ToldParty,
  { finder, alertIds, at, by }: Telling,
): Promise<void> {
  const id = randomUUID()
  const { contacts, othersAfter } = party.statement
  await tx
    .insertInto('party_tellings')
    .values({
      id,
      party_id: party.id,
      finder: finder.id,
      party_name: party.name,
      code: newCallBackCode(),
      others_after: othersAfter,
      sent_at: at,
    })
    .execute()
  await tx
    .insertInto('telling_contacts')
    .values(
      contacts.map(({ title, email, phone, language }, rank) => ({
        telling_id: id,
        rank,
        title,
        email,
        phone: phone ?? null,
        language,
      })),
    )
    .execute()
  if (ctx.mailer) await queueMails(tx, id, contacts, at)
  const state = ctx.mailer ? 'telling' : 'unreached'
  const from = ctx.mailer ? null : new Date(at.getTime() + othersAfter * HOUR_MS)
  await sql`update party_alerts set state = ${state}, telling_id = ${id}::uuid, set_aside = null, shown_at = coalesce(shown_at, ${at}),
      may_share = false,
      others_from = greatest(${from}::timestamptz, case when ${from}::timestamptz is null then null else sealed_until end)
    where id = any(${[...alertIds]}::uuid[])`.execute(tx)
  const parties = { finder: finder.id, partyMember: party.member_id }
  const acts = alertIds.map((alertId) => ({
    kind: 'alert.telling' as const,
    alertId,
    at,
    by,
    ...parties,
    stated: { telling: id, contacts: contacts.length },
  }))
  const unreached = alertIds.map((alertId) => ({
    kind: 'alert.unreached' as const,
    alertId,
    at,
    by: 'exchange' as const,
    ...parties,
    stated: { telling: id, why: 'no mail server is set' },
  }))
  await recordAlertActs(tx, ctx.mailer ? acts : [...acts, ...unreached])
}

async function queueMails(
  tx: Tx,
  id: string,
  contacts: PartyStatement['contacts'],
  at: Date,
): Promise<void> {
  await tx
    .insertInto('deliveries')
    .values(
      contacts.map(({ email }, rank) => ({
        id: randomUUID(),
        purpose: 'party',
        about: `telling:${id}:${rank}`,
        rank,
        channel: 'mail',
        address: email,
        state: 'queued',
        next_at: at,
        queued_at: at,
      })),
    )
    .execute()
}

/** Tells a party of a name because a person of the finder says so; throws `conflict` where it is told, set aside or ended. */
export async function tellParty(ctx: Context, by: PersonViewer, id: string): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const alert = await lockOwn(tx, by.memberId, id)
    if (!['new', 'unreached', 'set-aside'].includes(alert.state))
      throw new ExchangeError('conflict', 'the party is told already')
    const parties = await selectInForce(tx, undefined)
    const party = parties.find((one) => one.id === alert.party_id)
    if (!party) throw new ExchangeError('conflict', 'the watch for this party has ended')
    if (alert.state === 'unreached' && !ctx.mailer)
      throw new ExchangeError('conflict', 'no mail server is set; call the party')
    await queueTelling(tx, ctx, party, {
      finder: { id: by.memberId },
      alertIds: [id],
      at: ctx.clock.now(),
      by: toActor(by),
    })
  })
}
