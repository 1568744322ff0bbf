/** Private matching under attack: words past the gate, budgets at once, and numbers that count others. */
import {
  acceptMatching,
  beginRound,
  getMatching,
  listMatchings,
  type MatchingTerms,
  proposeMatching,
  refuseRound,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { KEY, TERMS } from './matching-room.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

onServer('Private matching under attack', (open) => {
  let database: TestDatabase
  let stage: Stage
  let platform: Actor
  let agency: Actor
  let hub: Actor
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    platform = await stage.admit('Platform', 'platform')
    agency = await stage.admit('Agency', 'agency')
    hub = await stage.admit('Observatory', 'researcher')
    await stage.found('Group', [platform, agency, hub])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const propose = (by: Actor, to: Actor, terms: Partial<MatchingTerms> = {}) =>
    by.call(proposeMatching, {
      body: { memberId: to.id, own: 'asker', terms: { ...TERMS, ...terms }, publicKey: KEY() },
    })
  const agree = async (by: Actor, to: Actor) => {
    const { id } = await propose(by, to)
    await to.call(acceptMatching, { params: { id }, body: { publicKey: KEY() } })
    return id
  }
  const ask = (by: Actor, id: string) =>
    by.call(beginRound, { params: { id }, body: { kind: 'domain', epoch: 0, size: 16 } })
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  test('a body of government writes no words of its own to a platform by what it proposes', async () => {
    const refused = 'refused-by-policy matching-words-pass-the-gate'
    expect(await faultOf(propose(agency, platform, { purpose: 'Remove these accounts' }))).toBe(
      refused,
    )
    expect(await faultOf(propose(agency, platform, { platform: 'remove.these.accounts' }))).toBe(
      refused,
    )
    expect(await faultOf(propose(agency, platform))).toBe('none')
    expect(await faultOf(propose(agency, hub, { purpose: 'Domains of one operation' }))).toBe(
      'none',
    )
    expect(await faultOf(propose(platform, hub, { purpose: 'Domains of one operation' }))).toBe(
      'none',
    )
  })

  test('a body of government writes none by the fault that it names either: the platform reads which kind it was', async () => {
    const id = await agree(agency, platform)
    const { id: round } = await ask(agency, id)
    const refuse = (fault: string) =>
      agency.call(refuseRound, { params: { id: round }, body: { fault } })
    expect(await faultOf(refuse('Remove these accounts'))).toBe('bad-request')
    await refuse('bad-point: remove these accounts')
    const { rounds } = await platform.call(getMatching, { params: { id } })
    expect(rounds[0]).toMatchObject({ state: 'refused', fault: 'bad-point' })
  })

  test('asks that come at once do not spend the same budget', async () => {
    const id = await agree(platform, hub)
    const faults = await Promise.all(Array.from({ length: 6 }, () => faultOf(ask(platform, id))))
    expect(faults.toSorted()).toEqual([
      'none',
      'none',
      'none',
      ...Array.from({ length: 3 }, () => 'refused-by-policy matching-queries-spent'),
    ])
  })

  test('the place in the list of matchings does not count those of others', async () => {
    await propose(platform, hub)
    await propose(platform, hub)
    const { items, next } = await platform.call(listMatchings, { query: { limit: 1 } })
    expect(next).toBe(items[0]!.id)
    const rest = await platform.call(listMatchings, { query: { after: next! } })
    expect(rest.items[0]!.id).not.toBe(items[0]!.id)
  })
})
