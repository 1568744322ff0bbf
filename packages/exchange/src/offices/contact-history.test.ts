import {
  closeNotice,
  eraseAddress,
  getReceipt,
  importContacts,
  liftHold,
  listContactChanges,
  listContacts,
  placeHold,
  sendNotice,
} from '@tocsin/api'
import { AGENCY, HUB, onServer, PLATFORM, startApprising, type Apprising } from '@tocsin/testkit'
import { sql } from 'kysely'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commitTo } from './contact-history.ts'

const DAY = 86_400_000
const PLACE = { params: { id: '12095' } }
const CLERK = {
  jurisdiction: '12095',
  role: 'clerk' as const,
  rank: 0,
  title: 'County clerk',
  email: 'first@orange.example',
  language: 'en' as const,
}
const [OFFICE, STATE, OTHER] = [
  'person@office.example',
  'person@state.example',
  'person@other.example',
]

/** What a receipt tells: its second line holds the statement in base64. */
function shown(receipt: string): string {
  return Buffer.from(/^extra (.*)$/m.exec(receipt)![1]!, 'base64').toString('latin1')
}

onServer('history of contacts', (open) => {
  let node: Apprising['node']
  let close: Apprising['close']
  let first: string
  let second: string

  beforeAll(async () => {
    ;({ node, close } = await startApprising(await open(), {
      offices: [
        { name: 'Orange County', email: OFFICE, jurisdiction: '12095' },
        { name: 'Florida', email: STATE, jurisdiction: '12' },
        { name: 'Georgia', email: OTHER, jurisdiction: '13' },
      ],
    }))
    const hub = await node.stage.as(HUB)
    first = node.clock.now().toISOString()
    await hub(importContacts, { body: { contacts: [CLERK, { ...CLERK, rank: 1 }] } })
    node.clock.advance(DAY)
    second = node.clock.now().toISOString()
    const successor = { ...CLERK, title: 'Acting clerk', email: 'second@orange.example' }
    await hub(importContacts, { body: { contacts: [successor, { ...CLERK, rank: 1 }] } })
  })
  afterAll(() => close())

  test('who was the clerk at a past instant is told, and changed by whom from what', async () => {
    const agency = await node.stage.as(AGENCY)
    const at = async (query: { at?: string }) =>
      (await agency(listContactChanges, { ...PLACE, query })).items
    expect((await at({ at: first })).map(({ rank, email }) => [rank, email])).toEqual([
      [0, 'first@orange.example'],
      [1, 'first@orange.example'],
    ])
    expect((await at({ at: second })).map(({ rank, email }) => [rank, email])).toEqual([
      [0, 'second@orange.example'],
      [1, 'first@orange.example'],
    ])
    expect(await at({ at: new Date(Date.parse(first) - 1).toISOString() })).toEqual([])
    const hub = await node.stage.as(HUB)
    const { items } = await hub(listContactChanges, { ...PLACE, query: {} })
    // The alternate was written again as it was, which is no change.
    expect(
      items.map(({ rank, title, by, personName }) => [rank, title, by?.name, personName]),
    ).toEqual([
      [0, 'Acting clerk', 'Hub', 'Person of Hub'],
      [1, 'County clerk', 'Hub', 'Person of Hub'],
      [0, 'County clerk', 'Hub', 'Person of Hub'],
    ])
  })

  test('the log entry names the person and commits to every change', async () => {
    const hub = await node.stage.as(HUB)
    const { items } = await hub(listContactChanges, { ...PLACE, query: {} })
    const mine = items.filter(({ at }) => at === first).toSorted((a, b) => a.id - b.id)
    const receipt = shown(await hub(getReceipt, { params: { index: mine[0]!.logIndex! } }))
    expect(receipt).toContain(mine[0]!.person!)
    const whole = Buffer.concat(mine.map((one) => Buffer.from(one.commitment!, 'base64')))
    expect(receipt).toContain(createHash('sha256').update(whole).digest('hex'))
    expect(receipt).not.toContain('orange.example')
    const rows = await node.context.database.db
      .selectFrom('contact_changes')
      .selectAll()
      .where('import_id', 'is not', null)
      .execute()
    expect(rows).toHaveLength(3)
    for (const row of rows)
      expect(Buffer.from(commitTo(row as never, row.salt!))).toEqual(Buffer.from(row.commitment!))
  })

  test('operators, agencies, the office and its state read it; to others it is refused, not empty', async () => {
    for (const who of [HUB, AGENCY, OFFICE, STATE]) {
      const call = await node.stage.as(who)
      expect((await call(listContactChanges, { ...PLACE, query: {} })).items).toHaveLength(3)
    }
    for (const who of [PLATFORM, OTHER]) {
      const call = await node.stage.as(who)
      await expect(call(listContactChanges, { ...PLACE, query: {} })).rejects.toMatchObject({
        status: 403,
      })
    }
  })

  test('what stood there before changes were kept is told as that', async () => {
    const { db } = node.context.database
    const row = {
      ...CLERK,
      jurisdiction: '12086',
      email: 'clerk@dade.example',
      phone: null,
      at: new Date(second),
    }
    await db
      .insertInto('contact_changes')
      .values({ ...row, import_id: null, contact_id: '00000000-0000-4000-8000-000000000001' })
      .execute()
    const agency = await node.stage.as(AGENCY)
    const reply = await agency(listContactChanges, {
      params: { id: '12086' },
      query: { at: first },
    })
    expect(reply).toEqual({ items: [], unknownBefore: second })
  })

  test('imports at once leave one history that ends with what is on file', async () => {
    const hub = await node.stage.as(HUB)
    const place = { params: { id: '12057' } }
    await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        hub(importContacts, {
          body: {
            contacts: [
              { ...CLERK, jurisdiction: '12057', email: `clerk${n}@hillsborough.example` },
            ],
          },
        }),
      ),
    )
    const { items } = await hub(listContactChanges, { ...place, query: {} })
    expect(items).toHaveLength(8)
    const [onFile] = (await hub(listContacts, place)).items
    expect(items[0]!.email).toBe(onFile!.email)
  })

  test('an address is erased once nobody is asked by it, and its places stay, empty', async () => {
    const hub = await node.stage.as(HUB)
    const body = { email: 'First@orange.example', reason: 'The clerk left and asked for it.' }
    await expect(hub(eraseAddress, { body })).rejects.toMatchObject({ status: 409 })
    const agency = await node.stage.as(AGENCY)
    const notice = await agency(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { subject: 'A', what: 'B', howSure: 'C', actions: ['D'], whoToCall: 'E' } },
        targets: [
          { jurisdiction: '12', role: 'chief-official' },
          { jurisdiction: '12095', role: 'clerk' },
        ],
        answerWithin: 60,
      },
    })
    await node.drain()
    await hub(importContacts, {
      body: { contacts: [{ ...CLERK, rank: 1, email: 'third@orange.example' }] },
    })
    await expect(hub(eraseAddress, { body })).rejects.toMatchObject({
      message: expect.stringContaining('not closed'),
    })
    await agency(closeNotice, { params: { id: notice.summary.id }, body: { reason: 'Done.' } })
    const before = (await hub(listContactChanges, { ...PLACE, query: {} })).items
    for (const subject of ['*', 'contacts', `notice:${notice.summary.id}`]) {
      await hub(placeHold, { body: { subject, reason: 'A court asked.' } })
      await expect(hub(eraseAddress, { body })).rejects.toMatchObject({
        status: 409,
        message: `a legal hold on ${subject} stops this`,
      })
      await hub(liftHold, { body: { subject, reason: 'The case ended.' } })
    }
    expect((await hub(listContactChanges, { ...PLACE, query: {} })).items).toEqual(before)
    const reply = await hub(eraseAddress, { body })
    expect(reply).toMatchObject({ changes: 2, notices: 1 })
    const after = (await hub(listContactChanges, { ...PLACE, query: {} })).items
    expect(after.map(({ id, commitment }) => [id, commitment])).toEqual(
      before.map(({ id, commitment }) => [id, commitment]),
    )
    const empty = after.filter((one) => one.erasedAt)
    expect(empty).toHaveLength(2)
    for (const one of empty) expect(one).not.toHaveProperty('email')
    const tables = ['contact_changes', 'contacts', 'notice_contacts', 'deliveries', 'log_payloads']
    for (const table of tables) {
      const found = await sql<{
        row: string
      }>`select t::text as row from ${sql.table(table)} t`.execute(node.context.database.db)
      expect([table, found.rows.filter(({ row }) => /first@orange/i.test(row))]).toEqual([
        table,
        [],
      ])
    }
    await expect(hub(eraseAddress, { body })).rejects.toMatchObject({ status: 404 })
  })

  test('one mailbox twice in a chain is warned of, whether both are in the list or one is on file', async () => {
    const hub = await node.stage.as(HUB)
    const line = { ...CLERK, jurisdiction: '12011', email: 'Clerk@broward.example' }
    const both = await hub(importContacts, {
      body: { contacts: [line, { ...line, rank: 1, email: 'clerk@BROWARD.example' }] },
    })
    expect(both.warnings).toEqual([
      {
        contact: 1,
        message: expect.stringContaining('alternate 1 has the mailbox of the primary'),
      },
    ])
    const later = await hub(importContacts, {
      body: {
        contacts: [
          { ...line, rank: 2 },
          { ...line, rank: 3, email: 'it@broward.example' },
        ],
      },
    })
    expect(later.warnings?.map(({ contact }) => contact)).toEqual([0])
    const mended = await hub(importContacts, {
      body: {
        contacts: [
          { ...line, rank: 1, email: 'deputy@broward.example' },
          { ...line, rank: 2, email: 'second@broward.example' },
        ],
      },
    })
    expect(mended).not.toHaveProperty('warnings')
    const primary = await hub(importContacts, {
      body: { contacts: [{ ...line, email: 'deputy@broward.example' }] },
    })
    expect(primary.warnings).toEqual([
      { contact: 0, message: expect.stringContaining('alternate 1') },
    ])
  })
})
