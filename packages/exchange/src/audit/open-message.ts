import type { AuditedMessage, MemberKind, MessageEvent, UnmaskingState } from '@tocsin/api'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { readEntry } from '../register/list.ts'
import type { Auditor } from './admit.ts'

/**
 * A message of a government body with its words, its author and approver, how it came past its review, and who was given
 * it. The opening is recorded, and its sender may have the receipt. Throws `not-found`.
 */
export async function openMessage(
  ctx: Context,
  { viewer, reader }: Auditor,
  id: string,
): Promise<AuditedMessage> {
  const at = ctx.clock.now()
  const entry = await readEntry(ctx, id)
  const found = await asMember(ctx.database.db, reader, at, async (tx) => {
    const row = await tx
      .selectFrom('audit_messages')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'the register has no such entry')
    const unmaskings = await selectUnmaskings(tx, id)
    return { row, ...(await selectPeople(tx, row)), unmaskings, given: await selectGiven(tx, id) }
  })
  const { row, author, approver, history, unmaskings, given } = found
  await ctx.database.db.transaction().execute((tx) =>
    appendLog(tx, [
      {
        kind: 'audit.opened',
        at,
        subject: `release:${id}`,
        payload: { release: id },
        by: toActor(viewer),
        members: [...new Set([viewer.memberId, row.sender])],
      },
    ]),
  )
  const { nexus, reference } = row.message
  return {
    entry,
    title: row.title,
    text: row.text,
    ...(nexus ? { nexusBasis: nexus.basis } : {}),
    ...(reference ? { reference } : {}),
    ...(author ? { author } : {}),
    ...(approver ? { approver } : {}),
    ...(row.recall_reason ? { recallReason: row.recall_reason } : {}),
    ...(row.person_review ? { persons: row.person_review } : {}),
    history,
    unmaskings,
    given,
  }
}

type Named = { id: string; name: string }

async function selectPeople(
  tx: Tx,
  row: { message_id: string | null; author: string | null; approver: string | null },
): Promise<{ author?: Named; approver?: Named; history: MessageEvent[] }> {
  const events = row.message_id
    ? await tx
        .selectFrom('audit_message_events')
        .selectAll()
        .where('message_id', '=', row.message_id)
        .orderBy('id')
        .execute()
    : []
  const ids = [row.author, row.approver, ...events.map((one) => one.person_id)].filter(
    (id) => id !== null,
  )
  const people =
    ids.length === 0
      ? []
      : await tx.selectFrom('audit_people').select(['id', 'name']).where('id', 'in', ids).execute()
  const nameOf = (id: string | null): Named | undefined =>
    id === null ? undefined : (people.find((one) => one.id === id) ?? { id, name: 'Erased' })
  const author = nameOf(row.author)
  const approver = nameOf(row.approver)
  const history = events.map((event): MessageEvent => {
    const by = nameOf(event.person_id)
    return {
      at: event.at.toISOString(),
      what: event.what as MessageEvent['what'],
      ...(by ? { by } : {}),
      revision: event.revision,
      ...(event.note ? { note: event.note } : {}),
    }
  })
  return { ...(author ? { author } : {}), ...(approver ? { approver } : {}), history }
}

async function selectUnmaskings(tx: Tx, id: string): Promise<AuditedMessage['unmaskings']> {
  const rows = await tx
    .selectFrom('audit_unmaskings as u')
    .innerJoin('audit_members as m', 'm.id', 'u.asker')
    .leftJoin('audit_people as pa', 'pa.id', 'u.asked_by')
    .leftJoin('audit_people as pd', 'pd.id', 'u.decided_by')
    .selectAll('u')
    .select(['m.name', 'm.kind', 'pa.name as asked_by_name', 'pd.name as decided_by_name'])
    .where('u.release_id', '=', id)
    .orderBy('u.asked_at')
    .execute()
  return rows.map((row) => ({
    token: row.token,
    asker: { id: row.asker, name: row.name, kind: row.kind as MemberKind },
    askedBy: { id: row.asked_by, name: row.asked_by_name ?? 'Erased' },
    askedAt: row.asked_at.toISOString(),
    ...(row.reason === null ? {} : { reason: row.reason }),
    ...(row.legal_basis === null ? {} : { legalBasis: row.legal_basis }),
    state: row.state as UnmaskingState,
    ...(row.decided_at ? { decidedAt: row.decided_at.toISOString() } : {}),
    ...(row.decided_by
      ? { decidedBy: { id: row.decided_by, name: row.decided_by_name ?? 'Erased' } }
      : {}),
    ...(row.words === null ? {} : { words: row.words }),
  }))
}

async function selectGiven(tx: Tx, id: string): Promise<AuditedMessage['given']> {
  const rows = await tx
    .selectFrom('audit_given as g')
    .innerJoin('audit_members as m', 'm.id', 'g.member_id')
    .select(['m.id', 'm.name', 'm.kind', 'g.rule', 'g.log_index'])
    .where('g.release_id', '=', id)
    .orderBy('m.name')
    .execute()
  return rows.map(({ rule, log_index, kind, ...member }) => ({
    member: { ...member, kind: kind as MemberKind },
    rule,
    logIndex: log_index,
  }))
}
