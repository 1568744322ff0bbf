/** The search of the desk: what is found, and that nothing is found that somebody may not see. */
import {
  addElection,
  callMeeting,
  createRelease,
  listParties,
  listVendors,
  previewRelease,
  proposeParty,
  proposeVendorChange,
  recallRelease,
  search,
  sendNotice,
  settleParty,
  settleVendorChange,
  type BodyOf,
  type ReleaseDraft,
  type SearchKind,
  type Tlp,
} from '@tocsin/api'
import { onEachDatabase, seedContacts, type TestDatabase } from '@tocsin/testkit'
import { deterministicId } from '@tocsin/stix'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPack } from '../src/offices/load-pack.ts'
import { meetingOf } from './meeting-parties.ts'
import { type Actor, openStage, START, type Stage } from './members-at-work.ts'
import { statementOf } from './watching.ts'

const STAMP = '2026-10-01T10:00:00.000Z'

onEachDatabase('The search', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let peer: Actor
  let stranger: Actor
  let agency: Actor
  let operator: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    await database.db.transaction().execute((tx) => loadPack(tx, 'us'))
    lab = await stage.admit('Quillon Lab', 'researcher')
    peer = await stage.admit('Peer platform', 'platform')
    stranger = await stage.admit('Stranger', 'platform')
    agency = await stage.admit('Agency', 'agency')
    operator = await stage.admit('Hub', 'hub', ['operator'])
    group = await stage.found('Quillon circle', [lab, peer])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const domain = (value: string) => {
    const object = { type: 'domain-name', spec_version: '2.1', value }
    return { ...object, id: deterministicId(object)! }
  }
  const note = (content: string) => ({
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: STAMP,
    modified: STAMP,
    content,
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  })
  const release = async (title: string, objects: object[], tlp: Tlp = 'green') => {
    const terms = { groupId: group, tlp, pap: 'green', purpose: 'platform-integrity' }
    const named = tlp === 'red' ? { named: [peer.id] } : {}
    const draft = {
      title,
      terms: { ...terms, ...named, basis: 'Charter' },
      objects,
    } as ReleaseDraft
    const { digest } = await lab.call(previewRelease, { body: draft })
    return (await lab.call(createRelease, { body: { draft, digest } })).summary.id
  }
  const found = async (by: Actor, words: string, kind: SearchKind) =>
    (await by.call(search, { query: { words } })).found.find((one) => one.kind === kind)?.items ??
    []
  const partiesOf = async (by: Actor) =>
    (await by.call(listParties, { query: {} })).items.map(({ id }) => id)
  const ids = async (by: Actor, words: string, kind: SearchKind) =>
    (await found(by, words, kind)).map(({ id }) => id)

  test('a release is found by its title and by a value or words that its objects hold, by whoever it is for', async () => {
    const id = await release('Hours that are wrong', [
      domain('wrong-hours.example'),
      note('Polls close at noon, they say (falsely).'),
    ])
    for (const by of [lab, peer]) {
      expect(await ids(by, 'wrong HOURS', 'release')).toEqual([id])
      expect(await found(by, 'wrong-hours[.]example', 'holding')).toMatchObject([
        { id, objects: { count: 1, types: ['domain-name'] } },
      ])
      expect(await found(by, 'noon, they say (falsely', 'holding')).toMatchObject([
        { id, of: 'Quillon Lab', objects: { count: 1, types: ['note'] } },
      ])
    }
    for (const by of [stranger, operator]) {
      expect(await ids(by, 'wrong hours', 'release')).toEqual([])
      expect(await ids(by, 'wrong-hours.example', 'holding')).toEqual([])
    }
  })

  test('names of properties are no words of an object', async () => {
    await release('Names of properties', [note('Something else')])
    expect(await ids(peer, 'object_refs', 'holding')).toEqual([])
  })

  test('what was taken back is held no more; its title is still there for whoever had it', async () => {
    const id = await release('Taken back later', [domain('taken-back.example')])
    expect(await ids(peer, 'taken-back.example', 'holding')).toEqual([id])
    await lab.call(recallRelease, { params: { id }, body: { reason: 'a mistake' } })
    expect(await ids(peer, 'taken-back.example', 'holding')).toEqual([])
    expect(await ids(peer, 'taken back later', 'release')).toEqual([id])
  })

  test('what no machine may carry is found by people alone', async () => {
    const id = await release('For eyes alone', [domain('eyes-alone.example')], 'red')
    const machine = await stage.withKey(peer)
    expect(await ids(peer, 'eyes-alone.example', 'holding')).toEqual([id])
    expect(await ids(machine, 'eyes-alone.example', 'holding')).toEqual([])
  })

  test('a notice is found by its subject, by its sender and by the office and its state; by no other', async () => {
    await seedContacts(database.db, [{ jurisdiction: '12', role: 'chief-official' }])
    const office = await stage.admit('Florida office', 'office', ['clerk'])
    const placed = { jurisdiction: '12' }
    await database.db.updateTable('members').set(placed).where('id', '=', office.id).execute()
    const words = { what: 'A', howSure: 'B', actions: ['C'], whoToCall: 'D' }
    const sent = await agency.call(sendNotice, {
      body: {
        kind: 'notice',
        tlp: 'green',
        texts: { en: { subject: 'Forged ballots (rumour)', ...words } },
        targets: [{ jurisdiction: '12', role: 'chief-official' }],
        answerWithin: 60,
      },
    })
    for (const by of [agency, office, operator])
      expect(await ids(by, 'rumour ballots', 'notice')).toEqual([sent.summary.id])
    expect(await ids(peer, 'rumour ballots', 'notice')).toEqual([])
    expect(await ids(agency, '(rumour)', 'notice')).toEqual([sent.summary.id])
  })

  test('a meeting is found by whoever was called to it, and by no other nor a machine', async () => {
    const title = 'Rumours about drop boxes'
    const meeting = await lab.call(callMeeting, { body: meetingOf(group, [peer], { title }) })
    for (const by of [lab, peer])
      expect(await found(by, 'drop rumours', 'meeting')).toMatchObject([
        { id: meeting.id, title, of: 'Quillon circle' },
      ])
    const machine = await stage.withKey(peer)
    for (const by of [stranger, operator, machine])
      expect(await ids(by, 'drop rumours', 'meeting')).toEqual([])
  })

  test('a defended party is found by name and domain by those who may see it', async () => {
    const statement = statementOf('sorrel-institute.org', { name: 'Sorrel Institute' })
    const { id } = await operator.call(proposeParty, { body: { statement, isMember: false } })
    const deputy = await stage.join(operator, ['operator'])
    await deputy.call(settleParty, { params: { id }, body: { version: 1, stands: true } })
    for (const words of ['institute sorrel', 'sorrel-institute[.]org'])
      expect(await found(operator, words, 'party')).toMatchObject([
        { id, title: 'Sorrel Institute', of: 'sorrel-institute.org' },
      ])
    expect(await ids(stranger, 'sorrel', 'party')).toEqual(await partiesOf(stranger))
  })

  test('a vendor is found by name, domain and system, an election by name, day and place', async () => {
    const body = {
      vendors: [{ name: 'Burnet Pollbooks', domains: ['burnet.example'], contacts: [] }],
      runs: [
        {
          place: '39049',
          vendor: 'Burnet Pollbooks',
          kind: 'poll-book',
          system: 'EasyBook',
          since: '2026-01-01',
        },
      ],
    } as unknown as BodyOf<typeof proposeVendorChange>
    const { change } = await operator.call(proposeVendorChange, { body })
    const deputy = await stage.join(operator, ['operator'])
    const params = { id: change!.id }
    await deputy.call(settleVendorChange, { params, body: { stands: true } })
    const { items } = await operator.call(listVendors, { query: {} })
    const vendor = items[0]!.id
    for (const words of ['pollbooks', 'burnet[.]example', 'easybook'])
      expect(await found(operator, words, 'vendor')).toMatchObject([
        { id: vendor, title: 'Burnet Pollbooks', of: 'burnet.example' },
      ])
    const draft = { name: 'Runoff', kind: 'runoff', date: '2026-12-08', places: ['39', '12'] }
    const calendar = { ...draft, deadlines: [], clocks: [] } as BodyOf<typeof addElection>
    const election = await operator.call(addElection, { body: calendar })
    for (const words of ['ohio runoff', '2026-12-08'])
      expect(await found(peer, words, 'election')).toMatchObject([
        { id: election.id, title: 'Runoff', of: '2026-12-08 · Ohio, Florida' },
      ])
  })

  test('people are found in the own member, and by an operator in all', async () => {
    expect(await found(lab, 'analyst', 'person')).toMatchObject([{ where: 'Quillon Lab' }])
    expect((await found(operator, 'analyst', 'person')).length).toBeGreaterThan(2)
    expect(await ids(lab, 'quillon lab', 'member')).toEqual([lab.id])
    expect(await ids(lab, 'circle quillon', 'group')).toEqual([group])
    expect(await ids(lab, 'franklin, ohio', 'place')).toContain('39049')
  })

  test('findings are found by analysts of the member: by what they are called and by an account', async () => {
    const finding = randomUUID()
    const { db } = database
    await db
      .insertInto('findings')
      .values({
        id: finding,
        member_id: lab.id,
        run_id: null,
        kind: 'network',
        title: 'A network',
        headline: '12 accounts pushed #ballots',
        trace: 'hashtag',
        accounts: 12,
        score: 0.9,
        first_at: START,
        last_at: START,
        found_at: START,
        body: '{}',
        // Of `sample_one`: the first eight bytes of its SHA-256.
        account_keys: [keyOf('sample_one')],
      } as never)
      .execute()
    expect(await ids(lab, 'pushed #ballots', 'finding')).toEqual([finding])
    expect(await ids(lab, '@sample_one', 'finding')).toEqual([finding])
    expect(await ids(lab, 'sample_on', 'finding')).toEqual([])
    expect(await ids(peer, 'pushed #ballots', 'finding')).toEqual([])
    const reviewer = await stage.join(lab, ['reviewer'])
    expect(await ids(reviewer, 'pushed #ballots', 'finding')).toEqual([])
  })

  test('more than are named are said to be there, and signs of patterns are signs', async () => {
    for (let number = 0; number < 7; number++)
      await release(`Many 100%_${number}`, [note(`number ${number}`)])
    const reply = await peer.call(search, { query: { words: '100%_' } })
    const releases = reply.found.find(({ kind }) => kind === 'release')!
    expect({ named: releases.items.length, more: releases.more }).toEqual({ named: 6, more: true })
    expect(reply.looked.all).toBe(true)
    expect(await ids(peer, '100__', 'release')).toEqual([])
    for (const words of ["'", '\\', '%', '"', '(', '[.]', '\\u0000', '{"'])
      expect((await peer.call(search, { query: { words } })).looked.all).toBe(true)
  })
})

function keyOf(account: string): string {
  return createHash('sha256').update(account).digest().readBigInt64BE(0).toString()
}
