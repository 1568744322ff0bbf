/** A person who is erased keeps an id that stands for nobody: the record goes on naming it. */
import { sql } from 'kysely'
import { forgetKeys } from '../auth/keys.ts'
import { endSessionsOf } from '../auth/sessions.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import { keepsAnOperator } from '../members/rules.ts'
import { countOperators } from '../members/store.ts'

const PREFIX = 'person:'

export async function hasPerson(tx: Tx, subject: string): Promise<boolean> {
  const id = idOf(subject)
  if (id === undefined) return false
  const row = await tx.selectFrom('people').select('id').where('id', '=', id).executeTakeFirst()
  return row !== undefined
}

/** Takes name, address, links, sessions and keys from the person that `subject` names; nothing for other subjects. */
export async function erasePerson(tx: Tx, subject: string): Promise<void> {
  const id = idOf(subject)
  if (id === undefined) return
  await tx
    .updateTable('people')
    .set({
      name: 'Erased',
      email: `${id}@erased.invalid`,
      roles: [],
      active: false,
      time_zone: null,
    })
    .where('id', '=', id)
    .execute()
  if (!keepsAnOperator(await countOperators(tx)))
    throw new ExchangeError('conflict', 'this would leave the exchange without an operator')
  await tx.deleteFrom('sign_in_links').where('person_id', '=', id).execute()
  await tx.deleteFrom('api_keys').where('person_id', '=', id).execute()
  await tx
    .updateTable('deliveries')
    .set({
      address: 'erased',
      // A mail server that refuses a mail says whose it is.
      fault: null,
      state: sql`case when state = 'queued' then 'cancelled' else state end`,
      next_at: null,
    })
    .where('person_id', '=', id)
    .execute()
  await tx.deleteFrom('release_seen').where('person_id', '=', id).execute()
  await tx.deleteFrom('replies_seen').where('person_id', '=', id).execute()
  await tx.deleteFrom('saved_views').where('person_id', '=', id).execute()
  await tx.deleteFrom('duty_shifts').where('person_id', '=', id).execute()
  await tx.deleteFrom('news_told').where('person_id', '=', id).execute()
  await tx.deleteFrom('news_mails').where('person_id', '=', id).execute()
  await tx.deleteFrom('person_news').where('person_id', '=', id).execute()
  await tx.deleteFrom('inbox_starts').where('person_id', '=', id).execute()
  await endSessionsOf(tx, id)
  await forgetKeys(tx)
}

function idOf(subject: string): string | undefined {
  return subject.startsWith(PREFIX) ? subject.slice(PREFIX.length) : undefined
}
