/** What a person has not looked at yet. What they have stands under their own id alone, is on no record and in no list of another. */
import { INBOX_NAMED, type Inbox } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import { sealedList } from '../db/keyset.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectReleasesById } from '../sharing/select.ts'
import { decideLook } from '../sharing/verdict.ts'
import { selectNewestPlace, selectStart, selectVisible, selectWaiting } from './store.ts'

/**
 * Of all releases that this person may see, however far back: the newest new ones by name, all of them counted. A machine
 * that acts for no person has no inbox.
 */
export async function readInbox(ctx: Context, viewer: Viewer): Promise<Inbox> {
  const { personId, memberId } = viewer
  if (personId === undefined) return { unseen: [], total: 0, recalls: 0 }
  const { db } = ctx.database
  const now = ctx.clock.now()
  // First how far was looked: what comes while the rest is read stays new when all is marked.
  const position = await selectNewestPlace(db, memberId)
  const since = await selectStart(db, personId)
  const waiting = await selectWaiting(db, { memberId, personId, since })
  const moment = { now, exercise: ctx.config.exercise, exit: 'api' as const }
  return asMember(db, toReader(viewer), now, async (tx) => {
    const ids = waiting.map(({ id }) => id)
    const visible = await selectVisible(tx, ids)
    const seen = waiting.filter(({ id }) => visible.has(id))
    const unseen = seen.filter((one) => one.unseen).map(({ id }) => id)
    const named = unseen.slice(0, INBOX_NAMED)
    const rows = await selectReleasesById(tx, memberId, named)
    const shown = named.filter((id) => {
      const row = rows.get(id)
      return row !== undefined && decideLook(row, viewer, moment, ctx.policies).allow
    })
    return {
      unseen: shown,
      total: unseen.length - named.length + shown.length,
      recalls: seen.filter((one) => one.recall).length,
      ...(position === undefined
        ? {}
        : {
            upTo: {
              place: sealedList(ctx.cursors, 'inbox').seal(String(position)),
              at: now.toISOString(),
            },
          }),
    }
  })
}
