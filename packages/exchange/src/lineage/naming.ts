/** What names networks: releases made of them, notices that refer to those, cases that any of it was put into. As the viewer may see it. */
import { type Lineage, MOST_NAMING } from '@tocsin/api'
import { sql } from 'kysely'
import { nameKey, selectNamed } from '../cases/item-words.ts'
import { selectShownCases } from '../cases/store.ts'
import { mayRead } from '../cases/verdict.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { Viewer } from '../http/viewer.ts'

type Naming = Pick<Lineage, 'releases' | 'notices' | 'cases' | 'withheld' | 'unlisted'>

/** What named findings by an instant; run in the viewer's transaction. */
export async function readNaming(
  tx: Tx,
  ctx: Context,
  viewer: Viewer,
  { findings, at }: { findings: readonly string[]; at: Date },
): Promise<Naming> {
  const ofFindings = tx
    .selectFrom('releases')
    .where('finding_id', 'in', findings)
    .where('released_at', '<=', at)
  const releases = await ofFindings
    .select(['id', 'released_at', 'recalled_at', TOTAL])
    .orderBy('released_at', 'desc')
    .orderBy('id')
    .limit(MOST_NAMING)
    .execute()
  const notices = await tx
    .selectFrom('notices')
    .select(['id', 'sent_at', TOTAL])
    .where('release_id', 'in', ofFindings.select('id'))
    .where('sent_at', '<=', at)
    .orderBy('sent_at', 'desc')
    .orderBy('id')
    .limit(MOST_NAMING)
    .execute()
  const named = await selectNamed(tx, ctx, viewer, [
    ...releases.map(({ id }) => ({ kind: 'release', ref: id })),
    ...notices.map(({ id }) => ({ kind: 'notice', ref: id })),
  ])
  const shownReleases = releases.flatMap(({ id, released_at: released, recalled_at: recalled }) => {
    const name = named.get(nameKey({ kind: 'release', ref: id }))
    if (name === undefined) return []
    const wasRecalled = recalled !== null && recalled <= at
    return [
      {
        id,
        title: name.title,
        releasedAt: released.toISOString(),
        ...(wasRecalled ? { recalledAt: recalled.toISOString() } : {}),
      },
    ]
  })
  const shownNotices = notices.flatMap(({ id, sent_at: sent }) => {
    const name = named.get(nameKey({ kind: 'notice', ref: id }))
    return name === undefined ? [] : [{ id, title: name.title, sentAt: sent.toISOString() }]
  })
  const refs = [...findings, ...[...shownReleases, ...shownNotices].map(({ id }) => id)]
  const cases = mayRead(ctx, viewer) ? await selectCases(tx, viewer.memberId, refs, at) : []
  return {
    releases: shownReleases,
    notices: shownNotices,
    cases: cases.map(({ id, title, group_name: group }) => ({
      id,
      title,
      ...(group === null ? {} : { about: group }),
    })),
    withheld: releases.length + notices.length - shownReleases.length - shownNotices.length,
    unlisted: [releases, notices, cases].reduce((sum, rows) => sum + beyond(rows), 0),
  }
}

/** How many there are of a list that is cut. */
const TOTAL = sql<number>`(count(*) over ())::int`.as('total')

function beyond(rows: readonly { total: number }[]): number {
  return (rows[0]?.total ?? 0) - rows.length
}

/** Cases of the viewer that any of these stood in; of when something was put in the day is known. */
function selectCases(tx: Tx, memberId: string, refs: readonly string[], at: Date) {
  const day = at.toISOString().slice(0, 10)
  return selectShownCases(tx, memberId)
    .select(TOTAL)
    .where('c.opened_at', '<=', at)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('case_items as i')
          .select('i.id')
          .whereRef('i.case_id', '=', 'c.id')
          .where('i.ref', 'in', refs)
          .where('i.day', '<=', day)
          // By the day as well: the hour would tell a body of government when a platform took it out.
          .where((or) =>
            or.or([or('i.taken_out_at', 'is', null), or('i.taken_out_at', '>=', new Date(day))]),
          ),
      ),
    )
    .orderBy('c.position', 'desc')
    .limit(MOST_NAMING)
    .execute()
}
