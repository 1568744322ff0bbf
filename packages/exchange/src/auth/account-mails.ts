import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import type { Context } from '../context.ts'
import type { Db, Tx } from '../db/database.ts'
import { deliverDue, type Purpose } from '../delivery/deliver.ts'
import type { Claimed } from '../delivery/outbox.ts'
import { settleAlone } from '../delivery/settling.ts'
import type { Mail } from '../mail/outgoing.ts'
import { accountWords } from './account-words.ts'
import { findByEmail, issueLink, toLinkUrl } from './links.ts'

export type AccountMail = 'invitation' | 'sign-in'
type Person = { id: string; email: string }

/** How long a link works once its mail is out. */
const LINK_MINUTES = { invitation: 3 * 24 * 60, 'sign-in': 15 }
/** How long a mail that cannot go out is tried: whoever waits for it has asked anew by then. */
const WAIT_MINUTES = { invitation: 7 * 24 * 60, 'sign-in': 60 }

/** Mails that let people in. They wait in the outbox like any other; the link is made when one goes out. */
export function accountMails(): Purpose {
  return {
    names: ['invitation', 'sign-in'],
    write: (ctx, batch) => writeMails(ctx, batch, ctx.wall.now()),
    settle: settleAlone,
  }
}

/** Puts a mail to a person into the outbox. `at` is the exchange's clock, `wall` real time. */
export async function queueAccountMail(
  tx: Db | Tx,
  person: Person,
  purpose: AccountMail,
  { at, wall }: { at: Date; wall: Date },
): Promise<void> {
  await tx
    .insertInto('deliveries')
    .values({
      id: randomUUID(),
      purpose,
      person_id: person.id,
      channel: 'mail',
      address: person.email,
      state: 'queued',
      next_at: at,
      queued_at: at,
      expires_at: new Date(wall.getTime() + WAIT_MINUTES[purpose] * 60_000),
    })
    .execute()
}

/**
 * Mails a sign-in link to a known person; does nothing for an unknown address. Never throws: the caller has been
 * answered already. What is queued goes out at once, and by the background work where that fails.
 */
export async function mailLink(ctx: Context, email: string): Promise<void> {
  try {
    const person = ctx.mailer && (await findByEmail(ctx.database.db, email, ctx.clock.now()))
    if (!person) return
    const times = { at: ctx.clock.now(), wall: ctx.wall.now() }
    await queueAccountMail(ctx.database.db, person, 'sign-in', times)
    await hurryAccountMails(ctx)
  } catch (err) {
    ctx.logger.error({ err }, 'a sign-in link could not be put into the outbox')
  }
}

/** Sends what waits for people who are to come in now, not at the background's next turn. Never throws. */
export async function hurryAccountMails(ctx: Context): Promise<void> {
  try {
    await deliverDue(ctx, [accountMails()])
  } catch (err) {
    ctx.logger.error({ err }, 'mail for people who are to come in waits for the background work')
  }
}

/** The mails of a batch, each with a new link; what waited too long is left out. */
async function writeMails(ctx: Context, batch: Claimed[], now: Date): Promise<Map<string, Mail>> {
  const { db } = ctx.database
  const people = await db
    .selectFrom('people as p')
    .innerJoin('members as m', 'm.id', 'p.member_id')
    .select(['p.id', 'p.locale'])
    .where(
      'p.id',
      'in',
      batch.map((delivery) => delivery.personId!),
    )
    .where('p.active', '=', true)
    .where('m.active', '=', true)
    .execute()
  const locales = new Map(people.map((person) => [person.id, person.locale]))
  const mails = new Map<string, Mail>()
  for (const { id, personId, purpose, address, expiresAt } of batch) {
    const locale = locales.get(personId!)
    if (locale === undefined || (expiresAt && expiresAt < now)) continue
    const kind = purpose as AccountMail
    const token = await issueLink(db, personId!, now, LINK_MINUTES[kind], true)
    const words = accountWords(locale)[kind]
    mails.set(id, {
      to: address,
      ...words(ctx.config.name, toLinkUrl(ctx.config.origin, token)),
    })
  }
  return mails
}

/** `state` is null where no mail was ever queued: the link was handed over by other means, if at all. */
export type InvitationRow = { person_id: string; state: string | null; fault: string | null }

/** How the newest invitation of each person fared who never signed in; only operators are let see the mails. */
export async function selectInvitations(tx: Tx, memberId: string): Promise<InvitationRow[]> {
  const found = await sql<InvitationRow>`
    select distinct on (p.id) p.id as person_id, d.state, d.fault
    from people p left join deliveries d on d.person_id = p.id and d.purpose = 'invitation'
    where p.member_id = ${memberId} and p.signed_in_at is null
    order by p.id, d.queued_at desc, d.id`.execute(tx)
  return found.rows
}
