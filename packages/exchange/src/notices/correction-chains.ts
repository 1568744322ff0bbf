import { isSameMailbox, type NoticeDraft, type OfficeRole, type ToldBy } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db } from '../db/database.ts'
import { toReached, type Reached } from '../delivery/ways.ts'
import { loadChains, type Chain, type ChainLink } from './chain.ts'
import { IS_CORRECTED } from './place.ts'

/** An office of a notice, and whether something newer took the place of its words there. */
export type Correctable = {
  id: string
  jurisdiction: string
  role: OfficeRole
  isCorrected: boolean
}

/** The offices of a notice, in the order in which they lie. */
export async function selectCorrectable(db: Db, noticeId: string): Promise<Correctable[]> {
  const { rows } = await sql<Correctable>`
    select t.id, t.jurisdiction, t.role, ${IS_CORRECTED} as "isCorrected" from notice_targets t
    where t.notice_id = ${noticeId}::uuid order by t.jurisdiction, t.role`.execute(db)
  return rows
}

/** Those who had what is corrected, with every earlier version of it: by the target that is corrected. */
const LINE = (ids: readonly string[]) => sql`
  with recursive line as (
    select id as now, id from notice_targets where id = any(${sql.val([...ids])}::uuid[])
    union all select line.now, t.corrects from line join notice_targets t on t.id = line.id
      where t.corrects is not null)`

type Had = ChainLink & { target: string; answered: boolean; byMail: boolean }
type HadRow = Omit<Had, 'reached'> & Reached

/**
 * Whom a correction goes to: first at each office who answered, then all to whom a mail, or a message to their number, was
 * handed over, is just being or may have been, at the address it went to; after them who is on file now. At once go all of the first kind, and the first of the second where
 * nobody of the first is on file any more.
 */
export async function loadCorrectionChains(
  db: Db,
  offices: readonly Correctable[],
  now: Date,
): Promise<Chain[]> {
  const ids = offices.map(({ id }) => id)
  const targets: NoticeDraft['targets'] = offices.map(({ jurisdiction, role }) => ({
    jurisdiction,
    role,
  }))
  const onFile = await loadChains(db, targets)
  const had = groupBy(await selectHad(db, ids))
  const told = await selectToldBefore(db, ids, now)
  return offices.map((office, at) => {
    const mailed = had.get(office.id) ?? []
    const before = told.get(office.id) ?? []
    const byMail = mailed.some((one) => one.byMail)
    const byText = mailed.some((one) => !one.byMail)
    const toldBefore: ToldBy[] = [
      ...(byMail ? ['mail' as const] : []),
      ...(byText ? ['text' as const] : []),
      ...before,
    ]
    const chain = onFile[at]!
    return {
      ...chain,
      links: join(mailed, chain.links),
      corrects: { target: office.id, toldBefore },
    }
  })
}

/** One chain of both, each mailbox once. */
function join(mailed: readonly Had[], onFile: readonly ChainLink[]): ChainLink[] {
  const links: ChainLink[] = []
  const add = (link: ChainLink, atOnce: boolean) => {
    if (links.some(({ email }) => isSameMailbox(email, link.email))) return
    const { contactId, title, email, language, reached } = link
    const rank = links.length
    const way = { email, language, reached }
    links.push({ contactId, rank, title, ...way, ...(atOnce ? { atOnce } : {}) })
  }
  for (const link of mailed) add(link, true)
  const isKnown = onFile.some((one) => mailed.some(({ email }) => isSameMailbox(email, one.email)))
  for (const [at, link] of onFile.entries()) add(link, at === 0 && !isKnown)
  return links
}

/**
 * Contacts with an address that a mail of the line was handed over to, or whose number a message, is being, or may have been: a lease that nobody ended is
 * of a process that was ended in the midst of it. Who answered last stands first.
 */
async function selectHad(db: Db, ids: readonly string[]): Promise<Had[]> {
  const { rows } = await sql<HadRow>`${LINE(ids)}
    select target, contact_id as "contactId", rank, title, email, language, sms, voice, fax, ways, time_zone, by_mail as "byMail", answered from (
      select distinct on (l.now, lower(d.address)) l.now as target, c.contact_id, c.rank, c.title, d.address as email,
        c.language, c.sms, c.voice, c.fax, c.ways, c.time_zone, d.by_mail, coalesce(t.answered_rank = d.rank, false) as answered, n.sent_at
      from line l join notice_targets t on t.id = l.id join notices n on n.id = t.notice_id
      join (select w.target_id, w.rank, w.state, w.leased_until, w.channel = 'mail' as by_mail,
          case when w.channel = 'mail' then w.address else k.email end as address
        from deliveries w join notice_contacts k on k.target_id = w.target_id and k.rank = w.rank) d on d.target_id = l.id
      join notice_contacts c on c.target_id = l.id and c.rank = d.rank
      where d.address <> '' and (d.state in ('sent', 'unknown') or d.state in ('queued', 'cancelled') and d.leased_until is not null)
      order by l.now, lower(d.address), coalesce(t.answered_rank = d.rank, false) desc, n.sent_at desc, d.by_mail desc) had
    order by target, answered desc, sent_at desc, rank`.execute(db)
  return rows.map((row) => ({ ...row, reached: toReached(row) }))
}

/** Offices that had the line by a call that was answered, or opened its page. A call under way counts: what is being said is old. */
async function selectToldBefore(
  db: Db,
  ids: readonly string[],
  now: Date,
): Promise<Map<string, ToldBy[]>> {
  const { rows } = await sql<{ target: string; telephone: boolean; page: boolean }>`${LINE(ids)}
    select l.now as target,
      coalesce(bool_or(exists (select from notice_calls c where c.target_id = l.id
        and (c.outcome in ('told', 'understood', 'reached') or c.ended_at is null and c.ends_at > ${now}))), false) as telephone,
      coalesce(bool_or(exists (select from notice_events e where e.target_id = l.id and e.kind = 'notice.opened')), false) as page
    from line l group by l.now`.execute(db)
  return new Map(
    rows.map(({ target, telephone, page }) => [
      target,
      [...(telephone ? ['telephone' as const] : []), ...(page ? ['page' as const] : [])],
    ]),
  )
}

function groupBy(rows: readonly Had[]): Map<string, Had[]> {
  const groups = new Map<string, Had[]>()
  for (const row of rows) groups.set(row.target, [...(groups.get(row.target) ?? []), row])
  return groups
}
