/** Appeals as a member sees them: its own with the answers that were given, and those about what it holds. */
import type { Appeal, AppealAnswer, MemberRef, ReviewMails } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, type PageQuery, readKey, refuseAfter, toPage, UUID } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import { toReader, type Viewer } from '../http/viewer.ts'
import { selectAppealMails } from './mails.ts'

/** Releases that are named with one appeal. */
const MOST_RELEASES = 20

/** A page, the latest first; `next` is passed back as `after`. */
export async function pageOfAppeals(
  ctx: Context,
  viewer: Viewer,
  { after, limit = PAGE_SIZE, id }: PageQuery & { id?: string },
): Promise<{ items: Appeal[]; next?: string }> {
  const now = ctx.clock.now()
  const { rows, answers, releases } = await asMember(
    ctx.database.db,
    toReader(viewer),
    now,
    async (tx) => {
      const before = await placeOf(tx, after)
      const found = await selectShown(tx, viewer.memberId)
        .$if(id !== undefined, (query) => query.where('a.id', '=', id!))
        .$if(before !== undefined, (query) => query.where('a.position', '<', before!))
        .orderBy('a.position', 'desc')
        .limit(limit + 1)
        .execute()
      return {
        rows: found,
        answers: await selectAnswers(tx, found, viewer.memberId),
        releases: await selectReleases(tx, found, viewer.memberId),
      }
    },
  )
  const others = rows.filter((row) => row.member_id !== viewer.memberId).map((row) => row.id)
  const mails = await selectAppealMails(ctx.database.db, viewer.memberId, others)
  const names = await namesOf(ctx, [
    ...rows.map((row) => row.member_id),
    ...answers.map((row) => row.member_id),
  ])
  return toPage(rows, limit, {
    key: (row) => [row.id],
    shape: (row) => toAppeal(row, viewer.memberId, { names, answers, releases, mails }),
  })
}

type Beside = {
  names: ReadonlyMap<string, MemberRef>
  answers: Awaited<ReturnType<typeof selectAnswers>>
  releases: readonly Holding[]
  mails: ReadonlyMap<string, ReviewMails>
}

function toAppeal(row: ShownRow, memberId: string, beside: Beside): Appeal {
  const { names } = beside
  const own = row.member_id === memberId
  const mails = beside.mails.get(row.id)
  const answers = beside.answers
    .filter((one) => one.appeal_id === row.id)
    .map((one) => ({
      member: names.get(one.member_id)!,
      answer: one.answer as AppealAnswer,
      day: one.answered_day!,
    }))
  return {
    id: row.id,
    own,
    by: names.get(row.member_id)!,
    behalf: row.behalf as Appeal['behalf'],
    words: row.words,
    stixIds: row.all_ids ?? row.held_ids ?? [],
    day: row.day,
    withdrawn: row.withdrawn,
    releases: beside.releases
      .filter((one) => one.appeal_id === row.id)
      .map(({ release_id, title, sent }) => ({ id: release_id, title, sent })),
    ...(row.answer === null ? {} : { answer: row.answer as AppealAnswer }),
    ...(mails ? { mails } : {}),
    ...(own ? { governmentToo: row.government_too ?? false, answers } : {}),
  }
}

/** One appeal as this member sees it. Throws `not-found`. */
export async function readAppeal(ctx: Context, viewer: Viewer, id: string): Promise<Appeal> {
  const { items } = await pageOfAppeals(ctx, viewer, { id })
  if (!items[0]) throw new ExchangeError('not-found', 'no such appeal')
  return items[0]
}

function selectShown(tx: Tx, memberId: string) {
  return tx
    .selectFrom('appeals as a')
    .leftJoin('appeal_own as o', 'o.appeal_id', 'a.id')
    .leftJoin('appeal_holders as h', (join) =>
      join.onRef('h.appeal_id', '=', 'a.id').on('h.member_id', '=', memberId),
    )
    .select(['a.id', 'a.position', 'a.member_id', 'a.behalf', 'a.words', 'a.day', 'a.withdrawn'])
    .select(['o.stix_ids as all_ids', 'o.government_too', 'h.stix_ids as held_ids', 'h.answer'])
}

type ShownRow = Awaited<ReturnType<ReturnType<typeof selectShown>['execute']>>[number]

/** Of own appeals; row-level security shows those alone that were given. */
async function selectAnswers(tx: Tx, rows: readonly ShownRow[], memberId: string) {
  const own = rows.filter((row) => row.member_id === memberId).map((row) => row.id)
  if (own.length === 0) return []
  return tx
    .selectFrom('appeal_holders')
    .select(['appeal_id', 'member_id', 'answer', 'answered_day'])
    .where('appeal_id', 'in', own)
    .where('answer', 'is not', null)
    .orderBy('answered_day')
    .orderBy('member_id')
    .execute()
}

type Holding = { appeal_id: string; release_id: string; title: string; sent: boolean }

/** Releases by which the viewer has any of it, as far as row-level security shows them now. */
async function selectReleases(
  tx: Tx,
  shown: readonly ShownRow[],
  memberId: string,
): Promise<Holding[]> {
  const held: Holding[] = []
  for (const row of shown) {
    const ids = row.all_ids ?? row.held_ids ?? []
    const { rows } = await sql<Omit<Holding, 'appeal_id'>>`
      select r.id as release_id, r.title, r.from_member = ${memberId}::uuid as sent from releases r
      where r.recalled_at is null and (r.from_member = ${memberId}::uuid or exists (select from release_recipients rr
          where rr.release_id = r.id and rr.member_id = ${memberId}::uuid))
        and r.id in (select ro.release_id from objects o
          join release_objects ro on int8range(ro.first_row, ro.last_row, '[]') @> o.row
          where o.stix_id = any(${ids}::text[]))
      order by r.position desc limit ${MOST_RELEASES}`.execute(tx)
    held.push(...rows.map((one) => ({ ...one, appeal_id: row.id })))
  }
  return held
}

/** Named by what stands there: a number would count appeals of others. */
async function placeOf(tx: Tx, after: string | undefined): Promise<number | undefined> {
  const [name] = readKey(after, UUID) ?? []
  if (name === undefined) return undefined
  const row = await tx
    .selectFrom('appeals')
    .select('position')
    .where('id', '=', name)
    .executeTakeFirst()
  return row ? Number(row.position) : refuseAfter()
}

async function namesOf(ctx: Context, ids: readonly string[]): Promise<Map<string, MemberRef>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.database.db
    .selectFrom('members')
    .select(['id', 'name', 'kind'])
    .where('id', 'in', [...new Set(ids)])
    .execute()
  return new Map(rows.map((row) => [row.id, row as MemberRef]))
}
