/** Erasing: who may, who decides, what is left, and what stops it. */
import {
  approveErasure,
  askErasure,
  editCaseStep,
  getCase,
  listCaseEvents,
  listCaseSteps,
  openCase,
  makeCaseClaim,
  proposeCaseInstant,
  writeCaseLine,
  writeCaseStep,
  createRelease,
  addMeetingItem,
  callMeeting,
  checkMeetingItem,
  confirmMeetingItem,
  declineErasure,
  getMeeting,
  makePromise,
  openMeeting,
  reviewMeetingItem,
  tellOfPromise,
  getSession,
  liftHold,
  listErasures,
  listHolds,
  placeHold,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { findInRows, onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { applyRetention } from '../src/erasure/retention.ts'
import { toLogRows } from '../src/log/append.ts'
import { makeReceipt } from '../src/log/receipt.ts'
import { meetingOf, saying } from './meeting-parties.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const DAY = 86_400_000

onEachDatabase('Erasing', (open) => {
  let database: TestDatabase
  let stage: Stage
  let platform: Actor
  let agency: Actor
  let first: Actor
  let second: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    platform = await stage.admit('Platform A', 'platform')
    agency = await stage.admit('Agency', 'agency')
    first = await stage.admit('Hub', 'hub', ['operator'])
    second = await stage.admit('Second hub', 'hub', ['operator'])
    group = await stage.found('Group', [platform, agency])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  /** Makes a release and takes it back; returns its subject. */
  async function subject(): Promise<string> {
    const draft: ReleaseDraft = {
      title: 'Seen in step',
      terms: {
        groupId: group,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter, section 2',
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
    const { digest } = await platform.call(previewRelease, { body: draft })
    const { summary } = await platform.call(createRelease, { body: { draft, digest } })
    const { id } = summary
    await platform.call(recallRelease, { params: { id }, body: { reason: 'a mistake' } })
    return `release:${id}`
  }
  const places = async (about: string) => {
    const { rows } = await sql<{ index: number }>`
      select index from log_payloads where subject = ${about} order by index`.execute(database.db)
    return rows.map(({ index }) => index)
  }
  const payloads = async (kind: string) => {
    const { rows } = await sql<{ payload: string }>`
      select p.payload from log_payloads p join log_entries e using (index)
      where e.leaf::json ->> 'kind' = ${kind} order by index`.execute(database.db)
    return rows.map(({ payload }) => JSON.parse(payload))
  }
  const ask = (by: Actor, about: string, reason = 'asked for by the sender') =>
    by.call(askErasure, { body: { subject: about, reason } })
  const codeOf = (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      (error: { code: string }) => error.code,
    )

  test('one asks with a reason, another approves, and a provable empty place is left', async () => {
    const about = await subject()
    const held = await places(about)
    const wish = await ask(first, about)
    expect(await places(about)).toEqual(held)
    expect(await codeOf(ask(second, about))).toBe('conflict')
    expect(await codeOf(first.call(approveErasure, { params: { id: wish.id } }))).toBe('forbidden')
    const done = await second.call(approveErasure, { params: { id: wish.id } })
    expect(done).toMatchObject({
      decision: 'approved',
      entries: held.length,
      askedBy: { id: first.personId },
      decidedBy: { id: second.personId },
    })
    expect(await places(about)).toEqual([])
    const { log } = stage.exchange.context
    while (await log.integrate());
    const receipt = await makeReceipt({ database, log }, held[0]!)
    const { disclosure } = await verifyReceipt(receipt, toVerifiers(log.verifier))
    expect(disclosure).toMatchObject({ state: 'entry', kind: 'release.created' })
    expect((await payloads('payload.erased')).at(-1)).toMatchObject({
      entries: held,
      reason: 'asked for by the sender',
      about,
      askedBy: first.personId,
      by: { member: second.id, person: second.personId },
    })
    expect((await payloads('erasure.asked')).at(-1)).toMatchObject({
      about,
      by: { member: first.id, person: first.personId },
    })
    expect(await codeOf(second.call(approveErasure, { params: { id: wish.id } }))).toBe('conflict')
  })

  test('a wish can be declined, and nothing is erased', async () => {
    const about = await subject()
    const held = await places(about)
    const wish = await ask(first, about)
    const declined = await first.call(declineErasure, { params: { id: wish.id } })
    expect(declined.decision).toBe('declined')
    expect(await places(about)).toEqual(held)
    expect(await codeOf(second.call(approveErasure, { params: { id: wish.id } }))).toBe('conflict')
  })

  test('nobody but operators asks, and nothing is asked that is not on record', async () => {
    const about = await subject()
    expect(await codeOf(ask(platform, about))).toBe('forbidden')
    expect(await codeOf(ask(first, `release:${randomUUID()}`))).toBe('not-found')
    expect(await codeOf(ask(first, about, ''))).toBe('bad-request')
    expect(await codeOf(ask(first, `person:${'-'.repeat(36)}`))).toBe('bad-request')
  })

  test('what was erased and held, and why, cannot be erased in turn', async () => {
    for (const about of ['erasure', 'hold']) {
      const held = await places(about)
      expect(await codeOf(ask(first, about))).toBe('conflict')
      expect(await places(about)).toEqual(held)
    }
  })

  test('two who approve one wish at once erase it once, and it goes on record once', async () => {
    const third = await stage.admit('Another hub', 'hub', ['operator'])
    for (let round = 0; round < 6; round++) {
      const about = await subject()
      const wish = await ask(first, about)
      const approve = (by: Actor) => codeOf(by.call(approveErasure, { params: { id: wish.id } }))
      const codes = await Promise.all([second, third, second, third].map(approve))
      expect(codes.toSorted()).toEqual(['conflict', 'conflict', 'conflict', 'ok'])
      const records = (await payloads('payload.erased')).filter((one) => one.about === about)
      expect(records).toHaveLength(1)
    }
  })

  test.each(['*', 'its own'])(
    'a legal hold on %s stops asking, approving and retention',
    async (on) => {
      const about = await subject()
      const held = await places(about)
      const wish = await ask(first, about)
      const hold = { subject: on === '*' ? '*' : about, reason: 'a court asked' }
      await second.call(placeHold, { body: hold })
      expect(await codeOf(second.call(approveErasure, { params: { id: wish.id } }))).toBe(
        'conflict',
      )
      expect((await first.call(listHolds)).items).toMatchObject([hold])
      expect(await places(about)).toEqual(held)
      await second.call(liftHold, { body: { ...hold, reason: 'the case ended' } })
      expect((await payloads('hold.placed')).at(-1)).toMatchObject({ held: hold.subject })
      expect((await payloads('hold.lifted')).at(-1)).toMatchObject({ reason: 'the case ended' })
      await second.call(approveErasure, { params: { id: wish.id } })
      expect(await places(about)).toEqual([])
    },
  )

  test('a person is erased: name, address, session and keys go, the id in the record stands for nobody', async () => {
    const leaving = await stage.admit('Third hub', 'hub', ['operator'])
    const key = await stage.withKey(leaving)
    await key.call(getSession)
    const { email } = await database.db
      .selectFrom('people')
      .select('email')
      .where('id', '=', leaving.personId)
      .executeTakeFirstOrThrow()
    // As the mail servers of many say it.
    await sql`insert into deliveries (id, purpose, person_id, channel, address, state, fault, queued_at)
      values (gen_random_uuid(), 'news', ${leaving.personId}::uuid, 'mail', ${email}, 'failed', ${`550 5.1.1 <${email}> is full`}, ${stage.clock.now()})`.execute(
      database.db,
    )
    const wish = await ask(first, `person:${leaving.personId}`, 'left, and asked for it')
    expect(await codeOf(leaving.call(approveErasure, { params: { id: wish.id } }))).toBe(
      'forbidden',
    )
    await second.call(approveErasure, { params: { id: wish.id } })
    const person = await database.db
      .selectFrom('people')
      .select(['name', 'email', 'active'])
      .where('id', '=', leaving.personId)
      .executeTakeFirstOrThrow()
    expect(person).toEqual({
      name: 'Erased',
      email: `${leaving.personId}@erased.invalid`,
      active: false,
    })
    expect(await codeOf(leaving.call(getSession))).toBe('not-signed-in')
    expect(await codeOf(key.call(getSession))).toBe('not-signed-in')
    expect((await payloads('payload.erased')).at(-1)).toMatchObject({
      about: `person:${leaving.personId}`,
    })
    expect(await findInRows(database.db, [email])).toEqual([])
  })

  test('retention erases by kind once the days are over, and leaves what is younger, held or of another kind', async () => {
    const { context } = stage.exchange
    const old = await subject()
    const kept = await subject()
    stage.clock.advance(20 * DAY)
    const young = await subject()
    const before = { old: await places(old), kept: await places(kept), young: await places(young) }
    await first.call(placeHold, { body: { subject: kept, reason: 'a court asked' } })
    context.config.retention = { 'release.recalled': 10 }
    while (await applyRetention(context));
    expect(await places(old)).toHaveLength(before.old.length - 1)
    expect(await places(kept)).toEqual(before.kept)
    expect(await places(young)).toEqual(before.young)
    expect((await payloads('payload.erased')).at(-1)).toMatchObject({
      by: 'clock',
      reason: 'kept 10 days: release.recalled',
    })
    await first.call(liftHold, { body: { subject: kept, reason: 'the case ended' } })
    while (await applyRetention(context));
    expect(await places(kept)).toHaveLength(before.kept.length - 1)
    expect(await places(young)).toEqual(before.young)
  })

  test('retention finds a reading by its name, in entries that say it and in those whose statement alone does', async () => {
    const { context } = stage.exchange
    const about = `release:${randomUUID()}`
    const by = { memberId: platform.id, personId: platform.personId }
    const act = { at: stage.clock.now(), subject: about, payload: {}, by, members: [platform.id] }
    const [read, left] = toLogRows([
      { ...act, kind: 'release.read' },
      { ...act, kind: 'person.signed-in' },
    ])
    // As an exchange wrote it before: the line itself says what it was.
    const before = { ...read!, leaf: read!.leaf.replace('member.acted', 'release.read') }
    expect(before.leaf).not.toBe(read!.leaf)
    const rows = JSON.stringify([before, read, left])
    await sql`select tocsin_append_log(${rows}::json)`.execute(database.db)
    const [, , other] = await places(about)
    stage.clock.advance(20 * DAY)
    context.config.retention = { 'release.read': 10 }
    while (await applyRetention(context));
    expect(await places(about)).toEqual([other])
  })

  test('wishes are listed in pages, and each once', async () => {
    const seen: string[] = []
    let after: string | undefined
    do {
      const page = await first.call(listErasures, { query: { limit: 2, ...(after && { after }) } })
      seen.push(...page.items.map(({ id }) => id))
      after = page.next
    } while (after)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from erasures`.execute(
      database.db,
    )
    expect(new Set(seen).size).toBe(seen.length)
    expect(seen).toHaveLength(rows[0]!.n)
  })

  test('of a meeting forgets what was written beside what was taken: drafts, what was not said, and what was told of promises', async () => {
    const author = await stage.join(agency, ['reviewer'])
    const { id } = await agency.call(callMeeting, { body: meetingOf(group, [platform]) })
    const params = { id }
    await agency.call(addMeetingItem, { params, body: saying('Prepared by official.1 alone.') })
    await agency.call(openMeeting, { params, body: { version: 1 } })
    const draft = saying('It was written by official.2@example.com, they say')
    const { persons } = await agency.call(checkMeetingItem, { params, body: draft })
    const found = persons!.found.map(({ key }) => key)
    const body = {
      ...draft,
      persons: { of: persons!.of, statements: [{ as: 'of-the-country' as const, found }] },
    }
    const item = await agency.call(addMeetingItem, { params, body })
    const byItem = { id, item: item.id }
    const { sha256, digest } = await author.call(reviewMeetingItem, { params: byItem })
    await author.call(confirmMeetingItem, { params: byItem, body: { sha256, digest } })
    const made = { words: 'We look again', until: '2026-12-01' }
    const promise = await platform.call(makePromise, { params, body: made })
    await platform.call(tellOfPromise, {
      params: { id, promise: promise.id },
      body: { words: 'We saw official.3' },
    })
    const wish = await first.call(askErasure, {
      body: { subject: `meeting:${id}`, reason: 'asked by whom it names' },
    })
    await second.call(approveErasure, { params: { id: wish.id } })
    const meeting = await agency.call(getMeeting, { params })
    expect(meeting.items.map(({ state, words }) => [state, words])).toEqual([
      ['unsaid', undefined],
      ['taken', expect.stringMatching(/^It was written by person-\w{8}, they say$/)],
    ])
    expect(meeting.promises[0]!.told.map(({ words }) => words)).toEqual(['Erased'])
    const { rows } = await sql<{ text: string }>`select concat(
        (select string_agg(w::text, ' ') from meeting_item_words w),
        (select string_agg(w::text, ' ') from meeting_promise_words w),
        (select string_agg(p.payload, ' ') from log_payloads p)) as text`.execute(database.db)
    expect(rows[0]!.text).not.toMatch(/official\.[123]/)
  })

  test('of a case forgets every word that members wrote there, in all versions, and keeps that they acted', async () => {
    const body = {
      groupId: group,
      purpose: 'election-security' as const,
      title: 'About official.4',
    }
    const { id } = await platform.call(openCase, { body: { ...body, invited: [] } })
    const params = { id }
    const words = 'official.5 wrote it'
    const made = await platform.call(writeCaseStep, {
      params,
      body: { editId: randomUUID(), words },
    })
    await platform.call(editCaseStep, {
      params: { id, step: made.id },
      body: { editId: randomUUID(), base: made.current.id, words: 'official.6', state: 'done' },
    })
    await platform.call(writeCaseLine, {
      params,
      body: { lineId: randomUUID(), kind: 'plan', words: 'official.7 is told' },
    })
    await platform.call(proposeCaseInstant, {
      params,
      body: {
        instantId: randomUUID(),
        kind: 'call',
        words: 'official.7 is called',
        at: '2099-01-01T00:00:00.000Z',
      },
    })
    await platform.call(makeCaseClaim, {
      params,
      body: {
        claimId: randomUUID(),
        words: 'official.7 did it',
        likelihood: 'likely',
        confidence: 'low',
        basis: 'official.7 was there',
      },
    })
    const wish = await first.call(askErasure, {
      body: { subject: `case:${id}`, reason: 'asked by whom it names' },
    })
    await second.call(approveErasure, { params: { id: wish.id } })
    expect((await platform.call(getCase, { params })).title).toBe('Erased')
    const { items } = await platform.call(listCaseSteps, { params })
    expect(items.map(({ current }) => [current.words, current.state])).toEqual([['Erased', 'done']])
    const acts = (await platform.call(listCaseEvents, { params })).items.map(({ act }) => act)
    expect(acts).toEqual([
      'claimed',
      'instant-proposed',
      'planned',
      'step-done',
      'step-made',
      'opened',
    ])
    const { rows } = await sql<{ text: string }>`select concat(
        (select string_agg(c::text, ' ') from cases c),
        (select string_agg(e::text, ' ') from case_step_edits e),
        (select string_agg(l::text, ' ') from case_lines l),
        (select string_agg(i::text, ' ') from case_instants i),
        (select string_agg(m::text, ' ') from case_claims m),
        (select string_agg(p.payload, ' ') from log_payloads p)) as text`.execute(database.db)
    expect(rows[0]!.text).not.toMatch(/official\.[4567]/)
  })
})
