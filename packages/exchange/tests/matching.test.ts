/** Private matching as the exchange sees it: what is agreed, what rules refuse, budgets, blinded bytes that it only carries. */
import {
  acceptMatching,
  beginMessage,
  beginRound,
  finishMessage,
  finishRound,
  getMatching,
  listMatchings,
  type MatchingTerms,
  proposeMatching,
  refuseRound,
  reportProbe,
  settleMatching,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { hash, randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { endDue } from '../src/matching/end-round.ts'
import { KEY, TERMS } from './matching-room.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const DAY = 86_400_000
const SIGNATURE = randomBytes(64).toString('base64')

onEachDatabase('Private matching', (open) => {
  let database: TestDatabase
  let stage: Stage
  let asker: Actor
  let holder: Actor
  let agency: Actor
  let stranger: Actor
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    asker = await stage.admit('Platform A', 'platform')
    holder = await stage.admit('Platform B', 'platform')
    agency = await stage.admit('Agency', 'agency')
    stranger = await stage.admit('Observatory', 'researcher')
    await stage.found('Group', [asker, holder, agency])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const propose = (
    by: Actor,
    to: Actor,
    terms: Partial<MatchingTerms> = {},
    own: 'asker' | 'holder' = 'asker',
  ) =>
    by.call(proposeMatching, {
      body: { memberId: to.id, own, terms: { ...TERMS, ...terms }, publicKey: KEY() },
    })
  const accept = (by: Actor, id: string) =>
    by.call(acceptMatching, { params: { id }, body: { publicKey: KEY() } })
  const agree = async (terms: Partial<MatchingTerms> = {}) => {
    const { id } = await propose(asker, holder, terms)
    await accept(holder, id)
    return id
  }
  const page = (by: Actor, id: string) => by.call(getMatching, { params: { id } })
  const round = (id: string, more: object = {}, by = asker) =>
    by.call(beginRound, { params: { id }, body: { kind: 'domain', epoch: 0, size: 16, ...more } })
  const begin = (by: Actor, id: string, body: Buffer, more: object) =>
    by.call(beginMessage, {
      params: { id },
      body: {
        step: 'request',
        epoch: 0,
        kind: 'domain',
        count: 16,
        bytes: body.length,
        digest: hash('sha256', body, 'hex'),
        previous: '0'.repeat(64),
        signature: SIGNATURE,
        ...more,
      },
    })
  const put = (by: Actor, id: string, body: Buffer, seq = 0) =>
    by.send(`/api/matching-messages/${id}/parts/${seq}`, {
      method: 'POST',
      body: new Uint8Array(body),
    })
  const sent = async (by: Actor, id: string, body: Buffer, more: object) => {
    const message = await begin(by, id, body, more)
    await put(by, message.id, body)
    return by.call(finishMessage, { params: { id: message.id } })
  }
  const asked = async (id: string) => {
    const { id: of } = await round(id)
    const body = randomBytes(512)
    await sent(asker, id, body, { round: of })
    return { of, body }
  }
  const payloads = async (id: string) => {
    const { rows } = await sql<{ payload: string; members: string[] }>`
      select payload, members from log_payloads where subject = ${`matching:${id}`} order by index`.execute(
      database.db,
    )
    return rows.map(({ payload, members }) => ({ ...JSON.parse(payload), members }))
  }

  test('what one side proposes the other accepts, each by a person; the keys of both stand in the log for both', async () => {
    const { id, state, ownPerson } = await propose(asker, holder)
    expect([state, ownPerson]).toEqual(['proposed', 'Analyst, Platform A'])
    await expect(accept(asker, id)).rejects.toMatchObject({ rule: 'matching-not-by-proposer' })
    await expect(accept(await stage.withKey(holder), id)).rejects.toMatchObject({
      code: 'forbidden',
    })
    const agreed = await accept(holder, id)
    expect(agreed).toMatchObject({
      state: 'in-force',
      epoch: 0,
      own: 'holder',
      ownPerson: 'Analyst, Platform B',
    })
    expect(agreed.budgets).toEqual([
      { kind: 'domain', asked: 0, queriesLeft: 48, roundsLeft: 10, bitsLeft: 29 },
    ])
    await expect(accept(holder, id)).rejects.toMatchObject({ code: 'conflict' })
    const log = await payloads(id)
    expect(log.map(({ act }) => act)).toEqual(['matching.proposed', 'matching.accepted'])
    expect(log[0]).toMatchObject({
      terms: TERMS,
      publicKey: agreed.askerKey,
      by: { person: asker.personId },
    })
    expect(log[1]).toMatchObject({ publicKey: agreed.holderKey, by: { person: holder.personId } })
    expect(log[0].members.toSorted()).toEqual([asker.id, holder.id].toSorted())
  })

  test.each<[string, () => Promise<unknown>]>([
    ['matching-within-group', () => propose(asker, stranger)],
    [
      'matching-not-platform-accounts',
      () => propose(agency, holder, { kinds: ['domain', 'email'] }),
    ],
    [
      'matching-not-platform-accounts',
      () => propose(holder, agency, { kinds: ['phone'] }, 'holder'),
    ],
    ['matching-not-past-gate', () => propose(asker, agency)],
    ['matching-count-once', () => propose(asker, holder, { learns: 'count' })],
  ])('the rule %s stands against it, and the refusal is on record', async (rule, act) => {
    await expect(act()).rejects.toMatchObject({ code: 'refused-by-policy', rule })
  })

  test('a government body may ask a platform for what names nobody', async () => {
    expect(await propose(agency, holder, { kinds: ['ipv4', 'domain'] })).toMatchObject({
      state: 'proposed',
    })
  })

  test.each<[string, Partial<MatchingTerms>]>([
    ['askerSize', { askerSize: 17 }],
    ['queries', { askerSize: 64 }],
    ['learns', { lane: 'look-up', learns: 'count', rounds: 1 }],
    ['platform', { kinds: ['handle'] }],
    ['floorBits', { floorBits: 28 }],
    ['until', { until: '2026-09-01T00:00:00.000Z' }],
    ['until', { until: '2026-13-45T00:00:00.000Z' }],
  ])('terms that cannot be are refused with the field: %s', async (field, terms) => {
    await expect(propose(asker, holder, terms)).rejects.toMatchObject({
      code: 'bad-request',
      path: `/body/terms/${field}`,
    })
  })

  test('nobody but the two sides sees that there is a matching, an operator neither', async () => {
    const id = await agree()
    const operator = await stage.admit('Hub', 'hub', ['operator'])
    for (const other of [agency, stranger, operator]) {
      await expect(page(other, id)).rejects.toMatchObject({ code: 'not-found' })
      expect(
        (await other.call(listMatchings, { query: {} })).items.map((one) => one.id),
      ).not.toContain(id)
      await expect(round(id, {}, other === operator ? agency : other)).rejects.toMatchObject({
        code: 'not-found',
      })
    }
    await expect(round(id, {}, holder)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('each use is taken off the budget before anything is sent; what is spent is refused by its rule, and both sides see it', async () => {
    const id = await agree()
    const { of } = await asked(id)
    await round(id)
    await round(id)
    await expect(round(id)).rejects.toMatchObject({ rule: 'matching-queries-spent' })
    for (const by of [asker, holder]) {
      const { matching, rounds, refusals } = await page(by, id)
      expect(matching.budgets[0]).toMatchObject({ asked: 48, queriesLeft: 0, roundsLeft: 7 })
      expect(rounds.find((one) => one.id === of)).toMatchObject({
        queriesBefore: 48,
        queriesAfter: 32,
        bitsBefore: 29,
        bitsAfter: 25,
      })
      expect(refusals).toMatchObject([{ by: 'asker', rule: 'matching-queries-spent' }])
    }
    const receipt = (await payloads(id)).find(({ step }) => step === 'request')
    expect(receipt).toMatchObject({
      askedBefore: 0,
      askedAfter: 16,
      bitsAfter: 25,
      count: 16,
      bytes: 512,
    })
  })

  test.each<[string, Partial<MatchingTerms>, object]>([
    ['matching-other-epoch', {}, { epoch: 1 }],
    ['matching-other-size', {}, { size: 32 }],
    ['matching-other-size', {}, { kind: 'ipv4' }],
  ])('a round that was not agreed is refused: %s %o', async (rule, terms, more) => {
    const id = await agree(terms)
    await expect(round(id, more)).rejects.toMatchObject({ rule })
    expect((await page(holder, id)).refusals).toMatchObject([{ rule, by: 'asker' }])
  })

  test('rounds and bits of guesswork are bounds of their own', async () => {
    const rounds = await agree({ rounds: 1 })
    await round(rounds)
    await expect(round(rounds)).rejects.toMatchObject({ rule: 'matching-rounds-spent' })
    const bits = await agree({ floorBits: 24, queries: 1000 })
    await round(bits)
    await round(bits)
    await expect(round(bits)).rejects.toMatchObject({ rule: 'matching-guesses-spent' })
  })

  test('a list that looks made up is not asked, which both sides see; what is in it is said to nobody', async () => {
    const id = await agree()
    await asker.call(reportProbe, {
      params: { id },
      body: { kind: 'domain', pattern: 'sequential', count: 90 },
    })
    for (const by of [asker, holder])
      expect((await page(by, id)).refusals).toMatchObject([
        { rule: 'matching-probing', by: 'asker' },
      ])
    expect((await payloads(id)).at(-1)).toMatchObject({
      rule: 'matching-probing',
      pattern: 'sequential',
      count: 90,
    })
    expect((await page(asker, id)).matching.budgets[0]!.asked).toBe(0)
  })

  test('a question that was sent before is refused and seen by both sides', async () => {
    const id = await agree()
    const { body } = await asked(id)
    const { id: second } = await round(id)
    await expect(begin(asker, id, body, { round: second })).rejects.toMatchObject({
      rule: 'matching-replayed',
    })
    expect((await page(holder, id)).refusals).toMatchObject([{ rule: 'matching-replayed' }])
  })

  test('bytes go from one side to the other as they came, and are gone once they were read', async () => {
    const id = await agree()
    const table = randomBytes(640)
    const { id: tableId } = await sent(holder, id, table, {
      step: 'table',
      count: 64,
      previous: '',
    })
    const read = async (by: Actor, message: string) => {
      const reply = await by.send(`/api/matching-messages/${message}/parts/0`)
      return { status: reply.status, bytes: Buffer.from(await reply.arrayBuffer()) }
    }
    expect((await read(asker, tableId)).bytes).toEqual(table)
    expect([(await read(holder, tableId)).status, (await read(agency, tableId)).status]).toEqual([
      404, 404,
    ])
    const { of } = await asked(id)
    const reply = randomBytes(512)
    const answer = await sent(holder, id, reply, { step: 'reply', round: of })
    expect((await read(await stage.withKey(asker), answer.id)).bytes).toEqual(reply)
    await expect(holder.call(finishRound, { params: { id: of } })).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await asker.call(finishRound, { params: { id: of } })).toMatchObject({ state: 'done' })
    expect((await read(asker, answer.id)).status).toBe(410)
    const { rows } = await sql<{ n: number }>`
      select count(*)::int as n from matching_parts p join matching_messages m on m.id = p.message_id where m.round_id = ${of}::uuid`.execute(
      database.db,
    )
    expect(rows[0]!.n).toBe(0)
  })

  test('what is of another size, out of turn, incomplete or changed on its way is refused with what was wrong, ten million points too', async () => {
    const id = await agree()
    const { id: of } = await round(id)
    const body = randomBytes(512)
    const refused = (by: Actor, bytes: Buffer, more: object) =>
      begin(by, id, bytes, { round: of, ...more }).then(
        () => 'taken',
        (error: { code: string; path?: string }) => `${error.code} ${error.path ?? ''}`.trim(),
      )
    expect(await refused(asker, body, { bytes: 320_000_000 })).toBe('bad-request /body/bytes')
    expect(await refused(asker, body, { count: 1 << 24 })).toBe('bad-request /body/count')
    expect(await refused(asker, randomBytes(544), {})).toBe('bad-request /body/bytes')
    expect(await refused(holder, body, {})).toBe('conflict')
    expect(await refused(holder, body, { step: 'reply' })).toBe('conflict')
    expect(await refused(asker, body, { step: 'hits' })).toBe('conflict')
    expect(await refused(asker, body, { epoch: 1 })).toBe('conflict')
    expect(await refused(asker, body, { kind: 'url' })).toBe('bad-request /body/kind')
    expect(await refused(asker, body, { publicKey: randomBytes(32).toString('base64') })).toBe(
      'bad-request /body/publicKey',
    )
    expect(await refused(asker, body, { round: randomUUID() })).toBe('not-found')
    const message = await begin(asker, id, body, { round: of })
    const finish = () => asker.call(finishMessage, { params: { id: message.id } })
    await expect(finish()).rejects.toMatchObject({ code: 'bad-request' })
    expect((await put(asker, message.id, randomBytes(511))).status).toBe(400)
    expect((await put(asker, message.id, body, 1)).status).toBe(400)
    expect((await put(asker, message.id, Buffer.alloc(5 << 20))).status).toBe(413)
    expect((await put(holder, message.id, body)).status).toBe(404)
    await put(asker, message.id, randomBytes(512))
    await expect(finish()).rejects.toMatchObject({ code: 'bad-request' })
    await put(asker, message.id, body)
    expect(await finish()).toMatchObject({ state: 'sent' })
    await expect(finish()).rejects.toMatchObject({ code: 'conflict' })
    expect((await put(asker, message.id, body)).status).toBe(409)
  })

  test('a side that finds a fault refuses the round, and both see which; nothing of it is left', async () => {
    const id = await agree()
    const { of } = await asked(id)
    await holder.call(refuseRound, {
      params: { id: of },
      body: { fault: 'bad-point: point 3 is of small order' },
    })
    for (const by of [asker, holder])
      expect((await page(by, id)).rounds[0]).toMatchObject({
        state: 'refused',
        refusedBy: 'holder',
        fault: 'bad-point: point 3 is of small order',
        messages: [{ step: 'request', state: 'gone' }],
      })
    await expect(
      begin(holder, id, randomBytes(512), { step: 'reply', round: of }),
    ).rejects.toMatchObject({ code: 'conflict' })
    expect((await payloads(id)).at(-1)).toMatchObject({ act: 'matching.refused', state: 'refused' })
  })

  test('who ends a matching ends its rounds and deletes its bytes; afterwards nothing is asked', async () => {
    const id = await agree()
    const { of } = await asked(id)
    await holder.call(settleMatching, { params: { id } })
    const { matching, rounds } = await page(asker, id)
    expect([matching.state, rounds.find((one) => one.id === of)!.state]).toEqual([
      'ended',
      'abandoned',
    ])
    await expect(round(id)).rejects.toMatchObject({ code: 'refused-by-policy' })
    const waiting = await propose(asker, holder)
    expect(await holder.call(settleMatching, { params: { id: waiting.id } })).toMatchObject({
      state: 'declined',
    })
    await expect(accept(holder, waiting.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a party that leaves half-way leaves nothing: its round is abandoned after a day, its epoch’s table goes with the epoch, and a new one has a new budget', async () => {
    const id = await agree()
    await sent(holder, id, randomBytes(640), { step: 'table', count: 64, previous: '' })
    const { of } = await asked(id)
    await stage.clock.advance(DAY + 1000)
    await endDue(stage.exchange.context)
    expect((await page(asker, id)).rounds.find((one) => one.id === of)).toMatchObject({
      state: 'abandoned',
    })
    await stage.clock.advance(6 * DAY)
    await endDue(stage.exchange.context)
    const { matching, tables } = await page(holder, id)
    expect([matching.epoch, matching.budgets[0]!.queriesLeft, tables[0]!.state]).toEqual([
      1,
      48,
      'gone',
    ])
    await expect(round(id)).rejects.toMatchObject({ rule: 'matching-other-epoch' })
    expect(await round(id, { epoch: 1 })).toMatchObject({ epoch: 1, queriesBefore: 48 })
    await stage.clock.advance(90 * DAY)
    await endDue(stage.exchange.context)
    expect((await page(holder, id)).matching.state).toBe('ended')
  })
})
