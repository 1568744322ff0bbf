import {
  addToGroup,
  adoptCharter,
  createGroup,
  getCharterVersion,
  proposeCharter,
} from '@tocsin/api'
import { onServer, startMailServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { seedPerson } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { deliverDue } from '../delivery/deliver.ts'
import { charterMails, remindOfEnds } from './remind.ts'

const OPERATOR = 'operator@hub.example'
const COUNSEL = 'counsel@platform.example'
const DAY = 86_400_000

onServer('reminders that a charter ends', (open) => {
  let node: TestExchange
  let mail: Awaited<ReturnType<typeof startMailServer>>
  let platform: string
  beforeAll(async () => {
    mail = await startMailServer()
    node = await startTestExchange({ database: await open(), smtpUrl: mail.url })
    await node.admit({ name: 'Hub', kind: 'hub', email: OPERATOR, roles: ['operator'] })
    platform = await node.admit({
      name: 'Platform',
      kind: 'platform',
      email: 'analyst@platform.example',
      roles: ['analyst'],
    })
    const { db } = node.context.database
    await seedPerson(db, platform, { email: COUNSEL, roles: ['reviewer'] })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
    await mail.stop()
  })

  const found = async (name: string, days: number) => {
    const operator = await node.stage.as(OPERATOR)
    const group = await operator(createGroup, {
      body: {
        name,
        charter: 'What the members agree on.',
        purposes: ['election-security'],
        legalBasis: 'Agreement',
        maxTlp: 'amber',
        expiresAt: new Date(node.clock.now().getTime() + days * DAY).toISOString(),
      },
    })
    await operator(addToGroup, { params: { id: group.id, memberId: platform } })
    return group
  }
  const queued = async (group: string) => {
    const rows = await node.context.database.db
      .selectFrom('deliveries')
      .select(['address', 'state'])
      .where('group_id', '=', group)
      .orderBy('queued_at')
      .orderBy('address')
      .execute()
    return rows.map(({ address, state }) => `${address} ${state}`)
  }

  test('go to operators and second reviewers 30, 7 and 1 days before, once each, by mail and on record', async () => {
    const { id } = await found('Threat room', 40)
    await node.drain()
    expect(await queued(id)).toEqual([])
    node.clock.advance(11 * DAY)
    await node.drain()
    await node.drain()
    const both = [`${COUNSEL} sent`, `${OPERATOR} sent`]
    expect(await queued(id)).toEqual(both)
    const sent = mail.mails.find(({ to }) => to === COUNSEL)
    expect(sent?.subject).toContain('The charter of Threat room ends on')
    node.clock.advance(23 * DAY)
    await node.drain()
    expect(await queued(id)).toEqual([...both, ...both])
    const kinds = await node.context.database.db
      .selectFrom('log_entries as e')
      .innerJoin('log_payloads as p', 'p.index', 'e.index')
      .select('e.leaf')
      .where('p.subject', '=', `group:${id}`)
      .execute()
    expect(kinds.filter(({ leaf }) => leaf.includes('charter.reminded'))).toHaveLength(2)
  })

  test('stop once a renewal is adopted', async () => {
    const group = await found('Renewed room', 31)
    const { id } = group
    const operator = await node.stage.as(OPERATOR)
    const counsel = await node.stage.as(COUNSEL)
    const { version } = await operator(getCharterVersion, { params: { id, number: '1' } })
    const until = new Date(node.clock.now().getTime() + 400 * DAY).toISOString()
    const draft = {
      terms: { ...version.terms, until },
      cases: [],
      inForceFrom: new Date(node.clock.now().getTime() + 20 * DAY).toISOString(),
    }
    await operator(proposeCharter, { params: { id }, body: { draft } })
    const params = { id, number: '2' }
    const sheet = await counsel(getCharterVersion, { params })
    const body = { sha256: sheet.version.sha256!, seen: sheet.seen! }
    expect((await counsel(adoptCharter, { params, body })).state).toBe('adopted')
    node.clock.advance(5 * DAY)
    await node.drain()
    expect(await queued(id)).toEqual([])
  })

  test('are not sent to whom nothing may be sent any more, and that is not said to be their age', async () => {
    const { id } = await found('Room of a guest', 20)
    const { context } = node
    const { db } = context.database
    await remindOfEnds(context)
    const now = context.clock.now()
    await db.updateTable('people').set({ ends_at: now }).where('email', '=', COUNSEL).execute()
    await deliverDue(context, [charterMails])
    expect(await queued(id)).toEqual([`${COUNSEL} failed`, `${OPERATOR} sent`])
    const row = await db
      .selectFrom('deliveries')
      .select('fault')
      .where('group_id', '=', id)
      .where('address', '=', COUNSEL)
      .executeTakeFirstOrThrow()
    expect(row.fault).toBe('Not sent: whom it was for may no longer receive it.')
  })
})
