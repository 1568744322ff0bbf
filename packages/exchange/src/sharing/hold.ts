/** Releases that wait some minutes, in which they can be stopped: until they leave nothing of them is told, listed or polled. */
import type { DelayedRelease, ReleaseDraft } from '@tocsin/api'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { isUniqueViolation } from '../db/unique.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { recordWaiting } from '../unsent/due.ts'
import { HELD, lockHeld, readHeld } from './held-store.ts'
import { judgeToSend, prepareToSend } from './send.ts'
import { afterAct } from '../http/after-act.ts'

const MINUTE_MS = 60_000
/** So many of one member wait at a time. */
const MOST = 50

/**
 * Holds a previewed release for `minutes`. Throws as sending does: `bad-request` for faulty objects, `preview-outdated`,
 * `conflict` for what was released or is held already and for one too many that waits, `refused-by-policy`, on record, where nobody may receive it.
 */
export async function holdRelease(
  ctx: Context,
  sender: Viewer,
  draft: ReleaseDraft,
  held: { digest: string; draftText: string; minutes: number },
): Promise<DelayedRelease> {
  const prepared = prepareToSend(ctx, draft, held.draftText)
  const by = toActor(sender)
  const id = randomUUID()
  const outcome = await ctx.database.db
    .transaction()
    .execute(async (tx) => {
      const { judgement, refused } = await judgeToSend(tx, ctx, by, draft, prepared, held)
      if (refused) return refused
      await refuseMore(tx, sender.memberId)
      const at = ctx.clock.now()
      const row = {
        id,
        member_id: sender.memberId,
        person_id: sender.personId ?? null,
        key_id: sender.keyId ?? null,
        title: draft.title,
        tlp: draft.terms.tlp,
        draft: held.draftText,
        digest: held.digest,
        receivers: judgement.verdicts.filter(({ allow }) => allow).length,
        state: 'waiting',
        held_at: at,
        due_at: new Date(at.getTime() + held.minutes * MINUTE_MS),
      }
      await tx.insertInto('held_releases').values(row).execute()
      await recordWaiting(tx, HELD, row, { kind: 'release.held', at, by })
      return undefined
    })
    .catch(asHeldBefore)
  if (outcome) throw new ExchangeError('refused-by-policy', outcome.reason, { rule: outcome.rule })
  return afterAct(() => readHeld(ctx, sender, id))
}

/** Stops a held release of the own member. Throws `not-found`, and `conflict`, saying what became of it, once it waits no more. */
export async function stopHeld(ctx: Context, viewer: Viewer, id: string): Promise<DelayedRelease> {
  await ctx.database.db.transaction().execute(async (tx) => {
    const row = await lockHeld(tx, viewer.memberId, id)
    if (!row) throw new ExchangeError('not-found', 'no such held release')
    if (row.state !== 'waiting') throw new ExchangeError('conflict', ENDED[row.state] ?? row.state)
    const at = ctx.clock.now()
    const ended_by = viewer.personId ?? null
    await tx
      .updateTable('held_releases')
      .set({ state: 'stopped', draft: null, ended_at: at, ended_by })
      .where('id', '=', id)
      .execute()
    await recordWaiting(tx, HELD, row, { kind: 'release.stopped', at, by: toActor(viewer) })
  })
  return afterAct(() => readHeld(ctx, viewer, id))
}

const ENDED: Record<string, string> = {
  released: 'it has left already: take the release back instead',
  stopped: 'it was stopped before',
  failed: 'it was not released: what it says why has happened before you',
}

/** Under the commit order lock, so that those which come at once count each other. */
async function refuseMore(tx: Tx, memberId: string): Promise<void> {
  const { count } = await tx
    .selectFrom('held_releases')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('member_id', '=', memberId)
    .where('state', '=', 'waiting')
    .executeTakeFirstOrThrow()
  if (count < MOST) return
  const why = `${MOST} of your organisation are held already: let one leave or stop one first, or release this at once`
  throw new ExchangeError('conflict', why)
}

function asHeldBefore(cause: unknown): never {
  if (!isUniqueViolation(cause)) throw cause
  throw new ExchangeError('conflict', 'this is held already, and leaves once', { cause })
}
