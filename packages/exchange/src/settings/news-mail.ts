/** Whether and when a person is mailed what is new to them. Nobody else's, and on no record. Read and written as owner. */
import type { BodyOf, changeSettings, Settings } from '@tocsin/api'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/database.ts'
import { nextTurn } from './news-turns.ts'

/** The hour of whoever chose none. */
const MORNING = 8

type Chosen = Pick<Settings, 'newsMail' | 'newsMailHour' | 'newsMailed'>

/** What a person chose, and how the last mail to them fared. */
export async function selectNewsMail(db: Db, personId: string): Promise<Chosen> {
  const chosen = await db
    .selectFrom('news_mails')
    .select(['how', 'hour'])
    .where('person_id', '=', personId)
    .executeTakeFirst()
  const { rows } = await sql<{ state: string; at: Date; unsure: boolean }>`
    select state, coalesce(settled_at, queued_at) as at, unknown_tries > 0 as unsure from deliveries
    where person_id = ${personId}::uuid and purpose = 'news' and state <> 'cancelled' order by queued_at desc, id limit 1`.execute(
    db,
  )
  const last = rows[0]
  return {
    newsMail: chosen?.how ?? 'none',
    newsMailHour: chosen?.hour ?? MORNING,
    ...(last
      ? { newsMailed: { state: toState(last.state), at: last.at.toISOString(), unsure: last.unsure } } // prettier-ignore
      : {}),
  }
}

function toState(state: string): NonNullable<Chosen['newsMailed']>['state'] {
  if (state === 'queued') return 'waiting'
  return state === 'sent' ? 'handed-over' : 'failed'
}

/** Keeps what is given, and counts the next turn anew where that or the zone changed. The person is locked person. */
export async function keepNewsMail(
  tx: Tx,
  personId: string,
  { newsMail, newsMailHour, timeZone }: BodyOf<typeof changeSettings>,
  at: Date,
): Promise<void> {
  if (newsMail === undefined && newsMailHour === undefined && timeZone === undefined) return
  const person = await tx
    .selectFrom('people as p')
    .leftJoin('news_mails as n', 'n.person_id', 'p.id')
    .select(['p.time_zone', 'n.how', 'n.hour'])
    .where('p.id', '=', personId)
    .executeTakeFirstOrThrow()
  if (person.how === null && newsMail === undefined && newsMailHour === undefined) return
  const how = newsMail ?? person.how ?? 'none'
  const hour = newsMailHour ?? person.hour ?? MORNING
  const zone = person.time_zone ?? 'UTC'
  const next = how === 'daily' ? nextTurn({ how, hour, zone }, at) : at
  const kept = { how, hour, next_at: next }
  await tx
    .insertInto('news_mails')
    .values({ person_id: personId, ...kept })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(kept))
    .execute()
}
