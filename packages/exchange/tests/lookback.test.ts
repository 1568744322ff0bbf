/** Look-back: what a member keeps of its own, held against what it is given, for its own people alone. */
import {
  createRelease,
  eraseList,
  eraseLookback,
  getLookback,
  getRelease,
  keepList,
  listLookbackHits,
  listLookbackMatches,
  previewRelease,
  recallRelease,
  setLookback,
  type Release,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const DAY = 86_400_000
const LOG = [
  '203.0.113.7 - - [28/Sep/2026:10:00:00 +0000] "GET /login HTTP/1.1" 200 12 "https://bad.example/a?x=1" "curl"',
  '203.0.113.8 - - [29/Sep/2026:11:30:00 +0000] "GET / HTTP/1.1" 200 12 "-" "curl"',
  '203.0.113.7 - - [30/Sep/2026:09:00:00 +0000] "GET /login HTTP/1.1" 200 12 "https://mail.worse.example/" "curl"',
  '198.51.100.9 - - [30/Sep/2026:09:00:01 +0000] "GET / HTTP/1.1" 200 9 "-" "curl"',
].join('\n')

type Times = { from?: string; until?: string }

function indicator(pattern: string, { from = '2026-09-01T00:00:00.000Z', until }: Times = {}) {
  return {
    type: 'indicator',
    spec_version: '2.1',
    id: `indicator--${randomUUID()}`,
    created: '2026-09-01T00:00:00.000Z',
    modified: '2026-09-01T00:00:00.000Z',
    name: `Seen: ${pattern.length}`,
    indicator_types: ['malicious-activity'],
    pattern,
    pattern_type: 'stix',
    valid_from: from,
    ...(until ? { valid_until: until } : {}),
  }
}

const domain = (name: string, times?: Times) => indicator(`[domain-name:value = '${name}']`, times)

onEachDatabase('Look-back', (open) => {
  let database: TestDatabase
  let stage: Stage
  let sender: Actor
  let keeper: Actor
  let other: Actor
  let group: string

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    sender = await stage.admit('Sender', 'platform')
    keeper = await stage.admit('Keeper', 'platform')
    other = await stage.admit('Other', 'platform')
    group = await stage.found('Circle', [sender, keeper, other])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  async function release(
    objects: object[],
    terms: Partial<ReleaseDraft['terms']> = {},
  ): Promise<Release> {
    stage.clock.advance(1000)
    const draft = {
      title: `Seen ${randomUUID()}`,
      terms: {
        groupId: group,
        tlp: 'green',
        pap: 'green',
        purpose: 'platform-integrity',
        basis: 'Charter',
        ...terms,
      },
      objects,
    } as ReleaseDraft
    const { digest } = await sender.call(previewRelease, { body: draft })
    return sender.call(createRelease, { body: { draft, digest } })
  }
  const keep = (
    text: string | Uint8Array<ArrayBuffer>,
    of: 'log' | 'list' = 'log',
    name = 'access.log',
  ) => keeper.call(keepList, { query: { name, of }, body: new Blob([text]) })
  const settle = () => stage.exchange.drain()
  const matchOf = async (id: string, by = keeper) =>
    (await by.call(listLookbackMatches, { query: { of: 'all', limit: 200 } })).items.find(
      (one) => one.release.id === id,
    )
  const hitsOf = async (id: string, by = keeper) =>
    (await by.call(listLookbackHits, { params: { id }, query: {} })).items

  test('a release is held against what is kept, and the member alone is told how often, where, and from when to when', async () => {
    const log = await keep(LOG)
    expect(log).toMatchObject({ lines: 4, timeless: 0, isCaughtUp: true })
    expect(log.things.find(({ kind }) => kind === 'ipv4')).toEqual({ kind: 'ipv4', count: 3 })
    const accounts = await keep('Telegram: @Own_Channel\nnothing\n', 'list', 'accounts.txt')
    expect(accounts).toMatchObject({
      leftOut: { refusedLines: 1 },
      things: [{ kind: 'account', count: 1 }],
    })
    const objects = [
      domain('mail.worse.example'),
      domain('worse.example'),
      indicator("[ipv4-addr:value ISSUBSET '203.0.113.0/29']"),
      indicator("[url:value = 'https://bad.example/a?x=1'] OR [domain-name:value = 'bad.example']"),
      domain('gone.example', { until: '2026-09-02T00:00:00.000Z' }),
      indicator('[network-traffic:dst_port = 22]'),
      {
        type: 'user-account',
        spec_version: '2.1',
        id: `user-account--${randomUUID()}`,
        account_login: 'own_channel',
        account_type: 'telegram',
      },
    ]
    const { summary } = await release(objects)
    await settle()
    expect(await matchOf(summary.id)).toMatchObject({
      lookedFor: 6,
      hits: 4,
      standing: 4,
      lists: [
        { name: 'access.log', hits: 3 },
        { name: 'accounts.txt', hits: 1 },
      ],
      first: '2026-09-28T10:00:00.000Z',
      last: '2026-09-30T09:00:00.000Z',
      notLookedFor: { patterns: 1, expired: 1, unlisted: 0 },
      isOpened: false,
    })
    expect((await keeper.call(getLookback)).unopened).toBe(1)
    const sent = await sender.call(getRelease, { params: { id: summary.id } })
    expect(sent.recipients.every((one) => !('readAt' in one))).toBe(true)
    expect(await matchOf(summary.id, other)).toBeUndefined()
    expect(await matchOf(summary.id, sender)).toBeUndefined()
    for (const by of [other, sender])
      await expect(hitsOf(summary.id, by)).rejects.toMatchObject({ code: 'not-found' })
    const hits = await hitsOf(summary.id)
    expect(hits.map(({ value, things, lines }) => [value, things, lines]).toSorted()).toEqual([
      ['203.0.113.0/29', 1, 2],
      ['bad.example', 1, 1],
      ['https://bad.example/a?x=1', 1, 1],
      ['mail.worse.example', 1, 1],
      ['telegram: own_channel', 1, 1],
    ])
    expect((await keeper.call(getLookback)).unopened).toBe(0)
  })

  test('neither another member nor whoever reads the database as one sees anything of it, and values are not there in the clear', async () => {
    const tables = [
      'lookback_lists',
      'lookback_items',
      'lookback_matches',
      'lookback_hits',
    ] as const
    const count = (memberId: string) =>
      asMember(database.db, { memberId }, stage.clock.now(), async (tx) => {
        const rows = await Promise.all(
          tables.map((table) => tx.selectFrom(table).select('member_id').distinct().execute()),
        )
        return rows.flat().map((row) => row.member_id)
      })
    expect(new Set(await count(keeper.id))).toEqual(new Set([keeper.id]))
    expect(await count(other.id)).toEqual([])
    const key = asMember(database.db, { memberId: keeper.id }, stage.clock.now(), (tx) =>
      tx.selectFrom('lookback_members').select('key').execute(),
    )
    await expect(key).rejects.toThrow(/permission denied/)
    const { rows } = await sql<{ text: string }>`
      select encode(digest, 'escape') as text from lookback_items where kind <> 2`.execute(
      database.db,
    )
    expect(rows.length).toBeGreaterThan(3)
    expect(rows.filter(({ text }) => text.includes('example'))).toEqual([])
  })

  test('what is taken back makes no new hit, and its earlier hits say so and show no value', async () => {
    const { summary } = await release([domain('mail.worse.example')])
    await settle()
    expect(await matchOf(summary.id)).toMatchObject({ hits: 1, standing: 1 })
    await sender.call(recallRelease, { params: { id: summary.id }, body: { reason: 'a mistake' } })
    expect(await matchOf(summary.id)).toMatchObject({ hits: 1, standing: 0 })
    const [hit] = await hitsOf(summary.id)
    expect(hit).toMatchObject({ state: 'recalled', lines: 1 })
    expect(hit).not.toHaveProperty('value')
    const late = await keep(LOG, 'log', 'late.log')
    await settle()
    const match = await matchOf(summary.id)
    expect(match?.lists.map(({ id }) => id)).not.toContain(late.id)
    await keeper.call(eraseList, { params: { id: late.id } })
  })

  test('an indicator hits from its beginning to its end, and one that a later version replaced or revoked no more', async () => {
    const at = (days: number) => new Date(stage.clock.now().getTime() + days * DAY).toISOString()
    const ahead = domain('mail.worse.example', { from: at(2), until: at(4) })
    const { summary } = await release([ahead])
    await settle()
    expect(await matchOf(summary.id)).toMatchObject({ hits: 0, notLookedFor: { later: 1 } })
    stage.clock.advance(2 * DAY + 2000)
    await settle()
    expect(await matchOf(summary.id)).toMatchObject({
      hits: 1,
      standing: 1,
      notLookedFor: { later: 0 },
    })
    const now = stage.clock.now().toISOString()
    const next = await release([{ ...ahead, modified: now, name: 'Said better' }])
    await settle()
    expect(await matchOf(summary.id)).toMatchObject({ hits: 1, standing: 0 })
    expect((await hitsOf(summary.id))[0]).toMatchObject({ state: 'replaced' })
    stage.clock.advance(3 * DAY)
    expect((await hitsOf(next.summary.id))[0]).toMatchObject({ state: 'expired' })
    const taken = domain('bad.example')
    const first = await release([taken])
    await settle()
    expect(await matchOf(first.summary.id)).toMatchObject({ standing: 1 })
    const revoked = await release([
      { ...taken, modified: stage.clock.now().toISOString(), revoked: true },
    ])
    await settle()
    expect(await matchOf(first.summary.id)).toMatchObject({ standing: 0 })
    expect((await hitsOf(first.summary.id))[0]).toMatchObject({ state: 'revoked' })
    expect(await matchOf(revoked.summary.id)).toMatchObject({
      hits: 0,
      notLookedFor: { revoked: 1 },
    })
    const late = await keep(LOG, 'log', 'late.log')
    await settle()
    for (const id of [first.summary.id, summary.id])
      expect((await matchOf(id))?.lists.map((list) => list.id)).not.toContain(late.id)
    await keeper.call(eraseList, { params: { id: late.id } })
  })

  test('a list that comes later is held against what was received before, packed or not, and twice the same adds nothing', async () => {
    const { summary } = await release([domain('bad.example')])
    await settle()
    const late = await keep(new Uint8Array(gzipSync(LOG)), 'log', 'late.log.gz')
    expect(late.isCaughtUp).toBe(false)
    await settle()
    expect((await keeper.call(getLookback)).lists.every((list) => list.isCaughtUp)).toBe(true)
    const before = await matchOf(summary.id)
    expect(before?.lists.map(({ id }) => id)).toContain(late.id)
    await sql`update lookback_lists set position = 0`.execute(database.db)
    await settle()
    expect(await hitsOf(summary.id)).toHaveLength(2)
    expect(await matchOf(summary.id)).toMatchObject({ hits: 1, standing: 1 })
  })

  test('what has less confidence left than the member asks for is not looked for, and hits say how much is left and what is common', async () => {
    const { decay } = await keeper.call(getLookback)
    expect(decay.find(({ kind }) => kind === 'domain')).toEqual({
      kind: 'domain',
      days: 480,
      speed: 2,
    })
    const now = stage.clock.now().getTime()
    const old = {
      ...domain('bad.example', { from: new Date(now - 30 * DAY).toISOString() }),
      confidence: 80,
    }
    const whole = await release([old])
    await settle()
    const [hit] = await hitsOf(whole.summary.id)
    expect(hit).toMatchObject({ score: 60, stated: 80, value: 'bad.example' })
    expect(hit?.warnings).toEqual(['names reserved for examples and tests (RFC 2606)'])
    const mine = { kind: 'domain' as const, days: 31, speed: 1 }
    await keeper.call(setLookback, { body: { days: 90, minScore: 50, decay: [mine] } })
    expect((await hitsOf(whole.summary.id))[0]).toMatchObject({ score: 3 })
    const faded = await release([{ ...old, id: `indicator--${randomUUID()}` }])
    await settle()
    expect(await matchOf(faded.summary.id)).toMatchObject({
      hits: 0,
      lookedFor: 0,
      notLookedFor: { faded: 1 },
    })
    await keeper.call(setLookback, { body: { days: 90, minScore: 0, decay: [] } })
  })

  test('what is for people’s eyes alone is not matched by a machine, and that is said', async () => {
    const { summary } = await release([domain('bad.example')], {
      tlp: 'red',
      named: [keeper.id],
    })
    await settle()
    expect(await matchOf(summary.id)).toMatchObject({ hits: 0, rule: 'tlp-red-no-feed' })
  })

  test('a file that cannot be read is refused with its reason, and keeps nothing', async () => {
    const before = (await keeper.call(getLookback)).lists.length
    const query = { name: 'a.txt', of: 'list' as const, platform: '???' }
    await expect(keeper.call(keepList, { query, body: new Blob(['@own']) })).rejects.toMatchObject({
      code: 'bad-request',
      path: '/query/platform',
    })
    const bad = new Uint8Array(gzipSync(LOG)).slice(0, 60)
    for (const [text, code] of [
      ['', 'bad-request'],
      ['no name in it\n', 'bad-request'],
      [bad, 'bad-request'],
      [new Uint8Array([0xff, 0xfe, 0x31, 0]), 'bad-request'],
    ] as const)
      await expect(keep(text as string)).rejects.toMatchObject({ code })
    expect((await keeper.call(getLookback)).lists).toHaveLength(before)
  })

  test('lists go with their hits after the days that were set, at once when they are erased, and whoever did it is on record for the member', async () => {
    const [first] = (await keeper.call(getLookback)).lists
    await expect(other.call(eraseList, { params: { id: first!.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
    await keeper.call(eraseList, { params: { id: first!.id } })
    expect((await keeper.call(getLookback)).lists.map(({ id }) => id)).not.toContain(first!.id)
    stage.clock.advance(2 * DAY)
    const young = await keep(LOG, 'log', 'young.log')
    const { lists } = await keeper.call(setLookback, { body: { days: 1 } })
    expect(lists.find(({ id }) => id === young.id)?.endsAt).toBe(
      new Date(Date.parse(young.keptAt) + DAY).toISOString(),
    )
    await settle()
    expect((await keeper.call(getLookback)).lists.map(({ id }) => id)).toEqual([young.id])
    await keeper.call(eraseLookback)
    await settle()
    expect(await keeper.call(getLookback)).toMatchObject({
      days: 90,
      minScore: 0,
      lists: [],
      unopened: 0,
    })
    const left = await sql<{
      n: number
    }>`select (select count(*) from lookback_items)::int + (select count(*) from lookback_hits)::int
      + (select count(*) from lookback_members)::int + (select count(*) from lookback_later)::int as n`.execute(
      database.db,
    )
    expect(left.rows).toEqual([{ n: 0 }])
    const { rows } = await sql<{ kind: string; act: string }>`
      select leaf::json ->> 'kind' as kind, p.payload::json ->> 'act' as act from log_entries e
        join log_payloads p on p.index = e.index where p.subject = ${`lookback:${keeper.id}`}`.execute(
      database.db,
    )
    expect(new Set(rows.map(({ kind }) => kind))).toEqual(new Set(['member.acted']))
    expect(new Set(rows.map(({ act }) => act))).toEqual(
      new Set(['lookback.kept', 'lookback.set', 'lookback.erased']),
    )
  })
})
