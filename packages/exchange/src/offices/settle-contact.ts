import type { BodyOf, OfficeRole, settleContactProposal as route } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { verifySaid, verifySettles } from '../second-person/settles.ts'
import { importOfficeContacts } from './import-contacts.ts'
import { toReach } from './reach.ts'
import { digestOf, readOnFile } from './proposals.ts'

/** Lets a proposed contact stand on file, by the act that imports contacts, or refuses it. Nobody settles what they proposed. */
export async function settleContact(
  ctx: Context,
  by: PersonViewer,
  id: string,
  said: BodyOf<typeof route>,
): Promise<void> {
  verifySaid(said)
  await ctx.database.db.transaction().execute((tx) => settle(tx, by, { id, ...said, at: ctx.clock.now() })) // prettier-ignore
}

type Settling = { id: string; stands: boolean; reason?: string; at: Date }

async function settle(tx: Tx, by: PersonViewer, settling: Settling): Promise<void> {
  const { id, stands, reason, at } = settling
  const found = await tx
    .selectFrom('contact_proposals')
    .selectAll()
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  const one = verifySettles(found, by)
  if (stands) {
    if (!digestOf(await readOnFile(tx, one)).equals(one.onto))
      throw new ExchangeError('conflict', 'something else came on file since; refuse it, and look')
    const { jurisdiction, rank, title, email, language } = one
    const draft = {
      jurisdiction,
      role: one.role as OfficeRole,
      rank,
      title,
      email,
      language,
      ...toReach(one),
    }
    await importOfficeContacts(tx, [draft], at, toActor(by))
  }
  await tx
    .updateTable('contact_proposals')
    .set({
      state: stands ? 'applied' : 'refused',
      settled_by: by.personId,
      settled_at: at,
      reason: reason ?? null,
    })
    .where('id', '=', id)
    .execute()
  const members = [...new Set([by.memberId, one.member_id])]
  await announce(tx, { kind: 'offices.changed', subject: id, at, members })
  await appendLog(tx, [
    {
      kind: 'contacts.settled',
      at,
      subject: `contacts:${id}`,
      payload: { kind: 'contacts.settled', at: at.toISOString(), proposal: id, stands },
      by: toActor(by),
      members,
    },
  ])
}
