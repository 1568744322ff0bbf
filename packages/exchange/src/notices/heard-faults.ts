/** What gateways said and the exchange could not take in: tried again a few times, then set aside and said to the operator. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { countGone } from './heard-store.ts'

/** How long after each failed try the next one follows; after the last it is set aside. */
const AGAIN_SECONDS = [5, 30, 120, 600, 3600]
/** So long what is set aside waits for somebody to mend what fails; number and words are gone after it. */
const KEPT_DAYS = 30

/**
 * Does the work of one row; where it fails, the row is tried again later. Tells whether the row waits no more. Throws where a failure cannot be
 * written down either.
 */
export async function orPutOff(
  ctx: Context,
  id: number,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work()
    return true
  } catch (err) {
    const isAside = await putOff(ctx, id, briefOf(err))
    ctx.logger.error(
      { err, heard: id },
      isAside
        ? 'what a gateway said cannot be taken in; it is set aside'
        : 'what a gateway said could not be taken in; it is tried again',
    )
    return isAside
  }
}

/** The code or the kind of a failure: its words may hold those of the message. */
function briefOf(error: unknown): string {
  const { code, name } = error as NodeJS.ErrnoException
  return (code ?? name ?? 'unknown').slice(0, 60)
}

async function putOff(ctx: Context, id: number, fault: string): Promise<boolean> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ tries: number }>`
      update gateway_inbox set tries = tries + 1, fault = ${fault} where id = ${id} and settled_at is null returning tries`.execute(
      tx,
    )
    const wait = AGAIN_SECONDS[(rows[0]?.tries ?? 0) - 1]
    const isAside = rows.length > 0 && wait === undefined
    await sql`update gateway_inbox set next_at = ${isAside ? null : new Date(at.getTime() + (wait ?? 0) * 1000)},
      set_aside_at = ${isAside ? at : null} where id = ${id} and settled_at is null`.execute(tx)
    return isAside
  })
}

/** Tries once more what was set aside, as a server starts: what failed may be mended by now. */
export async function takeUpSetAside(ctx: Context): Promise<void> {
  await sql`update gateway_inbox set set_aside_at = null, next_at = null, tries = 0
    where settled_at is null and set_aside_at is not null`.execute(ctx.database.db)
}

/** Ends what nobody mended in time, and counts it. */
export async function giveUpSetAside(ctx: Context): Promise<void> {
  const at = ctx.clock.now()
  const before = new Date(at.getTime() - KEPT_DAYS * 86_400_000)
  await sql`with due as (
      select id, channel, coalesce(right(number, 2), '') as ending from gateway_inbox
      where settled_at is null and set_aside_at < ${before} for no key update skip locked),
    gone as (
      update gateway_inbox i set settled_at = ${at}, outcome = 'given up', number = null, words = null
      from due where i.id = due.id returning due.channel, due.ending)
    ${countGone('given-up', at)}`.execute(ctx.database.db)
}
