import type { Invitation } from '@tocsin/api'
import type { Selectable } from 'kysely'
import { queueAccountMail } from '../auth/account-mails.ts'
import { issueLink, toLinkUrl } from '../auth/links.ts'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import type { PersonTable } from '../db/tables.ts'
import { NO_MAIL_SERVER } from '../delivery/health.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { appendLog } from '../log/append.ts'

/** A link that somebody hands on by other means works as long as one that is mailed. */
const LINK_MINUTES = 3 * 24 * 60

/**
 * Lets a newly admitted person know: by a mail in the outbox, or, where no mail server is set, by a one-time link that
 * whoever admits them hands on. `wall` is real time.
 */
export async function invite(
  ctx: Context,
  tx: Tx,
  person: { id: string; email: string },
  wall: Date,
): Promise<Invitation> {
  if (ctx.mailer) {
    await queueAccountMail(tx, person, 'invitation', { at: ctx.clock.now(), wall })
    return { state: 'queued' }
  }
  const token = await issueLink(tx, person.id, wall, LINK_MINUTES)
  const link = toLinkUrl(ctx.config.origin, token)
  return { state: 'not-mailed', reason: NO_MAIL_SERVER, link }
}

/**
 * Invites a person anew who never came in. Nobody gets a link of somebody who did: it would let an operator act in
 * their name. Throws `not-found` and `conflict`.
 */
export async function inviteAgain(
  ctx: Context,
  tx: Tx,
  { personId, by, wall }: { personId: string; by: Viewer; wall: Date },
): Promise<{ person: Selectable<PersonTable>; invitation: Invitation }> {
  await takeCommitOrder(tx)
  const person = await tx
    .selectFrom('people')
    .selectAll()
    .where('id', '=', personId)
    .executeTakeFirst()
  if (!person) throw new ExchangeError('not-found', 'no such person')
  if (!person.active)
    throw new ExchangeError('conflict', 'this person is suspended; admit them again first')
  if (person.signed_in_at)
    throw new ExchangeError(
      'conflict',
      'this person signed in before and asks for links themselves',
    )
  await tx
    .updateTable('deliveries')
    .set({ state: 'cancelled', next_at: null, settled_at: ctx.clock.now() })
    .where('person_id', '=', personId)
    .where('state', '=', 'queued')
    .where('purpose', 'in', ['invitation', 'sign-in'])
    .execute()
  const invitation = await invite(ctx, tx, person, wall)
  await appendLog(tx, [
    {
      kind: 'person.invited',
      at: ctx.clock.now(),
      subject: `person:${personId}`,
      payload: {
        person: personId,
        member: person.member_id,
        again: true,
        mailed: invitation.state === 'queued',
      },
      by,
      members: [by.memberId, person.member_id],
    },
  ])
  return { person, invitation }
}
