/** What is new to a person or waits for them, gathered from where it stands; each under its own rules, and nothing of anybody else's. */
import { NEWS_NAMED, type NewsKind, type NewsLine } from '@tocsin/api'
import { type RawBuilder, sql } from 'kysely'
import { mayRead } from '../cases/verdict.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { mayAct, toReader, type Viewer } from '../http/viewer.ts'
import { readInbox } from '../inbox/inbox.ts'
import { selectUnseenReplies } from '../replies/seen.ts'

/** Kinds of which there is none are left out. A machine has no news. */
export async function readNews(ctx: Context, viewer: Viewer): Promise<NewsLine[]> {
  const { personId, via } = viewer
  if (personId === undefined || via === 'key') return []
  const { unseen, total, recalls } = await readInbox(ctx, viewer)
  const now = ctx.clock.now()
  const asked = mayAct(viewer) ? questionsOf(ctx, viewer, { personId, now }) : []
  const waiting = await asMember(ctx.database.db, toReader(viewer), now, async (tx) => {
    const lines: NewsLine[] = []
    for (const [kind, ids] of asked) lines.push(await countLine(tx, kind, ids))
    return lines
  })
  const replies = viewer.roles.includes('analyst')
    ? await selectUnseenReplies(ctx, { ...viewer, personId })
    : []
  return [
    { kind: 'release' as const, total, ids: unseen.slice(0, NEWS_NAMED) },
    { kind: 'recall' as const, total: recalls, ids: [] },
    ...waiting,
    {
      kind: 'reply' as const,
      total: replies.length,
      ids: replies.slice(0, NEWS_NAMED).map(({ releaseId }) => releaseId),
    },
  ].filter((line) => line.total > 0)
}

async function countLine(tx: Tx, kind: NewsKind, ids: RawBuilder<unknown>): Promise<NewsLine> {
  const { rows } = await sql<{ id: string; total: number }>`
    select w.id, count(*) over ()::int as total from (${ids}) as w limit ${sql.lit(NEWS_NAMED)}`.execute(
    tx,
  )
  return { kind, total: rows[0]?.total ?? 0, ids: rows.map(({ id }) => id) }
}

type Asking = { personId: string; now: Date }

/** What each kind asks of the tables that the reader may read, by what this person may answer. */
function questionsOf(
  ctx: Context,
  viewer: Viewer,
  { personId, now }: Asking,
): [NewsKind, RawBuilder<unknown>][] {
  const own = sql`${viewer.memberId}::uuid`
  const me = sql`${personId}::uuid`
  const cases: [NewsKind, RawBuilder<unknown>][] = [
    [
      'invitation',
      sql`select c.id from case_standings s join cases c on c.id = s.case_id
        where s.member_id = ${own} and s.state = 'invited' and c.state = 'open' order by c.position desc`,
    ],
    [
      'offer',
      sql`select o.case_id as id from case_offers o join cases c on c.id = o.case_id
        where o.to_member = ${own} and o.state = 'open' and c.state = 'open' order by o.offered_at desc, o.id`,
    ],
  ]
  const duty: [NewsKind, RawBuilder<unknown>][] = [
    [
      'handover',
      sql`select id from duty_handovers where member_id = ${own} and state = 'open' and person_id <> ${me}
        and (for_person is null or for_person = ${me} or declined_at is not null) order by position desc`,
    ],
    [
      'shift',
      sql`select id from duty_shifts where person_id = ${me} and state = 'offered' and until_at > ${now} order by from_at, id`,
    ],
  ]
  const questions: [NewsKind, RawBuilder<unknown>][] = [
    [
      'question',
      sql`select notice_id as id from notice_questions where from_member = ${own} and answered_at is null order by asked_at desc, id`,
    ],
  ]
  const isAnalyst = viewer.roles.includes('analyst')
  return [
    ...(isAnalyst && mayRead(ctx, viewer) ? cases : []),
    ...(isAnalyst ? questions : []),
    ...duty,
    ...(viewer.roles.includes('reviewer')
      ? ([
          [
            'review',
            sql`select id from messages where member_id = ${own} and state = 'submitted' and author <> ${me} order by position desc`,
          ],
        ] as [NewsKind, RawBuilder<unknown>][])
      : []),
    ...(isAnalyst
      ? ([
          [
            'appeal',
            sql`select a.id from appeal_holders h join appeals a on a.id = h.appeal_id
              where h.member_id = ${own} and h.answer is null and not a.withdrawn order by a.position desc`,
          ],
        ] as [NewsKind, RawBuilder<unknown>][])
      : []),
  ]
}
