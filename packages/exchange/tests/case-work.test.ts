/** Steps, offers and the joint plan of a case: nobody is given a task, nothing is lost, and government learns nothing of a platform. */
import {
  answerCaseInvitation,
  answerCaseOffer,
  editCaseStep,
  inviteToCase,
  listCaseEvents,
  listCaseItems,
  listCaseLines,
  listCaseOffers,
  listCaseSteps,
  offerCaseStep,
  openCase,
  proposeCaseInstant,
  putInCase,
  sayToCaseInstant,
  strikeCaseLine,
  withdrawCaseInstant,
  writeCaseLine,
  writeCaseStep,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, differences, linesOf, observe, openRoom, type Room } from './answering.ts'
import { START } from './members-at-work.ts'

const DUE = '2026-10-05T12:00:00.000Z'

onServer('Work in cases', (open) => {
  let database: TestDatabase
  let room: Room
  let hub: Actor
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
    hub = await room.stage.join(room.hub, ['analyst'])
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  const opened = async (by: Actor, invited: Actor[], joins = invited) => {
    const { id } = await by.call(openCase, {
      body: {
        groupId: room.group,
        purpose: 'election-security',
        invited: invited.map((one) => one.id),
      },
    })
    for (const one of joins)
      await one.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    return id
  }
  const step = (by: Actor, id: string, words: string, editId = randomUUID()) =>
    by.call(writeCaseStep, { params: { id }, body: { editId, words } })
  const line = (by: Actor, id: string, words: string) =>
    by.call(writeCaseLine, {
      params: { id },
      body: { lineId: randomUUID(), kind: 'plan', words, dueAt: '2026-10-05T12:00:00.000Z' },
    })
  const offer = (by: Actor, id: string, to: Actor, words = 'Look at your own logs') =>
    by.call(offerCaseStep, { params: { id }, body: { to: to.id, words } })
  const propose = (by: Actor, id: string, more: object = {}) =>
    by.call(proposeCaseInstant, {
      params: { id },
      body: { instantId: randomUUID(), kind: 'call', words: 'We call', at: DUE, ...more },
    })
  const stepsOf = (by: Actor, id: string) => by.call(listCaseSteps, { params: { id } })
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  test('every member has its own steps, and no other one changes them', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer])
    const made = await step(platform, id, 'We look at our logs')
    expect((await stepsOf(peer, id)).items).toMatchObject([
      {
        own: false,
        by: { name: 'Platform' },
        current: { words: 'We look at our logs', state: 'open' },
      },
    ])
    const body = { editId: randomUUID(), base: made.current.id, words: 'x', state: 'done' as const }
    const params = { id, step: made.id }
    expect(await faultOf(peer.call(editCaseStep, { params, body }))).toBe('not-found')
    const done = await platform.call(editCaseStep, { params, body })
    expect(done.current).toMatchObject({ words: 'x', state: 'done' })
  })

  test('what was written offline is kept once and never lost: the version that came first stands, the other stands beside it until one is chosen', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer])
    const made = await step(platform, id, 'First')
    const colleague = await room.stage.join(platform, ['analyst'])
    const params = { id, step: made.id }
    const base = made.current.id
    const edit = (by: Actor, words: string, more: object = {}, editId: string = randomUUID()) =>
      by.call(editCaseStep, {
        params,
        body: { editId, base, words, state: 'doing' as const, ...more },
      })
    // One deletes what the other one changes, at once.
    const both = await Promise.all([
      edit(platform, 'Changed'),
      edit(colleague, 'First', { state: 'dropped' }),
    ])
    const [now] = (await stepsOf(peer, id)).items
    const words = [now!.current, ...now!.beside].map(({ words: said, state }) => [said, state])
    expect(words.toSorted()).toEqual([
      ['Changed', 'doing'],
      ['First', 'dropped'],
    ])
    expect(both.map(({ id: of }) => of)).toEqual([made.id, made.id])
    // The same edit comes again, as after a lost answer.
    const again = {
      editId: randomUUID(),
      base: now!.current.id,
      words: 'Both',
      state: 'doing' as const,
    }
    const settles = now!.beside.map((one) => one.id)
    for (const _ of [1, 2]) {
      const kept = await platform.call(editCaseStep, { params, body: { ...again, settles } })
      expect([kept.current.words, kept.beside]).toEqual(['Both', []])
    }
    expect(await faultOf(edit(platform, 'Other', {}, again.editId))).toBe('conflict')
    expect(await faultOf(edit(platform, 'Other', { base: randomUUID() }))).toBe('conflict')
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from case_step_edits where step_id = ${made.id}::uuid`.execute(
      database.db,
    )
    expect(rows[0]!.n).toBe(4)
    const editId = randomUUID()
    const twice = [
      await step(platform, id, 'Once', editId),
      await step(platform, id, 'Once', editId),
    ]
    expect(twice[0]!.id).toBe(twice[1]!.id)
  })

  test('a step is offered and taken, declined or withdrawn, and only the two of them see that', async () => {
    const { platform, peer, third } = room
    const id = await opened(platform, [peer, third])
    const answer = (by: Actor, of: { id: string }, how: 'taken' | 'declined' | 'withdrawn') =>
      by.call(answerCaseOffer, { params: { id, offer: of.id }, body: { answer: how } })
    const [one, two, three] = [
      await offer(platform, id, peer),
      await offer(platform, id, peer),
      await offer(platform, id, peer),
    ]
    expect(await faultOf(answer(third, one, 'taken'))).toBe('not-found')
    expect(await faultOf(answer(platform, one, 'taken'))).toBe('not-found')
    expect((await answer(peer, one, 'taken')).state).toBe('taken')
    expect((await answer(peer, two, 'declined')).state).toBe('declined')
    expect((await answer(platform, three, 'withdrawn')).state).toBe('withdrawn')
    expect(await faultOf(answer(peer, three, 'taken'))).toBe('conflict')
    const [own] = (await stepsOf(peer, id)).items
    expect(own).toMatchObject({
      own: true,
      offerId: one.id,
      current: { words: 'Look at your own logs' },
    })
    expect((await third.call(listCaseOffers, { params: { id } })).items).toEqual([])
    const acts = (await third.call(listCaseEvents, { params: { id } })).items.map(({ act }) => act)
    expect(acts.filter((act) => act.startsWith('offer'))).toEqual([])
    expect(await faultOf(offer(platform, id, room.researcher))).toBe('not-found')
  })

  test('a body of government offers nothing to a platform or campaign, and writes nothing that one reads', async () => {
    const { agency, platform } = room
    const id = await opened(hub, [agency, platform])
    expect(await faultOf(offer(agency, id, platform))).toBe(
      'refused-by-policy case-government-offers-none',
    )
    expect(await faultOf(offer(agency, id, hub, 'A look at the logs of March'))).toBe('none')
    await step(agency, id, 'We look at what we know')
    await line(agency, id, 'We publish what we know')
    expect(await faultOf(line(agency, id, 'Please remove these accounts'))).toBe(
      'refused-by-policy case-words-ask-nothing',
    )
    expect((await stepsOf(hub, id)).items).toHaveLength(1)
    const seen = await stepsOf(platform, id)
    expect([seen.items, seen.withheld]).toEqual([[], 1])
    const rows = await asMember(database.db, { memberId: platform.id }, START, async (tx) => [
      ...(await tx.selectFrom('case_lines').select('id').where('case_id', '=', id).execute()),
      ...(await tx.selectFrom('case_steps').select('id').where('case_id', '=', id).execute()),
      ...(await tx
        .selectFrom('case_step_edits')
        .select('words')
        .where('words', '=', 'We look at what we know')
        .execute()),
    ])
    expect(rows).toEqual([])
    const title = {
      groupId: room.group,
      purpose: 'election-security' as const,
      title: 'About accounts',
    }
    expect(
      await faultOf(agency.call(openCase, { body: { ...title, invited: [platform.id] } })),
    ).toBe('refused-by-policy case-words-pass-the-gate')
    const own = await agency.call(openCase, { body: { ...title, invited: [] } })
    expect(
      await faultOf(
        agency.call(inviteToCase, { params: { id: own.id }, body: { memberId: platform.id } }),
      ),
    ).toBe('refused-by-policy case-title-of-government')
  })

  test('whatever a platform does in a case, a body of government observes the same by every route: joined or not, taken, declined or nothing', async () => {
    const { agency, platform } = room
    const message = await room.tell([platform])
    const own = await room.share(platform, [room.peer])
    const id = await opened(hub, [agency, platform], [agency])
    await agency.call(putInCase, { params: { id }, body: { kind: 'release', ref: message } })
    const known = { releases: [message, id], group: room.group }
    const call = await propose(hub, id)
    const before = await observe(agency, known)
    // Between, the routes of cases and the log; all of them again at the end.
    const paths = [...before.keys()].filter((path) => path.startsWith('/api/cases'))
    const log = before.get('log')
    const expectSame = async () => {
      for (const path of paths) {
        const reply = await agency.send(path)
        expect([path, `${reply.status} ${await reply.text()}`]).toEqual([path, before.get(path)])
      }
      expect(JSON.stringify(await linesOf(agency))).toBe(log)
    }
    const told = async () => {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from live_events where ${agency.id}::uuid = any(members)`.execute(
        database.db,
      )
      return rows[0]!.n
    }
    const heard = await told()
    const params = { id }
    await platform.call(answerCaseInvitation, { params, body: { answer: 'joined' } })
    await expectSame()
    const offers = [await offer(hub, id, platform), await offer(hub, id, platform)]
    const answer = (of: { id: string } | undefined, how: 'taken' | 'declined') =>
      platform.call(answerCaseOffer, { params: { id, offer: of!.id }, body: { answer: how } })
    await answer(offers[0], 'taken')
    await answer(offers[1], 'declined')
    await expectSame()
    const made = await step(platform, id, 'We look')
    await platform.call(editCaseStep, {
      params: { id, step: made.id },
      body: { editId: randomUUID(), base: made.current.id, words: 'We removed it', state: 'done' },
    })
    const planned = await line(platform, id, 'We publish on Monday')
    await platform.call(strikeCaseLine, { params: { id, line: planned.id } })
    const say = (instant: string, says: 'yes' | 'no') =>
      platform.call(sayToCaseInstant, { params: { id, instant }, body: { says } })
    await say(call.id, 'yes')
    await expectSame()
    await say(call.id, 'no')
    const proposed = await propose(platform, id)
    await platform.call(withdrawCaseInstant, { params: { id, instant: proposed.id } })
    await platform.call(putInCase, { params, body: { kind: 'release', ref: own } })
    await faultOf(platform.call(inviteToCase, { params, body: { memberId: room.peer.id } }))
    await platform.call(answerCaseInvitation, { params, body: { answer: 'left' } })
    // What the hub offered it stands for the hub and the platform alone.
    expect(differences(before, await observe(agency, known))).toEqual([])
    expect(await told()).toBe(heard)
    const rows = await asMember(
      database.db,
      { memberId: agency.id, operator: true },
      START,
      async (tx) => [
        ...(await tx
          .selectFrom('case_standings')
          .select('kind')
          .where('kind', '=', 'platform')
          .execute()),
        ...(await tx
          .selectFrom('case_steps')
          .select('member_kind as kind')
          .where('member_kind', '=', 'platform')
          .execute()),
        ...(await tx
          .selectFrom('case_lines')
          .select('member_kind as kind')
          .where('member_kind', '=', 'platform')
          .execute()),
        ...(await tx
          .selectFrom('case_instant_says')
          .select('member_kind as kind')
          .where('member_kind', '=', 'platform')
          .execute()),
        ...(await tx
          .selectFrom('case_instants')
          .select('member_kind as kind')
          .where('member_kind', '=', 'platform')
          .execute()),
        ...(await tx
          .selectFrom('case_events')
          .select('act as kind')
          .where('case_id', '=', id)
          .where('member_kind', '=', 'platform')
          .execute()),
      ],
    )
    expect(rows).toEqual([])
    const items = (await agency.call(listCaseItems, { params })).items
    expect(items).toMatchObject([{ ref: message }])
  }, 180_000)

  test('who is invited later reads nothing that was written before, and is told how much that is', async () => {
    const { platform, peer, third } = room
    const id = await opened(platform, [peer])
    await step(platform, id, 'Before')
    await line(peer, id, 'Before as well')
    await platform.call(inviteToCase, { params: { id }, body: { memberId: third.id } })
    await third.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    await step(platform, id, 'After')
    const steps = await stepsOf(third, id)
    expect([steps.items.map(({ current }) => current.words), steps.withheld]).toEqual([
      ['After'],
      1,
    ])
    const lines = await third.call(listCaseLines, { params: { id } })
    expect([lines.items, lines.withheld]).toEqual([[], 1])
  })

  test('only whoever has joined works in a case', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer], [])
    expect(await faultOf(step(peer, id, 'x'))).toBe('refused-by-policy case-not-joined')
    expect(await faultOf(line(peer, id, 'x'))).toBe('refused-by-policy case-not-joined')
    expect(await faultOf(offer(peer, id, platform))).toBe('refused-by-policy case-not-joined')
  })
})
