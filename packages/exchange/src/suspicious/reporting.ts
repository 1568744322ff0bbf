/** To whom a member or a defended party reports what it had looked at, and by whose hand. */
import type { MemberKind, MemberRef, PartyKind } from '@tocsin/api'
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Db } from '../db/database.ts'
import { requireContact } from '../defended/store.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer, Viewer } from '../http/viewer.ts'
import { mayPartyReportTo, mayReportTo } from '../intake/rules.ts'
import type { Reporting } from '../intake/take.ts'
import { toActor } from '../log/actor.ts'
import { hashLinkToken } from '../offices/door.ts'

const MOST_RECEIVERS = 200

/**
 * Members to whom the viewer's may report, hubs first: hubs, and for a body of government those of a common group. Only members with
 * somebody who could answer.
 */
export async function receiversFor(ctx: Context, viewer: Viewer): Promise<MemberRef[]> {
  const { rows } = await sql<MemberRef & { common: boolean }>`
    select m.id, m.name, m.kind, exists (select from group_members a join group_members b on b.group_id = a.group_id
        join groups g on g.id = a.group_id and g.expires_at > ${ctx.clock.now()}
        where a.member_id = m.id and b.member_id = ${viewer.memberId}::uuid) as common
    from members m where m.id <> ${viewer.memberId}::uuid and ${answering(ctx.clock.now())}
    order by m.kind <> 'hub', lower(m.name), m.id limit ${sql.lit(MOST_RECEIVERS)}`.execute(
    ctx.database.db,
  )
  return rows
    .filter(
      ({ kind, common }) => mayReportTo(viewer.memberKind, kind) && (kind === 'hub' || common),
    )
    .map(({ id, name, kind }) => ({ id, name, kind }))
}

/** A member with somebody who could answer a report. */
function answering(now: Date) {
  return sql`m.active and exists (select from people p where p.member_id = m.id and p.active and 'analyst' = any(p.roles)
    and (p.ends_at is null or p.ends_at > ${now}))`
}

/** A member that reports to one that it chose; throws `forbidden` for one that it may not report to. */
export async function byMember(ctx: Context, by: PersonViewer, to: string): Promise<Reporting> {
  const receivers = await receiversFor(ctx, by)
  if (!receivers.some(({ id }) => id === to))
    throw new ExchangeError('forbidden', 'your organisation may not report to this one', {
      path: '/body/to',
    })
  return { by: toActor(by), to, source: { from_member: by.memberId }, name: by.memberName }
}

type PartyDoor = { partyId: string; name: string; rank: number; to: MemberRef | undefined }

/**
 * The party behind the link of a mail, and to whom it reports: whoever told it, where the rules let it, else the first hub; nobody
 * where none of them could answer. Throws `not-found`, and `forbidden` for who is its contact no longer.
 */
export async function partyDoor(ctx: Context, token: string): Promise<PartyDoor> {
  const { db } = ctx.database
  const link = await db
    .selectFrom('telling_links as l')
    .innerJoin('party_tellings as t', 't.id', 'l.telling_id')
    .innerJoin('defended_parties as p', 'p.id', 't.party_id')
    .innerJoin('telling_contacts as c', (join) =>
      join.onRef('c.telling_id', '=', 'l.telling_id').onRef('c.rank', '=', 'l.rank'),
    )
    .select([
      'c.email',
      'l.rank',
      't.party_id',
      't.party_name',
      't.finder',
      'p.kind',
      'p.member_id',
    ])
    .where('l.token_hash', '=', hashLinkToken(token))
    .executeTakeFirst()
  if (!link) throw new ExchangeError('not-found', 'this link leads nowhere; ask for a new mail')
  const { rank, party_id: partyId, party_name: name } = link
  await requireContact(db, partyId, link.email)
  return { partyId, name, rank, to: await receiverOf(db, link, ctx.clock.now()) }
}

async function receiverOf(
  db: Db,
  { finder, kind, member_id: own }: { finder: string; kind: PartyKind; member_id: string | null },
  now: Date,
): Promise<MemberRef | undefined> {
  const { rows } = await sql<{ id: string; name: string; kind: MemberKind }>`
    select m.id, m.name, m.kind from members m where (m.id = ${finder}::uuid or m.kind = 'hub')
      and m.id is distinct from ${own}::uuid and ${answering(now)}
    order by m.id <> ${finder}::uuid, m.created_at, m.id limit ${sql.lit(MOST_RECEIVERS)}`.execute(
    db,
  )
  return rows.find((one) => mayPartyReportTo(kind, one.kind))
}

/** A party that reports by its link; throws `forbidden` where nobody could answer. */
export function byParty({ partyId, name, rank, to }: PartyDoor): Reporting {
  if (!to)
    throw new ExchangeError(
      'forbidden',
      'nobody on this exchange may take your report and could answer it; call whoever told you',
    )
  return { by: { party: partyId, rank }, to: to.id, source: { party_id: partyId }, name }
}
