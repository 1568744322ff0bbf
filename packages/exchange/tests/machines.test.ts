/** What is for people's eyes, and what is a reader's own: what machines and senders may not learn, at any exit. */
import {
  createRelease,
  getReceipt,
  getRelease,
  getReleaseObjects,
  listReleases,
  previewRelease,
  type ReleaseDraft,
  type Terms,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, MESSAGE, openStage, sendReviewed, type Stage } from './members-at-work.ts'

onEachDatabase('Machines and readings', (open) => {
  let database: TestDatabase
  let stage: Stage
  let platform: Actor
  let agency: Actor
  let second: Actor
  let reviewer: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    platform = await stage.admit('Platform A', 'platform')
    second = await stage.admit('Platform B', 'platform')
    agency = await stage.admit('Agency', 'agency')
    reviewer = await stage.join(agency, ['reviewer'])
    group = await stage.found('Group', [platform, second, agency])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const note = () => ({
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: '2026-10-01T10:00:00.000Z',
    modified: '2026-10-01T10:00:00.000Z',
    content: 'Seen in step',
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  })
  const release = async (by: Actor, title: string, terms: Partial<Terms> = {}) => {
    const draft: ReleaseDraft = {
      title,
      terms: {
        groupId: group,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter, section 2',
        ...terms,
      },
      objects: [note()],
      ...(by === agency ? { message: MESSAGE } : {}),
    }
    if (by === agency) return sendReviewed(agency, reviewer, draft)
    const { digest } = await by.call(previewRelease, { body: draft })
    return by.call(createRelease, { body: { draft, digest } })
  }
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  test.each<[string, string, () => Partial<Terms>]>([
    ['TLP:RED', 'tlp-red-no-feed', () => ({ tlp: 'red', named: [agency.id] })],
    ['PAP:RED', 'pap-red-no-feed', () => ({ pap: 'red' })],
  ])(
    'a key reads nothing of a %s release, not its title, whoever holds it',
    async (_, rule, terms) => {
      const title = `Secret ${randomUUID()}`
      const sent = await release(platform, title, terms())
      const { id, logIndex } = sent.summary
      for (const holder of [platform, agency]) {
        const machine = await stage.withKey(holder)
        expect(await codeOf(machine.call(getRelease, { params: { id } }))).toBe(`forbidden ${rule}`)
        expect(await codeOf(machine.call(getReleaseObjects, { params: { id } }))).toBe(
          `forbidden ${rule}`,
        )
        const [inbound, outbound] = await Promise.all(
          (['in', 'out'] as const).map((direction) =>
            machine.call(listReleases, { query: { direction } }),
          ),
        )
        expect(JSON.stringify([inbound, outbound])).not.toContain(title)
        expect(await codeOf(machine.call(getReceipt, { params: { index: logIndex } }))).toBe(
          'not-found',
        )
        const feed = await machine.send(`/taxii2/exchange/collections/${group}/objects/`, {
          headers: { accept: 'application/taxii+json;version=2.1' },
        })
        expect(await feed.text()).not.toContain(title)
        const reader = { memberId: holder.id, machine: true }
        const rows = await asMember(database.db, reader, stage.clock.now(), (tx) =>
          sql<{ found: boolean }>`select exists (select 1 from releases where id = ${id}::uuid)
          or exists (select 1 from release_objects where release_id = ${id}::uuid) as found`.execute(
            tx,
          ),
        )
        expect(rows.rows).toEqual([{ found: false }])
        expect((await holder.call(getRelease, { params: { id } })).summary.title).toBe(title)
      }
    },
  )

  test('a government sender does not learn when a platform first read its tip; others do', async () => {
    const sent = await release(agency, 'A tip')
    const { id } = sent.summary
    const eventsOf = (member: Actor) =>
      database.db
        .selectFrom('live_events')
        .select('kind')
        .where('subject', '=', id)
        .where((eb) => eb(eb.val(member.id), '=', eb.fn.any('members')))
        .execute()
    const before = (await eventsOf(agency)).length
    await platform.call(getReleaseObjects, { params: { id } })
    const seen = await agency.call(getRelease, { params: { id } })
    expect(seen.recipients.map(({ readAt, readWithheld }) => [readAt, readWithheld])).toEqual([
      [undefined, true],
      [undefined, true],
    ])
    expect(await eventsOf(agency)).toHaveLength(before)
    const reads = await database.db
      .selectFrom('log_payloads')
      .select(['members', 'payload'])
      .where('subject', '=', `release:${id}`)
      .execute()
    const read = reads.filter(({ payload }) => payload.includes(`"member":"${platform.id}"`))
    expect(read.map(({ members }) => members)).toEqual([[platform.id]])
    const own = await platform.call(getRelease, { params: { id } })
    expect(own.recipients[0]?.readAt).toBeDefined()

    const back = await release(platform, 'A finding')
    await agency.call(getReleaseObjects, { params: { id: back.summary.id } })
    const told = await platform.call(getRelease, { params: { id: back.summary.id } })
    expect(told.recipients.find(({ member }) => member.id === agency.id)?.readAt).toBeDefined()
  })

  test('a release to a group of one is refused by a rule of the charter, and that is recorded', async () => {
    const alone = await stage.found('Alone', [platform])
    expect(await codeOf(release(platform, 'To nobody', { groupId: alone }))).toBe(
      'refused-by-policy no-recipient',
    )
    const kept = await database.db
      .selectFrom('refusals')
      .select(['by_member'])
      .where('rule', '=', 'no-recipient')
      .execute()
    expect(kept).toEqual([{ by_member: platform.id }])
  })

  test('who left the group reads nothing more at any exit, and whoever joins again reads what it was given', async () => {
    const own = await stage.found('Left', [platform, second])
    const { id } = (await release(platform, 'Given before', { groupId: own })).summary
    const machine = await stage.withKey(second)
    const bundle = (by: Actor) => codeOf(by.call(getReleaseObjects, { params: { id } }))
    const feed = async () =>
      (
        await machine.send(`/taxii2/exchange/collections/${own}/objects/`, {
          headers: { accept: 'application/taxii+json;version=2.1' },
        })
      ).status
    expect([await bundle(second), await bundle(machine), await feed()]).toEqual(['ok', 'ok', 200])
    const place = { group_id: own, member_id: second.id }
    await database.db
      .deleteFrom('group_members')
      .where('group_id', '=', own)
      .where('member_id', '=', second.id)
      .execute()
    const refused = 'forbidden read-left-group'
    expect([await bundle(second), await bundle(machine), await feed()]).toEqual([
      refused,
      refused,
      404,
    ])
    expect(await bundle(platform)).toBe('ok')
    await database.db
      .insertInto('group_members')
      .values({ ...place, joined_at: stage.clock.now() })
      .execute()
    expect([await bundle(second), await feed()]).toEqual(['ok', 200])
  })
})
