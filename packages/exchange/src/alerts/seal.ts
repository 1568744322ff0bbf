import type { Context } from '../context.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { recordAlertActs } from './acts.ts'
import { mayShare } from './shape.ts'
import { lockOwn } from './store.ts'

const LONGEST_DAYS = 180
const DAY_MS = 86_400_000

/**
 * Opens a sealed window: until its end nobody but the party may be told, whatever it answers. The log has committed to the
 * content when it was found; at the end that entry becomes public. A window is made longer and never shorter.
 */
export async function sealAlert(
  ctx: Context,
  by: PersonViewer,
  id: string,
  { until: text, basis }: { until: string; basis: string },
): Promise<void> {
  const at = ctx.clock.now()
  const until = new Date(text)
  const path = '/body/until'
  if (until <= at) throw new ExchangeError('bad-request', 'the window ends ahead', { path })
  if (until.getTime() > at.getTime() + LONGEST_DAYS * DAY_MS)
    throw new ExchangeError('bad-request', `a window is ${LONGEST_DAYS} days at most`, { path })
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockOwn(tx, by.memberId, id)
    if (row.state === 'set-aside')
      throw new ExchangeError('conflict', 'this was set aside; nobody is told of it')
    if (row.shown_at === null)
      throw new ExchangeError('conflict', 'the party comes first: tell it, then seal')
    if (mayShare(row, at))
      throw new ExchangeError('conflict', 'others may be told already; nothing is left to seal')
    if (row.unsealed_at !== null)
      throw new ExchangeError('conflict', 'its window has ended, and it is public')
    if (row.sealed_until && row.sealed_until >= until)
      throw new ExchangeError('conflict', 'its window is as long already', { path })
    const from = row.others_from && row.others_from < until ? until : row.others_from
    await tx
      .updateTable('party_alerts')
      .set({ sealed_until: until, seal_basis: basis, others_from: from })
      .where('id', '=', id)
      .execute()
    await recordAlertActs(tx, [
      {
        kind: 'alert.sealed',
        alertId: id,
        at,
        by: toActor(by),
        finder: row.finder,
        partyMember: row.shown_at ? row.party_member : null,
        stated: { until: until.toISOString(), basis, found: Number(row.log_index) },
      },
    ])
  })
}

/** Sets a name aside that nobody was told of. */
export async function setAside(
  ctx: Context,
  by: PersonViewer,
  id: string,
  reason: string,
): Promise<void> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockOwn(tx, by.memberId, id)
    if (row.state !== 'new')
      throw new ExchangeError('conflict', 'only what nobody was told of can be set aside')
    if (row.sealed_until !== null)
      throw new ExchangeError('conflict', 'what is sealed is opened at its time')
    await tx
      .updateTable('party_alerts')
      .set({ state: 'set-aside', set_aside: reason })
      .where('id', '=', id)
      .execute()
    await recordAlertActs(tx, [
      {
        kind: 'alert.set-aside',
        alertId: id,
        at: ctx.clock.now(),
        by: toActor(by),
        finder: row.finder,
        stated: { reason },
      },
    ])
  })
}
