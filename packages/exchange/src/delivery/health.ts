import type { MailHealth, MailState } from '@tocsin/api'
import { sql, type Selectable } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import type { MailServerTable } from '../db/notice-tables.ts'
import type { MailFault } from '../mail/faults.ts'

/** How long after a failure of our own server one mail tries it again; the last stands for all further ones. */
const AGAIN_SECONDS = [5, 10, 20, 40, 60]

export const NO_MAIL_SERVER =
  'Cannot be mailed: no mail server is set. The operator must set one; until then call.'

type Health = Selectable<MailServerTable>

export async function selectHealth(db: Db): Promise<Health> {
  return db.selectFrom('mail_server').selectAll().executeTakeFirstOrThrow()
}

/** How the mail of this exchange fares, with who must act. */
export async function readMailHealth(
  ctx: Pick<Context, 'mailer' | 'database'>,
): Promise<MailHealth> {
  const row = await selectHealth(ctx.database.db)
  const state = stateOf(ctx.mailer !== undefined, row)
  const act = actOf(state, row)
  return {
    state,
    ...(state === 'failing' && row.failing_since ? { since: row.failing_since.toISOString() } : {}),
    ...(state === 'failing' && row.fault ? { fault: row.fault } : {}),
    ...(act ? { act } : {}),
    ...(row.handed_over_at ? { handedOverAt: row.handed_over_at.toISOString() } : {}),
  }
}

/** Why no mail goes out now and who must act; nothing while nothing stops it. */
export async function whyBlocked(
  ctx: Pick<Context, 'mailer' | 'database'>,
): Promise<string | undefined> {
  return (await readMailHealth(ctx)).act
}

function stateOf(hasServer: boolean, row: Health): MailState {
  if (!hasServer) return 'none'
  if (row.failing_since) return 'failing'
  return row.handed_over_at ? 'working' : 'untried'
}

function actOf(state: MailState, row: Health): string | undefined {
  if (state === 'none') return NO_MAIL_SERVER
  if (state !== 'failing') return undefined
  const since = row.failing_since!.toISOString().slice(0, 16).replace('T', ' ')
  return `Cannot be mailed: the mail server of this exchange refuses us or is away since ${since} UTC. It is tried again all the time; the operator must act, and until then call.`
}

/** Whether our server may be tried now, and with how many mails: one while it fails. */
export function mayTry(row: Health, now: Date, batch: number): number {
  if (!row.failing_since) return batch
  return row.next_at && row.next_at > now ? 0 : 1
}

/** Writes down what a batch taught of our own server. Returns whether it fails now and did not, or the other way. */
export async function recordHealth(
  db: Db,
  seen: { handedOver: boolean; answered: boolean; fault: MailFault | undefined },
  at: Date,
): Promise<boolean> {
  const before = await selectHealth(db)
  if (seen.answered) {
    const ends = { failing_since: null, fault: null, tries: 0, next_at: null }
    await db
      .updateTable('mail_server')
      .set({ ...ends, ...(seen.handedOver ? { handed_over_at: at } : {}) })
      .execute()
    return before.failing_since !== null
  }
  if (!seen.fault) return false
  const wait = AGAIN_SECONDS[before.tries] ?? AGAIN_SECONDS.at(-1)!
  await sql`update mail_server set failing_since = coalesce(failing_since, ${at}), fault = ${seen.fault.words},
    tries = tries + 1, next_at = ${new Date(at.getTime() + wait * 1000)}`.execute(db)
  return before.failing_since === null
}
