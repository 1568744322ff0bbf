/** Cases under attack: what numbers and refusals tell, and what comes twice or at once. */
import {
  answerCaseInvitation,
  editCaseStep,
  leadCase,
  listCaseEvents,
  listCaseLines,
  listCases,
  listCaseSteps,
  offerCaseStep,
  openCase,
  writeCaseLine,
  writeCaseStep,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, linesOf, openRoom, type Room } from './answering.ts'

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

onServer('Cases under attack', (open) => {
  let database: TestDatabase
  let room: Room
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  const opened = async (by: Actor, joins: Actor[]) => {
    const invited = joins.map((one) => one.id)
    const body = { groupId: room.group, purpose: 'election-security' as const, invited }
    const { id } = await by.call(openCase, { body })
    for (const one of joins)
      await one.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    return id
  }
  const step = (by: Actor, id: string, words: string, editId: string = randomUUID()) =>
    by.call(writeCaseStep, { params: { id }, body: { editId, words } })
  const note = (by: Actor, id: string, more: object = {}) =>
    by.call(writeCaseLine, {
      params: { id },
      body: { lineId: randomUUID(), kind: 'note', words: 'A line', ...more },
    })
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  test('no number that a member is given grows with what others do: places in lists are names drawn at random', async () => {
    const { agency, platform } = room
    const id = await opened(platform, [agency])
    await opened(platform, [agency])
    for (const words of ['One', 'Two']) {
      await note(agency, id)
      await step(agency, id, words)
    }
    const first = { params: { id }, query: { limit: 1 } }
    const pages = [
      await agency.call(listCaseEvents, first),
      await agency.call(listCaseLines, first),
      await agency.call(listCaseSteps, first),
      await agency.call(listCases, { query: { limit: 1 } }),
    ]
    for (const { items, next } of pages) {
      expect(items[0]!.id).toMatch(UUID)
      expect(next).toMatch(UUID)
    }
    // And the lists go on there.
    const all = (await agency.call(listCaseEvents, { params: { id } })).items
    const rest = await agency.call(listCaseEvents, {
      params: { id },
      query: { after: pages[0]!.next! },
    })
    expect([...pages[0]!.items, ...rest.items]).toEqual(all)
    const steps = await agency.call(listCaseSteps, {
      params: { id },
      query: { after: pages[2]!.next! },
    })
    expect(steps.items.map(({ current }) => current.words)).toEqual(['One'])
    const foreign = { params: { id }, query: { after: randomUUID() } }
    for (const list of [listCaseEvents, listCaseLines, listCaseSteps])
      expect(await faultOf(agency.call(list, foreign))).toBe('bad-request')
  })

  test('whether a platform leads a case still, a body of government does not learn by asking for the lead', async () => {
    const { agency, platform, peer } = room
    const id = await opened(platform, [agency, peer])
    const take = (by: Actor) =>
      faultOf(by.call(leadCase, { params: { id }, body: { act: 'take' } }))
    const before = await take(agency)
    await platform.call(answerCaseInvitation, { params: { id }, body: { answer: 'left' } })
    expect([before, await take(agency)]).toEqual([
      'refused-by-policy case-lead-unseen-by-government',
      'refused-by-policy case-lead-unseen-by-government',
    ])
    expect(await take(peer)).toBe('none')
  })

  test('a step that is sent several times at once is one, and other words under its name are refused and not lost in silence', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer])
    const other = await opened(platform, [peer])
    const editId = randomUUID()
    const sent = await Promise.all(
      Array.from({ length: 6 }, () => step(platform, id, 'Look', editId)),
    )
    expect(new Set(sent.map((one) => one.id)).size).toBe(1)
    expect((await platform.call(listCaseSteps, { params: { id } })).items).toHaveLength(1)
    expect(await faultOf(step(platform, id, 'Look elsewhere', editId))).toBe('conflict')
    expect(await faultOf(step(platform, other, 'Look', editId))).toBe('conflict')
    const together = randomUUID()
    const faults = await Promise.all(
      [platform, peer, platform, peer].map((by) => faultOf(step(by, id, 'Both', together))),
    )
    expect(faults.toSorted()).toEqual(['conflict', 'conflict', 'none', 'none'])
    const lineId = randomUUID()
    await note(platform, id, { lineId })
    expect(await faultOf(note(platform, id, { lineId, kind: 'plan' }))).toBe('conflict')
  })

  test('people of one member who edit and drop one step, invite and leave at once, come to a defined end', async () => {
    const { platform, peer, third } = room
    const id = await opened(platform, [peer, third])
    const made = await step(platform, id, 'Look')
    const edit = (words: string, state: 'open' | 'dropped') =>
      platform.call(editCaseStep, {
        params: { id, step: made.id },
        body: { editId: randomUUID(), base: made.current.id, words, state },
      })
    const answer = (by: Actor) =>
      by.call(answerCaseInvitation, { params: { id }, body: { answer: 'left' } })
    const faults = await Promise.all(
      [edit('Other', 'open'), edit('Look', 'dropped'), answer(peer), answer(third)].map(faultOf),
    )
    expect(faults).toEqual(['none', 'none', 'none', 'none'])
    const { items } = await platform.call(listCaseSteps, { params: { id } })
    expect(items).toMatchObject([{ beside: [{}] }])
  })

  test('words of a platform that wait for a party are refused, and no entry of the log tells that it wrote any', async () => {
    const { agency, platform } = room
    const id = await opened(platform, [agency])
    await database.db.transaction().execute(async (tx) => {
      // A finding of the platform that its party is to be told of first, without the run that found it.
      await sql`set local session_replication_role = replica`.execute(tx)
      await sql`insert into party_alerts (id, party_id, party_name, finder, finder_name, finder_kind, finding_id, name, target, technique,
        score, evidence, state, first_seen, last_seen, seen, log_index)
        select ${randomUUID()}::uuid, ${randomUUID()}::uuid, 'Party', id, name, kind, ${randomUUID()}::uuid, 'gardem.org', 'garden.org',
        'x', 1, 'x', 'new', now(), now(), 1, 0 from members where id = ${platform.id}::uuid`.execute(
        tx,
      )
    })
    const before = (await linesOf(agency)).length
    const named = 'Seen at gardem.org'
    const offered = { to: agency.id, words: named }
    const faults = [
      await faultOf(step(platform, id, named)),
      await faultOf(note(platform, id, { words: named })),
      await faultOf(platform.call(offerCaseStep, { params: { id }, body: offered })),
    ]
    expect(new Set(faults)).toEqual(new Set(['refused-by-policy party-first']))
    expect((await linesOf(agency)).length).toBe(before)
  })

  test('a day that no calendar has is refused where it stands', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer])
    expect(await faultOf(note(platform, id, { dueAt: '2026-13-41T25:61:61Z' }))).toBe('bad-request')
  })
})
