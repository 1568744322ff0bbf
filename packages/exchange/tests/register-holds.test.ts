/** The day on which the words of a message become public, put off in public by an official of its sender. */
import {
  createClient,
  getRegisterEntry,
  listRefusals,
  listRegister,
  withholdWords,
  type BodyOf,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, MESSAGE, openStage, sendReviewed, type Stage } from './members-at-work.ts'

const DAY_MS = 86_400_000
/** 180 days after the release. */
const FIRST = '2027-03-30T12:00:00.000Z'
const SECOND = '2027-06-01T00:00:00.000Z'
const WHY = 'An inquiry that the words would disclose is not at its end.'

onServer('The words of an entry', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let official: Actor
  let platform: Actor
  let id: string
  let anybody: ReturnType<typeof createClient>
  let start: Date
  const delay = (actor: Actor, body: Partial<BodyOf<typeof withholdWords>> = {}) =>
    actor.call(withholdWords, {
      params: { id },
      body: { textFrom: FIRST, until: SECOND, reason: WHY, ...body },
    })
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'done',
      ({ code, rule, path }: { code: string; rule?: string; path?: string }) =>
        [code, rule ?? path].filter(Boolean).join(' '),
    )
  const shortlyBefore = () => stage.clock.set(new Date(Date.parse(FIRST) - 10 * DAY_MS))
  const publicWithin = async (days: number) =>
    (await anybody(listRegister, { query: { publicWithin: days } })).items.length

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    start = stage.clock.now()
    agency = await stage.admit('Agency A', 'agency')
    official = await stage.join(agency, ['reviewer'])
    platform = await stage.admit('Platform A', 'platform', ['analyst', 'reviewer'])
    const groupId = await stage.found('Room', [agency, platform])
    const at = '2026-10-01T10:00:00.000Z'
    const draft: ReleaseDraft = {
      title: 'What a service prepares',
      terms: {
        groupId,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter',
      },
      objects: [
        {
          type: 'note',
          spec_version: '2.1',
          id: `note--${randomUUID()}`,
          created: at,
          modified: at,
          content: 'Quillfeather in the text',
          object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
        },
      ],
      message: MESSAGE,
    }
    id = (await sendReviewed(agency, official, draft)).summary.id
    anybody = createClient({
      fetch: ((url: string, init: RequestInit) => stage.exchange.app.request(url, init)) as never,
    })
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  test('are put off by nobody long before their day, nor without the role, nor by another body', async () => {
    expect(await faultOf(delay(official))).toBe('refused-by-policy withhold-shortly-before')
    expect(await faultOf(delay(agency))).toBe('forbidden')
    expect(await faultOf(delay(platform))).toBe('forbidden')
    const refusals = (await official.call(listRefusals)).items.map(({ rule }) => rule)
    expect(refusals).toContain('withhold-shortly-before')
    shortlyBefore()
    expect([await publicWithin(10), await publicWithin(9)]).toEqual([1, 0])
    expect((await anybody(getRegisterEntry, { params: { id } })).holds).toEqual([])
  })

  test('are put off to no day that is not later, too late or none, and by no reason that asks or names a person', async () => {
    const until = (text: string) => faultOf(delay(official, { until: text }))
    expect(await until(FIRST)).toBe('bad-request /body/until')
    expect(await until('2027-09-27T00:00:00.000Z')).toBe('bad-request /body/until')
    expect(await until('2027-13-01T00:00:00.000Z')).toBe('bad-request /body/until')
    expect(await faultOf(delay(official, { textFrom: SECOND }))).toBe('conflict')
    const because = (reason: string) => faultOf(delay(official, { reason }))
    expect(await because('Please remove these accounts first.')).toBe(
      'refused-by-policy government-asks-nothing',
    )
    expect(await because('Write to a.roe@example.com about it.')).toBe(
      'refused-by-policy persons-not-reviewed',
    )
    expect((await anybody(getRegisterEntry, { params: { id } })).textFrom).toBe(FIRST)
  })

  test('are put off once where two officials do it at once; the entry, the feed and the table name who, until when and why', async () => {
    const other = await stage.join(agency, ['reviewer'])
    const asked = await Promise.all([faultOf(delay(official)), faultOf(delay(other))])
    expect(asked.toSorted()).toEqual(['conflict', 'done'])
    const entry = await anybody(getRegisterEntry, { params: { id } })
    expect(entry.textFrom).toBe(SECOND)
    expect(entry.holds).toMatchObject([{ until: SECOND, reason: WHY }])
    const name = entry.holds[0]!.official
    expect(name).not.toBe('')
    const text = async (path: string) => (await stage.exchange.app.request(path)).text()
    for (const path of ['feed', 'bulk/csv', 'bulk/jsonl']) {
      const shown = await text(`/api/register/${path}`)
      expect(shown).toContain(WHY)
      expect(shown).not.toContain('Quillfeather')
    }
    expect(await text('/api/register/feed')).toContain(`<updated>${entry.holds[0]!.at}</updated>`)
    const { rows } = await database.db
      .selectFrom('log_payloads')
      .select('payload')
      .where('index', '=', entry.holds[0]!.logIndex)
      .execute()
      .then((found) => ({ rows: found.map(({ payload }) => JSON.parse(payload!) as object) }))
    expect(rows).toMatchObject([{ release: id, before: FIRST, until: SECOND, reason: WHY }])
  })

  test('stay back until the new day and are put off no more once they are public', async () => {
    stage.clock.set(new Date(Date.parse(FIRST) + DAY_MS))
    const before = await anybody(getRegisterEntry, { params: { id } })
    expect(before.text).toBeUndefined()
    stage.clock.set(new Date(Date.parse(SECOND)))
    const late = { textFrom: SECOND, until: '2027-07-01T00:00:00.000Z' }
    expect(await faultOf(delay(official, late))).toBe('refused-by-policy public-stays-public')
    expect((await anybody(getRegisterEntry, { params: { id } })).text).toContain('Quillfeather')
    expect(await publicWithin(3650)).toBe(0)
    stage.clock.set(start)
  })

  test('name as official nobody any more whose name was erased', async () => {
    await database.db.updateTable('people').set({ name: 'Erased' }).execute()
    const entry = await anybody(getRegisterEntry, { params: { id } })
    expect(entry.holds[0]!.official).toBe('Erased')
  })
})
