import { isSameMailbox } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { recordChanges } from './changes.ts'
import { tellContact } from './escalate.ts'
import { baseChange, lockTargets, type LockedTarget } from './locked.ts'
import { toReached, type Reached } from '../delivery/ways.ts'
import { isUnserved } from './rules.ts'

/** No mailbox is mailed again by hand sooner. */
const MINUTES_BETWEEN = 10

type OnFile = {
  id: string
  title: string
  email: string
  language: string
} & Reached

/**
 * Queues the mail of a notice once more, to a contact who is on file for the office now, at the address on file now. It is on record as
 * made out; that it was handed over is recorded as of every mail. A clock that runs goes on.
 * Throws `not-found` where it is no office of an own notice, `bad-request` for a contact of another office, and `conflict` where nobody
 * need be mailed, a mail to them waits, or one was handed over within ten minutes.
 */
export async function mailAgain(
  ctx: Context,
  by: PersonViewer,
  targetId: string,
  contactId: string,
): Promise<{ title: string; logIndex: number }> {
  const at = ctx.clock.now()
  return ctx.database.db.transaction().execute(async (tx) => {
    const target = await lockOwn(tx, by, targetId)
    const contact = await tx
      .selectFrom('contacts as c')
      .innerJoin('jurisdictions as j', 'j.id', 'c.jurisdiction')
      .select(['c.id', 'c.title', 'c.email', 'c.language', 'c.sms', 'c.voice', 'c.fax', 'c.ways'])
      .select((eb) => eb.fn.coalesce('c.time_zone', 'j.time_zone').as('time_zone'))
      .where('c.id', '=', contactId)
      .where('c.jurisdiction', '=', target.jurisdiction)
      .where('c.role', '=', target.role)
      .executeTakeFirst()
    if (!contact)
      throw new ExchangeError('bad-request', 'this contact is not on file for this office', {
        path: '/body/contact',
      })
    const rank = await putInChain(tx, target, contact)
    await refuseTooSoon(tx, target, { rank, email: contact.email, at })
    const { title, ways } = await tellContact(tx, target, rank, at)
    const [logIndex] = await recordChanges(tx, [
      {
        ...baseChange(target, at),
        // Where no time runs, whoever is mailed now is the one who is asked.
        rank: target.standing.dueAt === undefined ? rank : target.standing.rank,
        kind: 'notice.resent',
        by: toActor(by),
        detail: `${by.memberName} had it mailed again to ${title}; the mail waits to go out${ways}`,
      },
    ])
    return { title, logIndex: logIndex! }
  })
}

async function lockOwn(tx: Tx, by: PersonViewer, id: string): Promise<LockedTarget> {
  const [target] = await lockTargets(tx, [id])
  if (!target || target.fromMember !== by.memberId)
    throw new ExchangeError('not-found', 'no such office of an own notice')
  if (target.corrected)
    throw new ExchangeError('conflict', 'this notice was corrected; mail the correction again')
  if (target.closed) throw new ExchangeError('conflict', 'this notice is closed')
  if (!isUnserved(target.standing.state, target.kind))
    throw new ExchangeError('conflict', 'this office has answered meanwhile')
  return target
}

/** The contact's place in the chain of an office, as it stands on file by now; behind all others where they came since. */
async function putInChain(tx: Tx, target: LockedTarget, contact: OnFile): Promise<number> {
  const chain = await tx
    .selectFrom('notice_contacts')
    .select(['rank', 'contact_id', 'email'])
    .where('target_id', '=', target.id)
    .orderBy('rank')
    .execute()
  const { title, email, language } = contact
  const way = { email, language, ...toReached(contact) }
  const known =
    chain.find((one) => one.contact_id === contact.id) ??
    chain.find((one) => isSameMailbox(one.email, email))
  if (known) {
    // That it was not them was said of the mailbox that was on file before.
    const anew = isSameMailbox(known.email, email) ? {} : { not_me_at: null }
    await tx
      .updateTable('notice_contacts')
      .set({ contact_id: contact.id, title, ...way, ...anew })
      .where('target_id', '=', target.id)
      .where('rank', '=', known.rank)
      .execute()
    return known.rank
  }
  const rank = (chain.at(-1)?.rank ?? -1) + 1
  await tx
    .insertInto('notice_contacts')
    .values({ target_id: target.id, rank, contact_id: contact.id, title, ...way })
    .execute()
  return rank
}

async function refuseTooSoon(
  tx: Tx,
  target: LockedTarget,
  mail: { rank: number; email: string; at: Date },
): Promise<void> {
  const mails = await tx
    .selectFrom('deliveries')
    .select(['state', 'sent_at', 'address'])
    .where('target_id', '=', target.id)
    .where('rank', '=', mail.rank)
    .where('channel', '=', 'mail')
    .execute()
  if (mails.some(({ state }) => state === 'queued'))
    throw new ExchangeError('conflict', 'a mail to them waits to go out already')
  const since = mail.at.getTime() - MINUTES_BETWEEN * 60_000
  const isRecent = mails.some(
    ({ state, sent_at: sentAt, address }) =>
      state === 'sent' && sentAt && sentAt.getTime() > since && isSameMailbox(address, mail.email),
  )
  if (isRecent)
    throw new ExchangeError(
      'conflict',
      `a mail to them was handed over less than ${MINUTES_BETWEEN} minutes ago`,
    )
}
