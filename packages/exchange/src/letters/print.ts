import type { BodyOf, MemberKind, printLetters as route } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import { insertRows } from '../db/insert-rows.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { recordChanges, type Change } from '../notices/changes.ts'
import { textFor } from '../notices/languages.ts'
import { baseChange, lockTargets, type LockedTarget } from '../notices/locked.ts'
import { IS_CORRECTED } from '../notices/place.ts'
import { selectNotice, type NoticeRow } from '../notices/store.ts'
import { newLinkToken, PRINTED, toOfficeLink } from '../offices/door.ts'
import { decideApprise } from '../policy/apprise.ts'
import { recordRefusals } from '../refusals/record.ts'
import { toLetter, type LetterFacts } from './letter.ts'
import { renderLetters } from './pdf.ts'
import { letterWords } from './words.ts'

/** Letters of one file. */
const MOST = 500

/**
 * Prints letters of an own notice: to the offices named, or to those that are unreachable or overdue. Each has a link of its own,
 * which whoever holds the letter answers by. It is on record that they were printed, and counts as nothing else: that a letter
 * was printed is not that it was sent, and even less that it arrived.
 */
export async function printLetters(
  ctx: Context,
  viewer: Viewer,
  id: string,
  { targets: named }: BodyOf<typeof route>,
): Promise<{ pdf: Uint8Array; letters: number }> {
  const { db } = ctx.database
  const at = ctx.clock.now()
  const notice = await selectNotice(db, id)
  if (!notice || notice.from_id !== viewer.memberId)
    throw new ExchangeError('not-found', 'no such notice')
  await admit(ctx, viewer, notice)
  const ids = named ?? (await selectUnreached(db, id, at))
  if (ids.length === 0)
    throw new ExchangeError('conflict', 'no office of this notice is unreachable or overdue now')
  if (ids.length > MOST)
    throw new ExchangeError(
      'conflict',
      `${ids.length} offices are unreachable or overdue; one file holds ${MOST} letters, so name the offices`,
      { path: '/body/targets' },
    )
  const links = ids.map((target) => ({ target, ...newLinkToken() }))
  const facts = await selectFacts(db, id, ids)
  const whole = links.map(({ target, token }) => {
    const of = facts.get(target)
    if (!of)
      throw new ExchangeError('bad-request', 'this notice has no such office', {
        path: '/body/targets',
      })
    const { origin, exercise } = ctx.config
    return toLetter(of, { link: toOfficeLink(origin, token), exercise })
  })
  const main = textFor(notice, notice.main_language)
  const title = letterWords(main.language).title(main.text.subject)
  const pdf = await renderLetters(whole, { title, language: main.language, made: at })
  await db.transaction().execute(async (tx) => {
    const locked = await lockTargets(tx, ids)
    if (locked.some(({ closed }) => closed))
      throw new ExchangeError(
        'conflict',
        'an office named was corrected meanwhile, or the notice is closed',
      )
    await insertRows(
      tx,
      'notice_links',
      links.map(({ target, hash }) => ({ token_hash: hash, target_id: target, rank: PRINTED })),
    )
    await recordPrinting(tx, { viewer, id, locked, at })
  })
  return { pdf, letters: whole.length }
}

/** Asks the rules whether the notice may leave on paper; a refusal is on record. */
async function admit(ctx: Context, viewer: Viewer, notice: NoticeRow): Promise<void> {
  const { exercise } = ctx.config
  const now = ctx.clock.now()
  const decision = decideApprise(
    {
      sender: { kind: notice.from_kind as MemberKind, active: true, oversees: true },
      type: notice.kind,
      tlp: notice.tlp as 'green',
      releaseTlp: null,
      outsideOwnPlace: false,
      placeAboveLeftOut: false,
      affectedLeftOut: false,
      namesHit: false,
      exercise,
      context: { now, exit: 'pdf', exercise },
    },
    ctx.policies,
  )
  if (decision.allow) return
  const refused = { act: 'notice.print', subject: `notice:${notice.id}`, by: viewer, decision }
  await ctx.database.db.transaction().execute((tx) => recordRefusals(tx, now, [refused]))
  throw new ExchangeError('refused-by-policy', decision.reason, { rule: decision.rule })
}

/** Offices that nobody reached, or that are overdue at `now`, without those that have something newer. */
async function selectUnreached(db: Db, noticeId: string, now: Date): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from notice_targets t join jurisdictions j on j.id = t.jurisdiction
    where t.notice_id = ${noticeId}::uuid and not ${IS_CORRECTED}
      and (t.state in ('unreachable', 'overdue') or t.state = 'waiting' and t.due_at <= ${now})
    order by j.full_name, t.role limit ${sql.lit(MOST + 1)}`.execute(db)
  return rows.map(({ id }) => id)
}

async function selectFacts(
  db: Db,
  noticeId: string,
  ids: readonly string[],
): Promise<Map<string, LetterFacts>> {
  const { rows } = await sql<LetterFacts & { id: string }>`
    select t.id, n.kind, m.name as from, n.tlp, n.texts, n.main_language, c.language, t.call_back_code, j.full_name as place,
      n.known_at,
      (select json_build_object('texts', b.texts, 'main_language', b.main_language, 'sent_at', b.sent_at)
        from notices b where b.id = n.corrects) as before
    from notice_targets t join notices n on n.id = t.notice_id join members m on m.id = n.from_member
    join jurisdictions j on j.id = t.jurisdiction
    left join notice_contacts c on c.target_id = t.id and c.rank = t.rank
    where t.notice_id = ${noticeId}::uuid and t.id = any(${sql.val([...ids])}::uuid[])`.execute(db)
  return new Map(
    rows.map(({ before, ...row }) => [
      row.id,
      { ...row, before: before && { ...before, sent_at: new Date(before.sent_at) } },
    ]),
  )
}

type Printing = { viewer: Viewer; id: string; locked: LockedTarget[]; at: Date }

async function recordPrinting(tx: Tx, { viewer, id, locked, at }: Printing): Promise<void> {
  const detail = `A letter was printed by ${viewer.memberName}; that it went out is not known`
  const changes = locked.map((target): Change => ({
    ...baseChange(target, at),
    kind: 'notice.printed',
    by: viewer,
    detail,
  }))
  await recordChanges(tx, changes, {
    kind: 'notice.printed',
    at,
    subject: `notice:${id}`,
    payload: {
      statement: `${viewer.memberName} printed letters of a notice to ${locked.length} of its offices`,
      kind: 'notice.printed',
      at: at.toISOString(),
      notice: id,
      targets: locked.map((target) => target.id),
    },
    by: viewer,
    members: [viewer.memberId],
  })
}
