import { freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { EventEmitter, once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'

let database: TestDatabase
beforeAll(async () => {
  database = await freshPostgres()
})
afterAll(() => database.close())

async function notify(channel: string, payload: string): Promise<void> {
  await sql`select pg_notify(${channel}, ${payload})`.execute(database.db)
}

/** Connections that listen on the channel; the server shows one a moment after it began or ended. */
async function listeners(channel: string): Promise<number> {
  const { rows } = await sql`
    select pid from pg_stat_activity
    where datname = current_database() and query = ${`listen "${channel}"`}`.execute(database.db)
  return rows.length
}

/** Cuts every connection that listens on the channel, as a restart of the server would. */
async function cut(channel: string): Promise<number> {
  const { rows } = await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and query = ${`listen "${channel}"`}`.execute(database.db)
  return rows.length
}

test('a listener whose connection was cut says that it missed something, then hears on', async () => {
  const ears = new EventEmitter()
  const stop = await database.listen('bell', {
    heard: (payload) => ears.emit('heard', payload),
    missed: () => ears.emit('missed'),
  })
  const first = once(ears, 'heard')
  await notify('bell', 'one')
  expect(await first).toEqual(['one'])

  for (const round of ['two', 'three']) {
    const missed = once(ears, 'missed')
    await expect.poll(() => listeners('bell')).toBe(1)
    expect(await cut('bell')).toBe(1)
    await missed
    const next = once(ears, 'heard')
    await notify('bell', round)
    expect(await next).toEqual([round])
  }
  await stop()
  await expect.poll(() => listeners('bell')).toBe(0)
})
