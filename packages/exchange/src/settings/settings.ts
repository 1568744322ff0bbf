/** What a person chose for themselves. Read and written as owner, by the id of who asks: nobody else is shown it. */
import type { BodyOf, changeSettings, OwnSession, Settings } from '@tocsin/api'
import { selectSessionsOf } from '../auth/sessions.ts'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { isZone } from '../texts/zone.ts'
import { keepNewsMail, selectNewsMail } from './news-mail.ts'

/** `token` is the secret of the session that asks. */
export async function readSettings(
  ctx: Context,
  viewer: PersonViewer,
  token: string,
): Promise<Settings> {
  const { db } = ctx.database
  const person = await db
    .selectFrom('people')
    .select(['name', 'email', 'locale', 'time_zone', 'lookback_mail'])
    .where('id', '=', viewer.personId)
    .executeTakeFirstOrThrow()
  const declined = await db
    .selectFrom('meeting_mail_declined')
    .select('person_id')
    .where('person_id', '=', viewer.personId)
    .executeTakeFirst()
  const news = await db
    .selectFrom('person_news')
    .selectAll()
    .where('person_id', '=', viewer.personId)
    .executeTakeFirst()
  const sessions = await selectSessionsOf(db, viewer.personId, { token, now: ctx.wall.now() })
  return {
    name: person.name,
    email: person.email,
    mailLanguage: person.locale as Settings['mailLanguage'],
    ...(person.time_zone === null ? {} : { timeZone: person.time_zone }),
    meetingMail: declined === undefined,
    announced: news?.announced ?? true,
    ...(news?.quiet_from && news.quiet_until
      ? { quiet: { from: news.quiet_from, until: news.quiet_until } }
      : {}),
    lookbackMail: person.lookback_mail,
    ...(await selectNewsMail(db, viewer.personId)),
    sendsMail: ctx.mailer !== undefined,
    sessions: sessions.map(toSession),
  }
}

function toSession(row: Awaited<ReturnType<typeof selectSessionsOf>>[number]): OwnSession {
  return {
    id: row.id,
    startedAt: row.created_at.toISOString(),
    usedAt: row.used_at.toISOString(),
    endsAt: row.ends_at.toISOString(),
    ...(row.device === null ? {} : { device: row.device }),
    own: row.own,
  }
}

/**
 * Changes what is given and leaves the rest. Others know a person by their name, so a change of it is on record; zone and
 * language are nobody else's. Throws `bad-request` for a zone that there is not.
 */
export async function changeOwn(
  ctx: Context,
  viewer: PersonViewer,
  body: BodyOf<typeof changeSettings>,
): Promise<void> {
  const { name, mailLanguage, timeZone, announced, quiet, lookbackMail } = body
  if (typeof timeZone === 'string' && !isZone(timeZone))
    throw new ExchangeError('bad-request', 'no such time zone', { path: '/body/timeZone' })
  const { personId, memberId } = viewer
  await ctx.database.db.transaction().execute(async (tx) => {
    if (name !== undefined) await takeCommitOrder(tx)
    const before = await tx
      .selectFrom('people')
      .select('name')
      .where('id', '=', personId)
      .where('active', '=', true)
      .forUpdate()
      .executeTakeFirst()
    if (!before) throw new ExchangeError('not-signed-in', 'you are signed out')
    const change = {
      ...(name === undefined ? {} : { name }),
      ...(mailLanguage === undefined ? {} : { locale: mailLanguage }),
      ...(timeZone === undefined ? {} : { time_zone: timeZone }),
      ...(lookbackMail === undefined ? {} : { lookback_mail: lookbackMail }),
    }
    if (announced !== undefined || quiet !== undefined)
      await keepNews(tx, personId, { announced, quiet })
    if (Object.keys(change).length > 0)
      await tx.updateTable('people').set(change).where('id', '=', personId).execute()
    await keepNewsMail(tx, personId, body, ctx.clock.now())
    if (name === undefined || name === before.name) return
    await appendLog(tx, [
      {
        kind: 'person.renamed',
        at: ctx.clock.now(),
        subject: `person:${personId}`,
        payload: { person: personId, member: memberId },
        by: toActor(viewer),
        members: [memberId],
      },
    ])
  })
}

type News = Pick<BodyOf<typeof changeSettings>, 'announced' | 'quiet'>

/** What is given takes the place of what was chosen; the rest stays. The person is locked before. */
async function keepNews(tx: Tx, personId: string, { announced, quiet }: News): Promise<void> {
  const hours =
    quiet === undefined
      ? {}
      : { quiet_from: quiet?.from ?? null, quiet_until: quiet?.until ?? null }
  const change = { ...(announced === undefined ? {} : { announced }), ...hours }
  await tx
    .insertInto('person_news')
    .values({
      person_id: personId,
      announced: announced ?? true,
      quiet_from: quiet?.from ?? null,
      quiet_until: quiet?.until ?? null,
    })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(change))
    .execute()
}
