/** Vendors: what is on file changes only past a second person, who runs what is seen by rule alone, and a breach finds its offices. */
import {
  closeNotice,
  findAffected,
  getCoverage,
  getNotice,
  importContacts,
  listJurisdictions,
  listVendorChanges,
  listVendorRuns,
  listVendors,
  previewNotice,
  proposeVendorChange,
  sendNotice,
  settleVendorChange,
  undoVendorChange,
  type NoticeDraft,
  type RunEdit,
} from '@tocsin/api'
import {
  AGENCY,
  HUB,
  onServer,
  PLATFORM,
  startApprising,
  type Apprising,
  type TestDatabase,
} from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'

const SECOND = 'second@hub.example'
const ORANGE = 'clerk@orange.example'
const STATE = 'chief@florida.example'
const COUNTY = { jurisdiction: '12095', role: 'clerk' } as const
const DADE = { jurisdiction: '12086', role: 'clerk' } as const
const CHIEF = { jurisdiction: '12', role: 'chief-official' } as const
const TEXT = {
  subject: 'A vendor was broken into',
  what: 'Somebody read the mail of a vendor.',
  howSure: 'The vendor said so.',
  actions: ['Change your passwords'],
  whoToCall: 'Duty desk',
}
const run = (more: Partial<RunEdit> = {}): RunEdit => ({
  place: '12095',
  vendor: 'Blue Poll Books',
  kind: 'poll-book',
  system: 'EasyBook',
  since: '2026-01-01',
  ...more,
})

onServer('vendors', (open) => {
  let database: TestDatabase
  let node: Apprising['node']
  let mail: Apprising['mail']
  let close: Apprising['close']

  beforeAll(async () => {
    database = await open()
    ;({ node, mail, close } = await startApprising(database, {
      offices: [
        { name: 'Orange County', email: ORANGE, jurisdiction: '12095', roles: ['analyst'] },
        { name: 'Florida', email: STATE, jurisdiction: '12', roles: ['analyst'] },
      ],
      contacts: [CHIEF, COUNTY, DADE],
    }))
    const { member_id: memberId } = await database.db
      .selectFrom('people')
      .select('member_id')
      .where('email', '=', HUB)
      .executeTakeFirstOrThrow()
    await database.db
      .insertInto('people')
      .values({
        id: randomUUID(),
        member_id: memberId,
        name: 'Second operator',
        email: SECOND,
        roles: ['operator'],
        created_at: node.clock.now(),
      })
      .execute()
  })
  afterAll(() => close?.())

  async function enter(vendors: object[], runs: RunEdit[]): Promise<string> {
    const hub = await node.stage.as(HUB)
    const body = { vendors, runs } as Parameters<typeof propose>[0]
    const propose = (given: { vendors: never[]; runs: RunEdit[] }) =>
      hub(proposeVendorChange, { body: given })
    const { change, faults } = await propose(body)
    expect(faults).toEqual([])
    const second = await node.stage.as(SECOND)
    await second(settleVendorChange, { params: { id: change!.id }, body: { stands: true } })
    return change!.id
  }
  const vendorNamed = async (name: string) => {
    const hub = await node.stage.as(HUB)
    return (await hub(listVendors, { query: { words: name } })).items[0]!
  }

  test('faults are named by row, and then nothing is written', async () => {
    const hub = await node.stage.as(HUB)
    const runs = [
      run(),
      run({ place: 'Nowhere' }),
      run(),
      run({ since: '2026-02-30' }),
      run({ place: 'Orange County, Florida', kind: 'tabulator', until: '2025-01-01' }),
      run({ since: '0000-01-01' }),
    ]
    const answer = await hub(proposeVendorChange, { body: { vendors: [], runs } })
    expect(answer.change).toBeUndefined()
    expect(answer.faults).toEqual([
      { list: 'runs', row: 1, message: 'no place Nowhere is on file' },
      { list: 'runs', row: 2, message: expect.stringContaining('first in row 1') },
      { list: 'runs', row: 3, message: '2026-02-30 is no day' },
      { list: 'runs', row: 4, message: 'it ends before it begins' },
      { list: 'runs', row: 5, message: '0000-01-01 is no day' },
    ])
    expect((await hub(listVendorChanges)).items).toEqual([])
  })

  test('a change stands once another person lets it, is on record, and is taken back the same way', async () => {
    const hub = await node.stage.as(HUB)
    const second = await node.stage.as(SECOND)
    const contacts = [{ title: 'Security', email: 'soc@blue.example', language: 'en' }]
    const vendors = [{ name: 'Blue Poll Books', domains: ['blue.example'], contacts }]
    const proposed = await hub(proposeVendorChange, { body: { vendors, runs: [run()] } })
    expect(proposed).toMatchObject({ newVendors: 1, newSystems: 1, newRuns: 1, onFile: 0 })
    const params = { id: proposed.change!.id }
    expect((await hub(listVendors, { query: {} })).items).toEqual([])
    await expect(hub(settleVendorChange, { params, body: { stands: true } })).rejects.toMatchObject(
      { code: 'forbidden' },
    )
    const applied = await second(settleVendorChange, { params, body: { stands: true } })
    expect(applied).toMatchObject({ state: 'applied', ownProposal: false })
    const vendor = await vendorNamed('blue')
    expect(vendor).toMatchObject({
      domains: ['blue.example'],
      contacts: 1,
      systems: [{ kind: 'poll-book', name: 'EasyBook' }],
    })
    const again = await hub(proposeVendorChange, {
      body: { vendors: [], runs: [run()], check: true },
    })
    expect(again).toMatchObject({ newRuns: 0, onFile: 1 })
    // Vendors are told like offices and are no places.
    const found = await hub(listJurisdictions, { query: { search: 'Blue Poll' } })
    expect(found.items).toEqual([])

    const undo = await hub(undoVendorChange, { params })
    await second(settleVendorChange, { params: { id: undo.id }, body: { stands: true } })
    expect((await hub(listVendorRuns, { params: { id: vendor.id } })).items).toEqual([])
    expect((await vendorNamed('blue')).endedAt).toBeDefined()
    const states = (await hub(listVendorChanges)).items.map(({ state }) => state)
    expect(states.toSorted()).toEqual(['applied', 'undone'])
    const refused = await hub(proposeVendorChange, { body: { vendors: [], runs: [run()] } })
    const no = { params: { id: refused.change!.id }, body: { stands: false, reason: 'Not so.' } }
    expect(await second(settleVendorChange, no)).toMatchObject({ state: 'refused' })
  })

  test('nobody changes alone by an import of contacts whom a vendor has to be told by', async () => {
    const { jurisdiction } = await vendorNamed('blue')
    const hub = await node.stage.as(HUB)
    const one = { rank: 0, title: 'Else', email: 'else@blue.example', language: 'en' }
    for (const role of ['vendor', 'clerk'] as const)
      await expect(
        hub(importContacts, { body: { contacts: [{ ...one, jurisdiction, role }] } }),
      ).rejects.toMatchObject({ code: 'bad-request', path: '/body/contacts/0' })
  })

  test('what was changed since is not taken back over it', async () => {
    const red = run({ vendor: 'Red Tabulators', kind: 'tabulator', system: 'R1' })
    const first = await enter([], [red])
    await enter([], [{ ...red, until: '2026-09-01' }])
    const hub = await node.stage.as(HUB)
    const second = await node.stage.as(SECOND)
    const undo = await hub(undoVendorChange, { params: { id: first } })
    await expect(
      second(settleVendorChange, { params: { id: undo.id }, body: { stands: true } }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a name that another vendor took meanwhile is refused, of a change and of one that is taken back', async () => {
    const hub = await node.stage.as(HUB)
    const second = await node.stage.as(SECOND)
    await enter([{ name: 'Old Name', domains: [], contacts: [] }], [])
    const { id } = await vendorNamed('Old Name')
    const rename = (name: string) => ({
      vendors: [{ id, name, domains: [], contacts: [] }],
      runs: [],
    })
    const late = await hub(proposeVendorChange, { body: rename('Taken Name') })
    await enter([{ name: 'Taken Name', domains: [], contacts: [] }], [])
    const stands = { stands: true }
    await expect(
      second(settleVendorChange, { params: { id: late.change!.id }, body: stands }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const renamed = await enter(rename('New Name').vendors, [])
    await enter([{ name: 'Old Name', domains: [], contacts: [] }], [])
    const undo = await hub(undoVendorChange, { params: { id: renamed } })
    await expect(
      second(settleVendorChange, { params: { id: undo.id }, body: stands }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const states = (await hub(listVendorChanges)).items.filter(({ state }) => state === 'proposed')
    expect(states.map((one) => one.id)).toEqual(expect.arrayContaining([late.change!.id, undo.id]))
  })

  test('of two who settle one change, or propose to take one back, at once one does', async () => {
    const hub = await node.stage.as(HUB)
    const second = await node.stage.as(SECOND)
    const proposed = await hub(proposeVendorChange, {
      body: { vendors: [], runs: [run({ vendor: 'Race Books' })] },
    })
    const params = { id: proposed.change!.id }
    const codesOf = (results: PromiseSettledResult<unknown>[]) =>
      results.map((one) => (one.status === 'rejected' ? one.reason.code : 'done')).toSorted()
    const settle = () => second(settleVendorChange, { params, body: { stands: true } })
    expect(codesOf(await Promise.allSettled([settle(), settle()]))).toEqual(['conflict', 'done'])
    const undo = () => hub(undoVendorChange, { params })
    expect(codesOf(await Promise.allSettled([undo(), undo()]))).toEqual(['conflict', 'done'])
  })

  test('row security shows which place runs what to operators, the office and the state above it alone, by raw SQL', async () => {
    await enter(
      [],
      [
        run({ vendor: 'Green Registers', kind: 'registration', system: 'G' }),
        run({ place: '12086', vendor: 'Green Registers', kind: 'registration', system: 'G' }),
      ],
    )
    const places = async (email: string) => {
      const person = await database.db
        .selectFrom('people')
        .innerJoin('members', 'members.id', 'people.member_id')
        .select(['members.id', 'members.jurisdiction', 'people.roles'])
        .where('people.email', '=', email)
        .executeTakeFirstOrThrow()
      const reader = {
        memberId: person.id,
        jurisdiction: person.jurisdiction ?? undefined,
        operator: person.roles.includes('operator'),
        machine: false,
      }
      return asMember(database.db, reader, node.clock.now(), async (tx) => {
        const runs = await sql<{ place: string }>`select r.place from system_runs r
          join vendor_systems s on s.id = r.system_id join vendors v on v.id = s.vendor_id where v.name = 'Green Registers'
          order by 1`.execute(tx)
        const names = await sql`select from vendors where name = 'Green Registers'`.execute(tx)
        const changes = await sql`select from vendor_changes`.execute(tx)
        return [runs.rows.map(({ place }) => place), names.rows.length, changes.rows.length > 0]
      })
    }
    expect(await places(HUB)).toEqual([['12086', '12095'], 1, true])
    expect(await places(STATE)).toEqual([['12086', '12095'], 1, false])
    expect(await places(ORANGE)).toEqual([['12095'], 1, false])
    expect(await places(AGENCY)).toEqual([[], 1, false])
    expect(await places(PLATFORM)).toEqual([[], 0, false])
  })

  test('an office proposes what its own places run and nothing else', async () => {
    const office = await node.stage.as(ORANGE)
    const own = await office(proposeVendorChange, {
      body: {
        vendors: [],
        runs: [
          run({
            vendor: 'Green Registers',
            kind: 'registration',
            system: 'G',
            since: '2026-05-01',
          }),
        ],
      },
    })
    expect(own.change).toMatchObject({ state: 'proposed', ownProposal: true })
    const foreign = { vendors: [], runs: [run({ place: '12086' })] }
    await expect(office(proposeVendorChange, { body: foreign })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('who is affected is for those who tell them all, and each look is on record', async () => {
    const { id } = await vendorNamed('Green')
    const agency = await node.stage.as(AGENCY)
    const affected = await agency(findAffected, { params: { id }, query: {} })
    expect(affected).toMatchObject({ places: 2, nobodyAnswers: 0 })
    expect(affected.offices.map(({ role, places }) => [role, places])).toEqual(
      expect.arrayContaining([
        ['clerk', 1],
        ['clerk', 1],
        ['vendor', 0],
      ]),
    )
    const looks = await sql<{ n: number }>`select count(*)::int as n from log_entries
      where leaf::json ->> 'kind' = 'vendors.looked-up'`.execute(database.db)
    expect(looks.rows[0]!.n).toBe(1)
    const platform = await node.stage.as(PLATFORM)
    await expect(platform(findAffected, { params: { id }, query: {} })).rejects.toMatchObject({
      rule: 'affected-not-yours',
    })
  })

  test('a notice about a vendor names who is left out, reaches the vendor too, and is not closed without a reason while it is unserved', async () => {
    const contacts = [{ title: 'Security', email: 'soc@green.example', language: 'en' }]
    const vendor = await vendorNamed('Green')
    await enter([{ id: vendor.id, name: 'Green Registers', domains: [], contacts }], [])
    const agency = await node.stage.as(AGENCY)
    const draft: NoticeDraft = {
      kind: 'notice',
      tlp: 'amber',
      texts: { en: TEXT },
      targets: [CHIEF, COUNTY],
      answerWithin: 60,
      affected: { vendor: vendor.id },
    }
    const preview = await agency(previewNotice, { body: draft })
    expect(preview.verdict).toMatchObject({ allow: false, rule: 'affected-told' })
    expect(preview.alsoOwed.map(({ jurisdiction }) => jurisdiction).toSorted()).toEqual(
      ['12086', vendor.jurisdiction].toSorted(),
    )
    const owed = preview.alsoOwed.map(({ jurisdiction, role }) => ({ jurisdiction, role }))
    const whole = { ...draft, targets: [...draft.targets, ...owed] }
    const { summary, affected } = await agency(sendNotice, { body: whole })
    expect(affected).toMatchObject({ vendor: vendor.id, name: 'Green Registers' })
    await node.drain()
    expect(mail.mails.map(({ to }) => to)).toContain('soc@green.example')
    const params = { id: summary.id }
    const { targets } = await agency(getCoverage, { params, query: {} })
    expect(targets.find(({ role }) => role === 'vendor')).toMatchObject({
      place: 'Green Registers',
      state: 'waiting',
    })
    await database.db
      .updateTable('notice_targets')
      .set({ state: 'understood' })
      .where('notice_id', '=', summary.id)
      .where('role', '<>', 'vendor')
      .execute()
    await expect(agency(closeNotice, { params, body: {} })).rejects.toMatchObject({
      rule: 'close-needs-reason',
    })
    const platform = await node.stage.as(PLATFORM)
    await expect(platform(getNotice, { params })).rejects.toMatchObject({ code: 'not-found' })
  })

  test('twenty thousand rows are proposed and stand, as one change', async () => {
    const counties = await database.db
      .selectFrom('jurisdictions')
      .select('id')
      .where('kind', '=', 'county')
      .orderBy('id')
      .limit(2000)
      .execute()
    const runs = counties.flatMap(({ id }) =>
      Array.from({ length: 10 }, (_, at) =>
        run({ place: id, vendor: `Maker ${at % 5}`, kind: 'tabulator', system: `T${at}` }),
      ),
    )
    expect(runs).toHaveLength(20_000)
    await enter([], runs)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from system_runs r
      join vendor_systems s on s.id = r.system_id where s.name like 'T%'`.execute(database.db)
    expect(rows[0]!.n).toBe(20_000)
    const { id } = await vendorNamed('Maker 0')
    const agency = await node.stage.as(AGENCY)
    expect(await agency(findAffected, { params: { id }, query: {} })).toMatchObject({
      places: 2000,
    })
  })
})
