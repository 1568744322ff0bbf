import type { ReplyOf, openPartyLink, ToldAlert } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { requireContact } from '../defended/store.ts'
import { ExchangeError } from '../errors.ts'
import { hashLinkToken } from '../offices/door.ts'
import { recordAlertActs } from './acts.ts'
import { answer, type Said } from './answer.ts'
import { toTold } from './shape.ts'

/** Names of one telling that its page shows. */
const MOST = 1000

/** What a party was told, by the link of a mail; the first opening by each contact is on record. */
export async function openLink(
  ctx: Context,
  token: string,
): Promise<ReplyOf<typeof openPartyLink>> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const { telling, contact } = await findLink(tx, token)
    const ofTelling = tx.selectFrom('party_alerts').where('telling_id', '=', telling.id)
    const { total } = await ofTelling
      .select((eb) => eb.fn.countAll<number>().as('total'))
      .executeTakeFirstOrThrow()
    const alerts = await ofTelling
      .selectAll()
      .orderBy('score', 'desc')
      .orderBy('position')
      .limit(MOST)
      .execute()
    if (contact.opened_at === null && alerts.length > 0) {
      const at = ctx.clock.now()
      await tx
        .updateTable('telling_contacts')
        .set({ opened_at: at })
        .where('telling_id', '=', telling.id)
        .where('rank', '=', contact.rank)
        .execute()
      await recordAlertActs(tx, [
        {
          kind: 'alert.opened',
          alertId: alerts[0]!.id,
          at,
          by: { party: telling.party_id, rank: contact.rank },
          finder: telling.finder,
          partyMember: alerts[0]!.party_member,
          stated: { telling: telling.id, alerts: alerts.length },
        },
      ])
    }
    return {
      party: telling.party_name,
      from: telling.finder_name,
      toldAt: telling.sent_at.toISOString(),
      code: telling.code,
      alerts: alerts.map(toTold),
      total: Number(total),
    }
  })
}

/** Answers by the link of a mail; throws `not-found` for what this telling is not about, `forbidden` where a contact of before adds a name. */
export async function answerByLink(
  ctx: Context,
  { token, alertId, ...said }: Said & { token: string; alertId: string },
): Promise<ToldAlert> {
  return ctx.database.db.transaction().execute(async (tx) => {
    const { telling, contact } = await findLink(tx, token)
    if (said.addName === true) await requireContact(tx, telling.party_id, contact.email)
    const select = () =>
      tx
        .selectFrom('party_alerts')
        .selectAll()
        .where('id', '=', alertId)
        .where('telling_id', '=', telling.id)
    const row = await select().forUpdate().executeTakeFirst()
    if (!row) throw new ExchangeError('not-found', 'this mail was not about that name')
    await answer(tx, ctx, row, said, { party: telling.party_id, rank: contact.rank })
    return toTold((await select().executeTakeFirst())!)
  })
}

async function findLink(tx: Tx, token: string) {
  const link = await tx
    .selectFrom('telling_links')
    .selectAll()
    .where('token_hash', '=', hashLinkToken(token))
    .executeTakeFirst()
  if (!link) throw new ExchangeError('not-found', 'this link leads nowhere; ask for a new mail')
  const telling = await tx
    .selectFrom('party_tellings as t')
    .innerJoin('members as m', 'm.id', 't.finder')
    .selectAll('t')
    .select('m.name as finder_name')
    .where('t.id', '=', link.telling_id)
    .executeTakeFirstOrThrow()
  // Locked, so that the first opening is written once.
  const contact = await tx
    .selectFrom('telling_contacts')
    .selectAll()
    .where('telling_id', '=', link.telling_id)
    .where('rank', '=', link.rank)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return { telling, contact }
}

/** The telling that a code is of, as the page that checks codes says it; read as owner. */
export async function findByCode(ctx: Context, code: string) {
  const row = await ctx.database.db
    .selectFrom('party_tellings as t')
    .innerJoin('members as m', 'm.id', 't.finder')
    .select(['t.party_name', 't.sent_at', 'm.name'])
    .where('t.code', '=', code)
    .executeTakeFirst()
  return row && { from: row.name, place: row.party_name, sent_at: row.sent_at }
}
