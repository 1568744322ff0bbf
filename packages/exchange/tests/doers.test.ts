/** Who did it, asked of the record: persons, keys, the clock and whoever holds the server, for acts of every kind. */
import {
  answerRecall,
  createRelease,
  getPolicySet,
  getRelease,
  getReleaseObjects,
  listPolicySets,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordEndings } from '../src/record/endings.ts'
import { recordStart } from '../src/record/start.ts'
import { loadPolicies } from '../src/policy/policies.ts'
import { type Actor, openStage, START, type Stage } from './members-at-work.ts'

const HOUR = 3_600_000

onEachDatabase('The record names the doer', (open) => {
  let database: TestDatabase
  let stage: Stage
  let platform: Actor
  let agency: Actor
  let operator: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    platform = await stage.admit('Platform A', 'platform')
    agency = await stage.admit('Agency', 'agency')
    operator = await stage.admit('Hub', 'hub', ['operator'])
    group = await stage.found('Group', [platform, agency])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  /** Payloads of a kind about a subject, in the order of the log. */
  const acts = async (kind: string, subject = '%') => {
    const { rows } = await sql<{ payload: string }>`
      select p.payload from log_payloads p join log_entries e using (index)
      where coalesce(p.payload::json ->> 'act', e.leaf::json ->> 'kind') = ${kind} and p.subject like ${subject} order by index`.execute(
      database.db,
    )
    return rows.map(({ payload }) => JSON.parse(payload))
  }
  const doers = async (kind: string, subject?: string) =>
    (await acts(kind, subject)).map((payload) => payload.by)
  const release = async (by: Actor, more: Partial<ReleaseDraft['terms']> = {}) => {
    const draft: ReleaseDraft = {
      title: 'Seen in step',
      terms: {
        groupId: group,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter, section 2',
        ...more,
      },
      objects: [
        {
          type: 'note',
          spec_version: '2.1',
          id: `note--${randomUUID()}`,
          created: '2026-10-01T10:00:00.000Z',
          modified: '2026-10-01T10:00:00.000Z',
          content: 'Seen in step',
          object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
        },
      ],
    }
    const { digest } = await by.call(previewRelease, { body: draft })
    return (await by.call(createRelease, { body: { draft, digest } })).summary.id
  }
  const of = ({ id, personId }: Actor) => ({ member: id, person: personId })

  test('a release, its grant, its recall and the answer each name the person', async () => {
    const id = await release(platform)
    await agency.call(getReleaseObjects, { params: { id } })
    await platform.call(recallRelease, { params: { id }, body: { reason: 'a mistake' } })
    await agency.call(answerRecall, { params: { id }, body: { answer: 'deleted' } })
    const subject = `release:${id}`
    expect(await doers('release.created', subject)).toEqual([of(platform)])
    expect(await doers('release.granted', subject)).toEqual([of(platform)])
    expect(await doers('release.read', subject)).toEqual([of(agency)])
    expect(await doers('release.recalled', subject)).toEqual([of(platform)])
    expect(await doers('recall.answered', subject)).toEqual([of(agency)])
  })

  test('a machine is named by its key', async () => {
    const machine = await stage.withKey(agency)
    const id = await release(platform)
    await machine.call(getReleaseObjects, { params: { id } })
    const [by] = await doers('release.read', `release:${id}`)
    expect(by).toEqual({ ...of(agency), key: expect.stringMatching(/^[0-9a-f-]{36}$/) })
  })

  test('marked objects: the first reading of each person is recorded, and no second one', async () => {
    const id = await release(platform)
    const colleague = await stage.withKey(agency)
    for (const reader of [agency, agency, colleague, colleague, platform, platform])
      await reader.call(getReleaseObjects, { params: { id } })
    expect(await doers('release.read', `release:${id}`)).toEqual([of(agency)])
    // The key acts for the person that has read it; the sender's person has not been on record yet.
    expect(await doers('release.opened', `release:${id}`)).toEqual([of(platform)])
  })

  test("an operator's look at an envelope is recorded once an hour", async () => {
    const id = await release(platform)
    const look = () => operator.call(getRelease, { params: { id } })
    await look()
    await look()
    await agency.call(getRelease, { params: { id } })
    expect(await doers('envelope.looked-at', `release:${id}`)).toEqual([of(operator)])
    stage.clock.advance(HOUR)
    await look()
    expect(await doers('envelope.looked-at', `release:${id}`)).toHaveLength(2)
  })

  test('the text behind the hash that a release names is kept, also once other rules are in force', async () => {
    const id = await release(platform)
    const [{ policies: version }] = await acts('release.created', `release:${id}`)
    const { db } = database
    const other = { ...loadPolicies(), version: 'e'.repeat(64), texts: ['// none'] }
    await recordStart(db, other, stage.clock.now())
    const kept = await platform.call(getPolicySet, { params: { version } })
    const hash = createHash('sha256').update([kept.schema, ...kept.policies].join('\0'))
    expect(hash.digest('hex')).toBe(version)
    expect(kept).toMatchObject({ current: true, firstUsedAt: START.toISOString() })
    const { items } = await platform.call(listPolicySets)
    expect(items.map((one) => one.version)).toContain(other.version)
    const none = platform.call(getPolicySet, { params: { version: 'a'.repeat(64) } })
    await expect(none).rejects.toMatchObject({ code: 'not-found' })
    await recordStart(db, loadPolicies(), stage.clock.now())
    await sql`delete from policy_sets where version = ${other.version}`.execute(db)
  })

  test('a release and a charter that end by their date are ended by the clock, once', async () => {
    const expiresAt = new Date(stage.clock.now().getTime() + HOUR).toISOString()
    const id = await release(platform, { expiresAt })
    await recordEndings(stage.exchange.context)
    expect(await acts('release.ended', `release:${id}`)).toEqual([])
    stage.clock.advance(2 * HOUR)
    await Promise.all([1, 2, 3].map(() => recordEndings(stage.exchange.context)))
    expect(await acts('release.ended', `release:${id}`)).toEqual([
      { release: id, endedAt: expiresAt, by: 'clock' },
    ])
    const ends = new Date(stage.clock.now().getTime() + HOUR)
    await database.db
      .updateTable('groups')
      .set({ expires_at: ends })
      .where('id', '=', group)
      .execute()
    stage.clock.advance(200 * 24 * HOUR)
    await recordEndings(stage.exchange.context)
    await recordEndings(stage.exchange.context)
    expect(await doers('group.ended', `group:${group}`)).toEqual(['clock'])
    expect(await acts('release.ended', `release:${id}`)).toHaveLength(1)
  })

  test('an upgrade and a change of rules are recorded when the exchange starts, and nothing else is', async () => {
    const { db } = database
    const policies = loadPolicies()
    await recordStart(db, policies, START)
    expect(await acts('exchange.upgraded')).toEqual([])
    const before = await acts('policies.changed')
    await sql`update settings set value = '17' where name = 'recorded_schema'`.execute(db)
    const other = { ...policies, version: 'f'.repeat(64) }
    await recordStart(db, other, START)
    await recordStart(db, other, START)
    expect(await acts('exchange.upgraded')).toEqual([
      { from: 17, to: expect.any(Number), by: 'server' },
    ])
    expect((await acts('policies.changed')).slice(before.length)).toEqual([
      { from: policies.version, to: other.version, by: 'server' },
    ])
  })

  test('no entry of the record is without a doer', async () => {
    const { rows } = await sql<{ n: number; named: number }>`
      select count(*)::int as n, count(payload::json -> 'by')::int as named from log_payloads`.execute(
      database.db,
    )
    expect(rows[0]!.n).toBeGreaterThan(20)
    expect(rows[0]!.named).toBe(rows[0]!.n)
  })
})
