/** Promises of a meeting: each member its own, and nobody learns what became of one but by its promiser's words. */
import {
  ALL_ROUTES,
  callMeeting,
  getMeeting,
  getReceipt,
  listLog,
  listRefusals,
  makePromise,
  openMeeting,
  settlePromise,
  tellOfPromise,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { meetingOf } from './meeting-parties.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'
import { propertiesOf } from './schema-bodies.ts'

const UNTIL = '2026-11-01'

onServer('Promises of a meeting', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let platform: Actor
  let peer: Actor
  let group: string
  let id: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    agency = await stage.admit('Agency', 'agency', ['analyst', 'reviewer', 'official', 'clerk'])
    platform = await stage.admit('Platform A', 'platform')
    peer = await stage.admit('Platform B', 'platform')
    group = await stage.found('Group', [agency, platform, peer])
    id = await meet()
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const meet = async (follows?: string) => {
    const draft = meetingOf(group, [platform, peer], follows ? { follows } : {})
    const called = await agency.call(callMeeting, { body: draft })
    const params = { id: called.id }
    await agency.call(openMeeting, { params, body: { version: called.version } })
    return called.id
  }
  const promise = (by: Actor, words: string, until = UNTIL) =>
    by.call(makePromise, { params: { id }, body: { words, until } })
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )
  const seenBy = async (by: Actor, of = id) => await by.call(getMeeting, { params: { id: of } })

  test('a promise is its own member’s: no other settles it or tells of it, whichever route it takes', async () => {
    const made = await promise(platform, 'We look at our own logs again')
    expect(made).toMatchObject({ memberId: platform.id, state: 'open', until: UNTIL })
    const params = { id, promise: made.id }
    for (const by of [agency, peer]) {
      const settled = by.call(settlePromise, { params, body: { state: 'kept' } })
      expect(await faultOf(settled)).toBe('refused-by-policy promise-by-its-promiser')
      const told = by.call(tellOfPromise, { params, body: { words: 'They did not' } })
      expect(await faultOf(told)).toBe('refused-by-policy promise-by-its-promiser')
      const { items } = await by.call(listRefusals, { query: { limit: 1 } })
      expect(items[0]).toMatchObject({ rule: 'promise-by-its-promiser' })
    }
    const kept = await platform.call(settlePromise, { params, body: { state: 'kept' } })
    expect(kept.state).toBe('kept')
  })

  test('no route of meetings takes a member for whom something would be promised or stated', () => {
    const written = ALL_ROUTES.filter(
      ({ path, method }) => path.startsWith('/api/meeting') && method !== 'GET',
    )
    expect(written.length).toBeGreaterThan(10)
    const named = written.flatMap(({ name, body }) =>
      Object.keys(propertiesOf(body))
        .filter((property) => /member|owner|assign|responsible|promiser/i.test(property))
        .map((property) => `${name}.${property}`),
    )
    expect(named).toEqual([])
  })

  test('nothing that a promiser notes reaches another member, by any route, and the public log says not what it was', async () => {
    const made = await promise(platform, 'We write to the two offices')
    const params = { id, promise: made.id }
    const readAll = async (by: Actor) => {
      const texts: string[] = []
      for (const route of ALL_ROUTES.filter(({ method }) => method === 'GET')) {
        const path = route.path.replace(/:\w+/g, (name) => (name === ':promise' ? made.id : id))
        const reply = await by.send(path + (route.name === 'listReleases' ? '?direction=in' : ''))
        // The public log and the time of the answer change with every act of anybody.
        if (/^\/api\/(log|register\/feed|overview|report)/.test(path)) continue
        texts.push(`${route.name} ${reply.status} ${await reply.text()}`)
      }
      return texts
    }
    const before = await readAll(agency)
    for (const state of ['kept', 'open', 'withdrawn'] as const)
      await platform.call(settlePromise, { params, body: { state } })
    expect(await readAll(agency)).toEqual(before)
    const { items } = await agency.call(listLog, { query: { limit: 3 } })
    expect(items.map(({ kind }) => kind)).toEqual(Array(3).fill('member.acted'))
    await stage.exchange.drain()
    for (const { index } of items)
      expect(await faultOf(agency.call(getReceipt, { params: { index } }))).not.toBe('none')
    expect(before.length).toBeGreaterThan(40)
  })

  test('a promiser tells whom it chooses, in its own words and no others', async () => {
    const made = await promise(platform, 'We send a list of what we saw')
    const params = { id, promise: made.id }
    const words = 'We looked and saw nothing of the kind'
    await platform.call(tellOfPromise, { params, body: { words, to: [peer.id] } })
    const find = async (by: Actor) => (await seenBy(by)).promises.find((one) => one.id === made.id)!
    expect((await find(peer)).told).toMatchObject([{ words }])
    expect((await find(agency)).told).toEqual([])
    await platform.call(tellOfPromise, { params, body: { words: 'It is done with' } })
    expect((await find(agency)).told.map((one) => one.words)).toEqual(['It is done with'])
    expect(await find(agency)).not.toHaveProperty('state')
    const stranger = platform.call(tellOfPromise, { params, body: { words, to: [platform.id] } })
    expect(await faultOf(stranger)).toBe('bad-request')
  })

  test('the next meeting begins with all promises of the last, whatever became of them', async () => {
    const first = await promise(agency, 'We send the letter of the service')
    const next = await meet(id)
    const made = (await seenBy(agency)).promises.map((one) => one.id)
    for (const by of [agency, platform, peer]) {
      const { before, follows } = await seenBy(by, next)
      expect(follows).toMatchObject({ id })
      // That one is missing would tell that it was kept.
      expect(before.map((one) => one.id)).toEqual(made)
      const told = before.filter((one) => one.state !== undefined).map((one) => one.memberId)
      expect(new Set(told)).toEqual(by === peer ? new Set() : new Set([by.id]))
    }
    expect(made).toContain(first.id)
  })

  test('a promise of a government body asks a platform for nothing and names nothing', async () => {
    for (const [words, rule] of [
      ['We count on you to remove the accounts by Friday', 'government-asks-nothing'],
      ['We check each day whether example-votes.com is gone', 'meeting-words-name-nothing'],
    ] as const)
      expect(await faultOf(promise(agency, words))).toBe(`refused-by-policy ${rule}`)
    expect(await faultOf(promise(platform, 'We check example-votes.com each day'))).toBe('none')
    expect(await faultOf(promise(platform, 'Soon', '2026-02-30'))).toBe('bad-request')
  })
})
