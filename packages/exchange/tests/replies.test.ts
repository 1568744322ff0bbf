/** What holders say of releases: to whom they like, and unseen by everybody else. */
import {
  getAnswerProof,
  listReplies,
  listWrongReplies,
  makeReply,
  recallRelease,
  removeFromGroup,
  retractReply,
  settleReply,
  type BodyOf,
} from '@tocsin/api'
import { toVerifiers, verifyAnswerProof } from '@tocsin/proof'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import {
  type Actor,
  differences,
  linesOf,
  observe,
  openAll,
  openRoom,
  type Room,
} from './answering.ts'

const MINUTES = 60_000
type Body = BodyOf<typeof makeReply>

onEachDatabase('Replies', (open) => {
  let database: TestDatabase
  let room: Room
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
    // The first batch is that of the first whole span.
    await room.stage.exchange.drain()
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  const say = (by: Actor, id: string, body: Partial<Body> & Pick<Body, 'to'>) =>
    by.call(makeReply, { params: { id }, body: { kind: 'useful', bodies: [], ...body } })
  const repliesFor = async (by: Actor, id: string) =>
    (await by.call(listReplies, { params: { id } })).items
  const refused = (rule: string) => ({ code: 'refused-by-policy', rule })
  const passTime = async () => {
    await room.stage.clock.advance(10 * MINUTES)
    await room.stage.exchange.drain()
  }
  /** So many batches that all which a member has answered is committed to, eight at a time. */
  const sealAll = async () => {
    for (let i = 0; i < 6; i++) await passTime()
  }

  test('a reply is shown to those it names who have the release, and to nobody else', async () => {
    const { agency, platform, peer, researcher, outside, hub, stage } = room
    const id = await room.tell([platform, peer])
    const reply = await say(platform, id, { to: [peer.id, researcher.id], words: 'Seen here too' })
    expect(reply).toMatchObject({ own: true, kind: 'useful', words: 'Seen here too' })
    expect(reply.to!.map(({ name }) => name)).toEqual(['Other platform', 'Observatory'])
    expect(await repliesFor(platform, id)).toEqual([reply])
    const [heard] = await repliesFor(peer, id)
    expect(heard).toMatchObject({ own: false, from: { name: 'Platform' }, day: '2026-10-01' })
    expect(Object.keys(heard!)).not.toContain('to')
    expect(await repliesFor(agency, id)).toEqual([])
    // An operator knows that there is the release, and nothing of replies to it.
    expect(await repliesFor(hub, id)).toEqual([])
    for (const none of [researcher, outside])
      await expect(repliesFor(none, id)).rejects.toMatchObject({ code: 'not-found' })
    const machine = await stage.withKey(peer)
    expect(await repliesFor(machine, id)).toEqual([])
  })

  test('a body of government is told only where its name is typed, each time anew', async () => {
    const { agency, platform, peer } = room
    const id = await room.tell([platform, peer])
    const to = [agency.id]
    await expect(say(platform, id, { to })).rejects.toMatchObject(
      refused('reply-government-in-words'),
    )
    for (const bodies of [['agency'], ['Agency', 'Platform'], ['Agency ']])
      await expect(say(platform, id, { to, bodies })).rejects.toMatchObject({ code: 'bad-request' })
    await say(platform, id, { to, bodies: ['Agency'] })
    expect(await repliesFor(agency, id)).toHaveLength(1)
    await expect(say(platform, id, { to })).rejects.toMatchObject(
      refused('reply-government-in-words'),
    )
    const { addressees } = await platform.call(listReplies, { params: { id } })
    expect(addressees.map(({ member, isGovernment }) => [member.name, isGovernment])).toEqual([
      ['Agency', true],
      ['Hub', false],
      ['Observatory', false],
      ['Other platform', false],
      ['Third platform', false],
    ])
  })

  test('its sender sees no difference between a release that others replied to and one they did not', async () => {
    const { agency, platform, peer, group } = room
    const id = await room.tell([platform, peer])
    await room.stage.exchange.drain()
    const known = { releases: [id], group }
    // To look is an act as well: what is opened the first time goes on record.
    await openAll(agency, known)
    await room.stage.exchange.drain()
    const before = await observe(agency, known)
    const reply = await say(platform, id, { to: [peer.id], kind: 'wrong', words: 'Not so' })
    await say(peer, id, { to: [platform.id], kind: 'removed' })
    await expect(say(peer, id, { to: [agency.id] })).rejects.toMatchObject({
      code: 'refused-by-policy',
    })
    await platform.call(retractReply, { params: { id: reply.id } })
    await room.stage.exchange.drain()
    expect(differences(before, await observe(agency, known))).toEqual([])
    expect(before.get('/metrics')).toMatch(/^200/)
    const metrics = await (await agency.send('/metrics')).text()
    expect(metrics).not.toMatch(/replies|answers/)
    // The comparison tells readers apart: a holder who was told sees what the sender does not.
    expect(differences(before, await observe(peer, known))).not.toEqual([])
    // What the clock writes has one size whether somebody answered or not.
    const sizes: number[] = []
    for (const _ of ['answered', 'nothing']) {
      const size = (await linesOf(agency)).length
      await passTime()
      const lines = await linesOf(agency)
      expect(lines.length - size).toBe(1)
      expect(lines[0]!.kind).toBe('answers.sealed')
      sizes.push(JSON.stringify({ ...lines[0], index: 0 }).length)
    }
    expect(new Set(sizes).size).toBe(1)
  })

  test('row security shows a reply to nobody it was not for, nor to whom else it went and at which instant', async () => {
    const { agency, platform, peer, researcher, stage } = room
    const id = await room.tell([platform, peer])
    const { id: replyId } = await say(platform, id, { to: [peer.id, researcher.id] })
    const now = stage.clock.now()
    const count = async (memberId: string, options = {}) =>
      asMember(database.db, { memberId, ...options }, now, async (tx) => [
        (await tx.selectFrom('replies').select('id').where('id', '=', replyId).execute()).length,
        (await tx.selectFrom('own_replies').select('id').where('id', '=', replyId).execute())
          .length,
        (await tx.selectFrom('answer_leaves').select('id').execute()).length > 0 ? 1 : 0,
      ])
    expect(await count(platform.id)).toEqual([1, 1, 1])
    expect(await count(peer.id)).toEqual([1, 0, expect.any(Number)])
    expect(await count(agency.id, { operator: true })).toEqual([0, 0, expect.any(Number)])
    expect(await count(researcher.id)).toEqual([0, 0, 0])
    expect(await count(platform.id, { machine: true })).toEqual([0, 0, 0])
    await expect(
      asMember(database.db, { memberId: peer.id }, now, (tx) =>
        sql`select audience, made_at from replies`.execute(tx),
      ),
    ).rejects.toThrow(/permission denied/)
  })

  test('a platform that sent something reads on its desk what holders find wrong in it, and deals with it', async () => {
    const { platform, peer, third } = room
    const id = await room.share(platform, [peer, third])
    await expect(say(peer, id, { to: [platform.id], kind: 'wrong' })).rejects.toMatchObject({
      code: 'bad-request',
    })
    const wrong = { kind: 'wrong' as const, words: 'The third account is a newspaper' }
    const one = await say(peer, id, { to: [platform.id], ...wrong })
    await say(third, id, { to: [peer.id], ...wrong })
    const waiting = await platform.call(listWrongReplies, { query: {} })
    expect(waiting.items).toMatchObject([{ id: one.id, releaseId: id, words: wrong.words }])
    expect((await peer.call(listWrongReplies, { query: {} })).items).toEqual([])
    for (const other of [peer, third])
      await expect(other.call(settleReply, { params: { id: one.id } })).rejects.toMatchObject({
        code: 'not-found',
      })
    const settled = await Promise.allSettled(
      [1, 2, 3, 4].map(() => platform.call(settleReply, { params: { id: one.id } })),
    )
    expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    for (const refusal of settled.filter(({ status }) => status === 'rejected'))
      expect(refusal).toMatchObject({ reason: { code: 'conflict' } })
    expect((await platform.call(listWrongReplies, { query: {} })).items).toEqual([])
    // That it was dealt with is the sender's own.
    expect((await repliesFor(peer, id)).some(({ settledAt }) => settledAt)).toBe(false)
  })

  test('a reply that is sent again with its key is kept once, and other words with the same key are refused', async () => {
    const { platform, peer, third } = room
    const id = await room.tell([platform, peer])
    const sendKey = 'a-key-of-one-sending'
    const send = (changed: Partial<Body> = {}) =>
      say(platform, id, { to: [peer.id, third.id], words: 'Seen', sendKey, ...changed })
    const sent = await Promise.all([send(), send(), send()])
    expect(new Set(sent.map((one) => one.id)).size).toBe(1)
    expect((await send({ to: [third.id, peer.id] })).id).toBe(sent[0]!.id)
    for (const changed of [{ words: 'Not seen' }, { to: [peer.id] }, { kind: 'no-use' as const }])
      await expect(send(changed)).rejects.toMatchObject({ code: 'conflict' })
    const elsewhere = await room.tell([platform, peer])
    await expect(say(platform, elsewhere, { to: [peer.id], sendKey })).rejects.toMatchObject({
      code: 'conflict',
    })
    const [first, second] = [await room.tell([platform, peer]), await room.tell([platform, peer])]
    const both = await Promise.allSettled(
      [first, second].map((one) =>
        say(platform, one, { to: [peer.id], sendKey: 'a-key-of-two-sendings' }),
      ),
    )
    expect(both.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'conflict' } },
    ])
    expect(await repliesFor(platform, id)).toHaveLength(1)
    // A key is its member's own.
    await say(peer, id, { to: [platform.id], sendKey })
  })

  test('a member replies to one release at most 100 times, also where many come at once', async () => {
    const { platform, peer } = room
    const id = await room.tell([platform, peer])
    const first = await say(platform, id, { to: [peer.id] })
    await sql`insert into replies (id, release_id, member_id, person_id, kind, audience, made_at, day, answer_id)
      select gen_random_uuid(), release_id, member_id, person_id, kind, audience, made_at, day, answer_id
      from replies, generate_series(1, 97) where id = ${first.id}::uuid`.execute(database.db)
    const said = await Promise.allSettled(
      Array.from({ length: 5 }, () => say(platform, id, { to: [peer.id] })),
    )
    expect(said.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect(await repliesFor(platform, id)).toHaveLength(100)
  })

  test('what was taken back is shown to its replier alone', async () => {
    const { agency, platform, peer } = room
    const id = await room.tell([platform, peer])
    const body = {
      to: [agency.id, peer.id],
      bodies: ['Agency'],
      kind: 'wrong',
      words: 'No',
    } as const
    const { id: reply } = await say(platform, id, { ...body, to: [...body.to], bodies: ['Agency'] })
    const other = platform.call(retractReply, { params: { id: reply } })
    await expect(peer.call(retractReply, { params: { id: reply } })).rejects.toMatchObject({
      code: 'not-found',
    })
    expect((await other).retractedAt).toBeDefined()
    expect(await repliesFor(agency, id)).toEqual([])
    expect(await repliesFor(peer, id)).toEqual([])
    expect((await agency.call(listWrongReplies, { query: {} })).items).toEqual([])
    await expect(platform.call(retractReply, { params: { id: reply } })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('nobody replies who was not given the release, by a key, to strangers, or from outside the group but to the sender', async () => {
    const { agency, platform, peer, researcher, outside, hub, stage } = room
    const id = await room.share(platform, [peer])
    for (const none of [researcher, outside, platform])
      await expect(say(none, id, { to: [peer.id] })).rejects.toMatchObject({ code: 'not-found' })
    await expect(say(peer, id, { to: [outside.id] })).rejects.toMatchObject({ code: 'not-found' })
    await expect(say(peer, id, { to: [peer.id] })).rejects.toMatchObject({ code: 'not-found' })
    await expect(say(peer, id, { to: [] })).rejects.toMatchObject({ code: 'bad-request' })
    const machine = await stage.withKey(peer)
    await expect(say(machine, id, { to: [platform.id] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    const told = await room.tell([platform, peer])
    await say(peer, told, { to: [agency.id], bodies: ['Agency'] })
    await hub.call(removeFromGroup, { params: { id: room.group, memberId: peer.id } })
    await expect(say(peer, id, { to: [researcher.id] })).rejects.toMatchObject({
      code: 'not-found',
    })
    await say(peer, id, { to: [platform.id], kind: 'removed' })
    await platform.call(recallRelease, { params: { id }, body: { reason: 'It was a mistake' } })
    await say(peer, id, { to: [platform.id], kind: 'removed', words: 'And deleted' })
    await database.db
      .insertInto('group_members')
      .values({ group_id: room.group, member_id: peer.id, joined_at: stage.clock.now() })
      .execute()
  })

  test('words of a body of government reach a platform as a message, past the gate, and never as a reply', async () => {
    const { agency, platform } = room
    const id = await room.share(platform, [agency])
    await expect(
      say(agency, id, { to: [platform.id], kind: 'more', words: 'Look at these too' }),
    ).rejects.toMatchObject(refused('reply-words-pass-the-gate'))
    await say(agency, id, { to: [platform.id], kind: 'useful' })
    expect(await repliesFor(platform, id)).toHaveLength(1)
  })

  test('whoever replied proves offline that its reply was committed to, and a file with anything changed proves nothing', async () => {
    const { agency, platform, peer, stage } = room
    const id = await room.tell([platform, peer])
    const { answerId } = await say(platform, id, { to: [peer.id], words: 'Seen' })
    const params = { id: answerId! }
    await expect(platform.call(getAnswerProof, { params })).rejects.toMatchObject({
      code: 'conflict',
    })
    await sealAll()
    const path = `/api/answers/${answerId}/proof`
    const file = await (await platform.send(path)).text()
    const keys = toVerifiers(stage.exchange.context.log.verifier)
    const { payload, batch } = await verifyAnswerProof(Buffer.from(file), keys)
    expect(JSON.parse(payload)).toMatchObject({ release: id, reply: 'useful', words: 'Seen' })
    expect(batch.disclosure.kind).toBe('answers.sealed')
    for (const changed of [
      file.replace('Seen', 'seen'),
      file.replace(/"place":\d+/, '"place":1000'),
      file.replace(/"path":\["[^"]*",/, '"path":['),
      file.replace('"answer"', ' "answer"'),
      file.slice(0, -9),
    ])
      await expect(verifyAnswerProof(Buffer.from(changed), keys)).rejects.toMatchObject({
        name: 'ProofError',
      })
    // To whom it was said is shown the day; the proof, which tells more, is the replier's to hand on.
    expect(await repliesFor(peer, id)).not.toContainEqual(expect.objectContaining({ answerId }))
    for (const none of [agency, peer, await stage.withKey(platform)])
      expect((await none.send(path)).status).toBe(404)
  })

  test('whoever answers a great deal fills its own share of a batch, and cannot tell by it that others have answered', async () => {
    const { platform, peer, stage } = room
    const row = (by: Actor, i: number) => ({
      id: `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`,
      made_at: stage.clock.now(),
      salt: Buffer.alloc(32, i),
      payload: `{"n":${i}}`,
      members: [by.id],
    })
    const many = Array.from({ length: 20 }, (_, i) => row(platform, i))
    await sealAll()
    await database.db
      .insertInto('answer_leaves')
      .values([...many, row(peer, 20)])
      .execute()
    const sealed = async () =>
      (
        await database.db
          .selectFrom('answer_leaves')
          .select(['members', 'log_index', 'place'])
          .where('payload', 'like', '{"n":%')
          .where('log_index', 'is not', null)
          .execute()
      ).map((leaf) => ({ ...leaf, own: leaf.members[0] === platform.id }))
    await passTime()
    expect((await sealed()).map(({ own }) => own).toSorted()).toEqual([
      false,
      ...many.slice(0, 8).map(() => true),
    ])
    await passTime()
    await passTime()
    const all = await sealed()
    expect(all).toHaveLength(21)
    expect(new Set(all.map(({ log_index, place }) => `${log_index} ${place}`)).size).toBe(21)
  })
})
