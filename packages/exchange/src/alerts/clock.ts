import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Deadlines } from '../jobs/deadlines.ts'
import type { Job } from '../jobs/loop.ts'
import { announce } from '../live/announce.ts'
import { recordAlertActs } from './acts.ts'
import { settleEnded } from './mails.ts'

const BATCH = 200

/** Marks alerts of which others may be told now; the rules go by the instant itself, so this only tells the screens. */
async function letOthersKnow(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ id: string; finder: string }>`
      update party_alerts a set may_share = true where a.id in (
        select id from party_alerts where not may_share and others_from <= ${at}
          and answer is distinct from 'ours' order by others_from limit ${sql.lit(BATCH)} for update skip locked)
      returning a.id, a.finder`.execute(tx)
    // To each finder one of its own: nobody learns from an event that somebody else found a name.
    const firsts = new Map(rows.toReversed().map(({ finder, id }) => [finder, id]))
    for (const [finder, subject] of firsts)
      await announce(tx, { kind: 'alert.changed', subject, at, members: [finder] })
    return rows.length === BATCH
  })
}

/** Of what was found of a party whose watch has ended, and not told, nobody is left to be told first: others may be. */
async function releaseEnded(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  const found = await sql`
    update party_alerts a set others_from = ${at} where a.id in (
      select a.id from party_alerts a join defended_parties p on p.id = a.party_id and p.state = 'ended'
      where not a.may_share and a.others_from is null and a.state in ('new', 'set-aside')
      order by a.id limit ${sql.lit(BATCH)} for update of a skip locked)`.execute(ctx.database.db)
  return Number(found.numAffectedRows) === BATCH
}

/** Opens sealed windows at their time: what the log committed to is public from then on. */
async function openSeals(ctx: Context): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const rows = await tx
      .selectFrom('party_alerts')
      .select(['id', 'finder', 'party_member', 'shown_at', 'log_index'])
      .where('sealed_until', '<=', at)
      .where('unsealed_at', 'is', null)
      // What the party calls its own is not shown to the world as an imitation.
      .where(sql<boolean>`answer is distinct from 'ours'`)
      .orderBy('sealed_until')
      .limit(BATCH)
      .forUpdate()
      .skipLocked()
      .execute()
    if (rows.length === 0) return false
    await sql`update party_alerts set unsealed_at = ${at}, unsealed_index = log_index
      where id = any(${rows.map(({ id }) => id)}::uuid[])`.execute(tx)
    await recordAlertActs(
      tx,
      rows.map((row) => ({
        kind: 'alert.unsealed',
        alertId: row.id,
        at,
        by: 'clock',
        finder: row.finder,
        partyMember: row.shown_at ? row.party_member : null,
        stated: { found: Number(row.log_index) },
      })),
    )
    return rows.length === BATCH
  })
}

export function alertJobs(ctx: Context, deadlines: Deadlines): Job[] {
  return [
    {
      name: 'let others know of alerts',
      everyMs: 5000,
      run: () => deadlines.hold(() => letOthersKnow(ctx)),
    },
    {
      name: 'settle mails of ended watches',
      everyMs: 60_000,
      run: () => deadlines.hold(() => settleEnded(ctx)),
    },
    {
      name: 'release names of ended watches',
      everyMs: 60_000,
      run: () => deadlines.hold(() => releaseEnded(ctx)),
    },
    { name: 'open seals', everyMs: 1000, run: () => deadlines.hold(() => openSeals(ctx)) },
  ]
}
