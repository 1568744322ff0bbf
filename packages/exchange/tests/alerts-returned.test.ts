/** Mails to a party that come back while another of the same telling is settled. */
import { getAlert, listAlerts } from '@tocsin/api'
import { asAnother, freshPostgres, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { partyMails } from '../src/alerts/mails.ts'
import { hear } from '../src/bounces/hear.ts'
import { deliverDue } from '../src/delivery/deliver.ts'
import { makeCorpus } from './bounces/corpus.ts'
import { CLERK } from './bounces/sample.ts'
import { openWatching, statementOf, type Watching } from './watching.ts'
import { NAMES } from './alerts-room.ts'

describe('a mail that comes back as another of the same telling is settled', () => {
  const FAILED = makeCorpus().find(({ kind, bytes }) => kind === 'failed' && bytes.length > 0)!
  let watching: Watching
  let database: TestDatabase
  beforeAll(async () => {
    database = await freshPostgres()
    watching = await openWatching(database)
  })
  afterAll(() => watching?.close())

  test.each([
    ['the other arrives', false, 'told'],
    ['the other is refused', true, 'unreached'],
  ] as const)('leaves one state, on record, where %s', async (_how, isRefused, state) => {
    const { node, mail } = watching
    for (let round = 0; round < 4; round++) {
      const domain = `${NAMES[round + (isRefused ? 4 : 0)]!}.org`
      const other = `second@${domain}`
      const contacts = [
        { title: 'Head of IT', email: CLERK, language: 'en' },
        { title: 'Owner', email: other, language: 'en' },
      ]
      await watching.enrol('hub', statementOf(domain, { contacts }), false)
      mail.putOff.set(other, async () => {})
      await watching.look('hub', [domain.replace('.org', '.net')])
      await deliverDue(node.context, [partyMails])
      mail.putOff.delete(other)
      if (isRefused) mail.refused.add(other)
      node.clock.advance(60_000)
      const first = await database.db
        .selectFrom('deliveries')
        .select('id')
        .where('address', '=', CLERK)
        .where('state', '=', 'sent')
        .where('bounced_at', 'is', null)
        .executeTakeFirstOrThrow()
      const bounce = () =>
        hear(node.context, [partyMails], {
          deliveryId: first.id,
          sender: FAILED.sender,
          bytes: FAILED.bytes,
        })
      // Both wait for the telling, so that they cross whichever comes first.
      const crossing = await database.db.transaction().execute(async (tx) => {
        await sql`select id from party_tellings for update`.execute(tx)
        const both = asAnother(() => [bounce(), deliverDue(node.context, [partyMails])])
        if (round % 2) both.reverse()
        await sleep(150)
        return both
      })
      expect(await Promise.all(crossing)).toContain('failed')
      const hub = await watching.as('hub')
      const { items } = await hub(listAlerts, { query: { words: domain.replace('.org', '') } })
      expect(items).toMatchObject([{ state }])
      expect(items[0]!.othersFrom).toBeDefined()
      const { mails } = await hub(getAlert, { params: { id: items[0]!.id } })
      expect(mails.map((one) => one.state)).toEqual([
        'failed',
        isRefused ? 'failed' : 'handed-over',
      ])
    }
  })
})
