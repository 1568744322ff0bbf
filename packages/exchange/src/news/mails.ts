/** The mails of what is new to a person: how many of each kind and where, and nothing of what they are. */
import { sql } from 'kysely'
import type { Context } from '../context.ts'
import type { Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleNeeded } from '../delivery/settling.ts'
import type { Mail } from '../mail/outgoing.ts'
import type { Decision } from '../policy/decide.ts'
import { newsWords } from './mail-words.ts'
import { admit, keyOf, MAILED_KINDS, type MailedKind, PERSON_COLUMNS, type PersonColumns, readWaiting, toPerson, type Waiting } from './waiting.ts' // prettier-ignore

const UNNEEDED: Decision = {
  allow: false,
  rule: 'no-rule-admits',
  reason: 'nothing was left to tell when its turn came',
}

export const newsMails: Purpose = {
  names: ['news'],
  write: writeMails,
  settle: settleNeeded(UNNEEDED),
}

const PLACES: Record<MailedKind, string> = {
  release: '/inbox',
  recall: '/inbox',
  invitation: '/cases',
  offer: '/cases',
}

type Written = PersonColumns & { id: string; address: string; locale: string; wanted: boolean }

/** What waits no more, or may not be known any more, is not counted; who may no longer come in is not written to. */
async function writeMails(ctx: Context, batch: Claimed[]): Promise<Map<string, Mail | Decision>> {
  const { rows } = await sql<Written>`
    select ${PERSON_COLUMNS}, d.id, d.address, p.locale, coalesce(n.how, 'none') <> 'none' as wanted
    from deliveries d join people p on p.id = d.person_id join members m on m.id = p.member_id
    left join news_mails n on n.person_id = p.id
    where d.id = any(${batch.map(({ id }) => id)}::uuid[]) and m.active and p.active
      and (p.ends_at is null or p.ends_at > ${ctx.clock.now()})`.execute(ctx.database.db)
  const mails = new Map<string, Mail | Decision>()
  for (const row of rows) mails.set(row.id, row.wanted ? await writeMail(ctx, row) : UNNEEDED)
  return mails
}

async function writeMail(ctx: Context, row: Written): Promise<Mail | Decision> {
  const viewer = toPerson(row)
  const { rows } = await sql<Waiting>`
    select kind, id from news_told where delivery_id = ${row.id}::uuid`.execute(ctx.database.db)
  const waits = new Set((await readWaiting(ctx, viewer)).map(keyOf))
  const left = await admit(
    ctx,
    viewer,
    rows.filter((one) => waits.has(keyOf(one))),
  )
  if (left.length === 0) return UNNEEDED
  const { name: exchange, origin } = ctx.config
  const lines = MAILED_KINDS.map((kind) => ({
    kind,
    count: left.filter((one) => one.kind === kind).length,
    url: `${origin}${PLACES[kind]}`,
  }))
  return {
    to: row.address,
    ...newsWords(row.locale, {
      exchange,
      lines: lines.filter(({ count }) => count > 0),
      settings: `${origin}/settings`,
    }),
  }
}
