/** Retention: statements of the record that are erased by themselves so many days after their act, by kind of act. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { readSetting, writeSetting } from '../db/settings.ts'
import { eraseEntries } from '../log/erase.ts'

const DAY_MS = 86_400_000
/** Entries looked at in one transaction. */
const BATCH = 2000
/** Settings that remember up to which entry a kind was looked through. */
const SETTING = 'retained_to:'

/** Erases what is past its time; tells whether more is waiting. Nothing under a legal hold is touched. */
export async function applyRetention(ctx: Context): Promise<boolean> {
  let more = false
  for (const [kind, days] of Object.entries(ctx.config.retention ?? {}))
    more = (await applyTo(ctx, kind, days)) || more
  return more
}

type Line = {
  index: number
  time: string
  kind: string | null
  subject: string | null
  held: boolean
}

/** Entries are looked through in their order, which is that of their times, each once. */
async function applyTo(ctx: Context, kind: string, days: number): Promise<boolean> {
  const at = ctx.clock.now()
  const before = new Date(at.getTime() - days * DAY_MS)
  return ctx.database.db.transaction().execute(async (tx) => {
    await takeCommitOrder(tx)
    const from = Number((await readSetting(tx, SETTING + kind)) ?? -1)
    const lines = await selectLines(tx, from)
    const end = lines.findIndex(({ time }) => Date.parse(time) >= before.getTime())
    const past = end < 0 ? lines : lines.slice(0, end)
    if (past.length === 0) return false
    const due = past.filter((line) => line.kind === kind && line.subject !== null && !line.held)
    await writeSetting(tx, SETTING + kind, String(past.at(-1)!.index))
    await eraseEntries(
      tx,
      due.map(({ index }) => index),
      { reason: `kept ${days} days: ${kind}`, at, by: 'clock', members: [] },
    )
    return past.length === BATCH
  })
}

async function selectLines(tx: Tx, after: number): Promise<Line[]> {
  const found = await sql<Line>`
    select e.index, e.leaf::json ->> 'time' as time,
      case e.leaf::json ->> 'kind' when 'member.acted' then p.payload::json ->> 'act' else e.leaf::json ->> 'kind' end as kind, p.subject,
      exists (select from legal_holds h where h.subject in ('*', p.subject)) as held
    from log_entries e left join log_payloads p using (index)
    where e.index > ${after} order by e.index limit ${BATCH}`.execute(tx)
  return found.rows
}

/** Looks through all again, as when a hold was lifted. */
export async function forgetRetained(tx: Tx): Promise<void> {
  await tx.deleteFrom('settings').where('name', 'like', `${SETTING}%`).execute()
}
