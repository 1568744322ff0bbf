/** Mails to defended parties, and what follows from their having gone out or not. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Purpose } from '../delivery/deliver.ts'
import { type Claimed, writeOutcomes } from '../delivery/outbox.ts'
import type { Mail } from '../mail/outgoing.ts'
import { newLinkToken } from '../offices/door.ts'
import type { Decision } from '../policy/decide.ts'
import { recordAlertActs } from './acts.ts'
import { defanged, MOST_NAMES, tellingWords } from './mail-words.ts'

export const partyMails: Purpose = {
  names: ['party'],
  write: writeMails,
  settle: (ctx, outcomes, at) =>
    ctx.database.db.transaction().execute(async (tx) => {
      const ids = outcomes.map(({ delivery }) => delivery.id)
      await lockTellings(tx, ids)
      await writeOutcomes(tx, outcomes, at)
      await followUp(tx, ids, at)
    }),
  bounced: async (tx, { delivery, at }) => {
    await lockTellings(tx, [delivery.id])
    await followUp(tx, [delivery.id], at)
  },
}

type Written = {
  id: string
  telling: string
  rank: number
  address: string
  language: string
  party: string
  code: string
  from: string
  active: boolean
  names: string[]
  total: number
}

/** Each try has a link of its own, of which only the hash is kept, and the same Message-ID. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail | Decision>> {
  const { db } = ctx.database
  const { origin, exercise, name: exchange } = ctx.config
  const { hostname } = new URL(origin)
  const ids = batch.map(({ id }) => id)
  const { rows } = await sql<Written>`
    select d.id, t.id as telling, c.rank, d.address, c.language, t.party_name as party, t.code, m.name as from, m.active,
      (select count(*)::int from party_alerts a where a.telling_id = t.id) as total,
      array(select a.name from party_alerts a where a.telling_id = t.id order by a.score desc, a.position
        limit ${sql.lit(MOST_NAMES)}) as names
    from deliveries d join party_tellings t on t.id::text = split_part(d.about, ':', 2)
    join telling_contacts c on c.telling_id = t.id and c.rank = d.rank
    join members m on m.id = t.finder
    where d.id = any(${ids}::uuid[])`.execute(db)
  const links = rows.map((row) => ({ row, ...newLinkToken() }))
  if (links.length > 0)
    await db
      .insertInto('telling_links')
      .values(
        links.map(({ row, hash }) => ({
          token_hash: hash,
          telling_id: row.telling,
          rank: row.rank,
        })),
      )
      .execute()
  const suspended = refusalOf(ctx)
  return new Map<string, Mail | Decision>(
    links.map(({ row, token }) => {
      if (!row.active) return [row.id, suspended]
      const words = tellingWords(row.language, {
        ...row,
        exchange,
        origin,
        exercise,
        names: row.names.map(defanged),
        link: `${origin}/p#${token}`,
      })
      return [row.id, { to: row.address, messageId: `<${row.id}@${hostname}>`, ...words }]
    }),
  )
}

function refusalOf({ policies }: Context): Decision {
  const rule = 'sender-suspended'
  return { allow: false, rule, reason: policies.rules.get(rule)?.reason ?? rule }
}

/** Before the outcomes are written, so that of two servers which settle mails of one telling the later sees what the other wrote. */
async function lockTellings(tx: Tx, deliveries: readonly string[]): Promise<void> {
  await sql`select t.id from party_tellings t where t.id in (
      select split_part(about, ':', 2)::uuid from deliveries where id = any(${[...deliveries]}::uuid[]))
    order by t.id for no key update`.execute(tx)
  // Before the names, as a run of the finder that ends meanwhile does.
  await sql`select id from members where id in (select t.finder from party_tellings t where t.id in (
      select split_part(about, ':', 2)::uuid from deliveries where id = any(${[...deliveries]}::uuid[])))
    order by id for no key update`.execute(tx)
}

const BATCH = 200

/** Names of parties whose watch ended while mails waited: none of them leaves any more, and nobody is said to be on the way to hear. */
export async function settleEnded(ctx: Context): Promise<boolean> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string }>`
      select min(d.id::text)::uuid as id from defended_parties p join party_tellings t on t.party_id = p.id
        join deliveries d on d.purpose = 'party' and d.about like concat('telling:', t.id, ':%')
      where p.state = 'ended' and exists (select from party_alerts a where a.telling_id = t.id and a.state = 'telling')
      group by t.id having not bool_or(d.state = 'queued') limit ${sql.lit(BATCH)}`.execute(tx)
    const ids = rows.map(({ id }) => id)
    await lockTellings(tx, ids)
    await followUp(tx, ids, ctx.clock.now())
    return rows.length === BATCH
  })
}

/** How the mails of a telling stand together. */
type Standing = {
  telling: string
  finder: string
  others_after: number
  out: number
  waiting: number
}

/**
 * A party counts as told from the first mail that a server took and did not return, and as unreached where none is left that may
 * still arrive. Its clock begins with either: nobody waits for who cannot be reached.
 */
async function followUp(tx: Tx, deliveries: readonly string[], at: Date): Promise<void> {
  const { rows } = await sql<Standing>`
    select t.id as telling, t.finder, t.others_after,
      count(*) filter (where d.state = 'sent')::int as out, count(*) filter (where d.state = 'queued')::int as waiting
    from party_tellings t join deliveries d on d.purpose = 'party' and d.about like concat('telling:', t.id, ':%')
    where t.id in (select split_part(about, ':', 2)::uuid from deliveries where id = any(${[...deliveries]}::uuid[]))
    group by t.id order by t.id`.execute(tx)
  for (const standing of rows) {
    if (standing.out > 0) await become(tx, 'told', standing, at)
    else if (standing.waiting === 0) await become(tx, 'unreached', standing, at)
  }
}

async function become(
  tx: Tx,
  state: 'told' | 'unreached',
  { telling, finder, others_after: hours }: Standing,
  at: Date,
): Promise<void> {
  const from = state === 'told' ? ['telling', 'unreached'] : ['telling', 'told']
  const { rows } = await sql<{ id: string; party_member: string | null }>`
    update party_alerts a set state = ${state},
      told_at = case when ${state} = 'told' then coalesce(a.told_at, ${at}) else a.told_at end,
      others_from = greatest(coalesce(a.others_from, ${at}::timestamptz + make_interval(hours => ${hours}::int)), a.sealed_until)
    where a.telling_id = ${telling}::uuid and a.state = any(${from}::text[])
    returning a.id, a.party_member`.execute(tx)
  await recordAlertActs(
    tx,
    rows.map(({ id, party_member: partyMember }) => ({
      kind: `alert.${state}` as const,
      alertId: id,
      at,
      by: 'exchange' as const,
      finder,
      partyMember,
      stated: { telling },
    })),
  )
}
