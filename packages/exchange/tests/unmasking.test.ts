/** Whom a pseudonym stands for: asked for by one receiver, one at a time, decided by a second person of the sender, and told to nobody else. */
import {
  createRelease,
  listMasked,
  listUnmaskings,
  previewRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { timeOutUnmaskings } from '../src/unmasking/time-out.ts'
import { MESSAGE } from './members-at-work.ts'
import { HOUR, mailOf, openMasking, WHY, type Masking } from './unmasking-room.ts'

onServer('Unmasking', (open) => {
  let room: Masking
  beforeAll(async () => {
    room = await openMasking(await open())
  })
  afterAll(() => room?.close())

  test('on approval the people of the one member that asked see whom the one pseudonym stands for, and nobody else', async () => {
    const {
      database,
      stage,
      second,
      platform,
      colleague,
      other,
      council,
      operator,
      sendMasked,
      ask,
      approve,
      listFor,
    } = room
    const { id, tokens, items } = await sendMasked(4)
    const asked = await ask(platform, id, tokens[0]!)
    expect(asked).toMatchObject({ state: 'asked', token: tokens[0], own: true, ...WHY })
    expect(asked).not.toHaveProperty('person')
    const [toDecide] = (await second.call(listUnmaskings, { query: { state: 'asked' } })).items
    expect(toDecide).toMatchObject({ id: asked.id, asker: { id: platform.id }, own: false, ...WHY })
    // The sender is told that the member asked, and not who of it.
    expect(toDecide).not.toHaveProperty('askedBy')
    await approve(second, asked.id)
    for (const by of [platform, colleague]) {
      const [told] = await listFor(by, id)
      expect(told).toMatchObject({
        state: 'approved',
        person: { kind: 'mail', original: items[0]!.original },
      })
      expect(told).not.toHaveProperty('decidedBy')
    }
    for (const by of [other, council, operator]) expect(await listFor(by, id)).toEqual([])
    const rows = await asMember(
      database.db,
      { memberId: platform.id },
      stage.clock.now(),
      async (tx) => [
        ...(await tx.selectFrom('masked_persons').select('token').execute()),
        ...(await tx.selectFrom('unmaskings').select('token').execute()),
      ],
    )
    expect(new Set(rows.map(({ token }) => token))).toEqual(new Set([tokens[0]]))
    await expect(platform.call(listMasked, { params: { id } })).rejects.toMatchObject({
      code: 'not-found',
    })
    for (const reader of [
      { memberId: other.id },
      { memberId: operator.id, operator: true },
      { memberId: platform.id, machine: true },
    ]) {
      const seen = await asMember(database.db, reader, stage.clock.now(), async (tx) => [
        ...(await tx.selectFrom('masked_persons').selectAll().execute()),
        ...(await tx.selectFrom('unmaskings').selectAll().execute()),
      ])
      expect(seen).toEqual([])
    }
  })

  test('no key of a member asks, decides or is told', async () => {
    const { stage, second, platform, sendMasked, ask, approve, listFor } = room
    const { id, tokens } = await sendMasked(1)
    const machine = await stage.withKey(platform)
    const deciding = await stage.withKey(second)
    await expect(ask(machine, id, tokens[0]!)).rejects.toMatchObject({ code: 'forbidden' })
    const asked = await ask(platform, id, tokens[0]!)
    await expect(approve(deciding, asked.id)).rejects.toMatchObject({ code: 'forbidden' })
    await approve(second, asked.id)
    expect(await listFor(machine, id)).toEqual([])
  })

  test('only a second reviewer of the sender decides, and never who wrote the message', async () => {
    const {
      database,
      agency,
      second,
      platform,
      council,
      sendMasked,
      ask,
      approve,
      decline,
      refused,
    } = room
    const { id, tokens } = await sendMasked(1)
    const asked = await ask(platform, id, tokens[0]!)
    await database.db
      .updateTable('people')
      .set({ roles: ['analyst', 'reviewer'] })
      .where('id', '=', agency.personId)
      .execute()
    await expect(approve(agency, asked.id)).rejects.toMatchObject(
      refused('unmasking-not-by-author'),
    )
    await expect(decline(agency, asked.id)).rejects.toMatchObject(
      refused('unmasking-not-by-author'),
    )
    await database.db
      .updateTable('people')
      .set({ roles: ['analyst'] })
      .where('id', '=', agency.personId)
      .execute()
    await expect(approve(agency, asked.id)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(approve(council, asked.id)).rejects.toMatchObject({ code: 'not-found' })
    await approve(second, asked.id)
    await expect(decline(second, asked.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('who did not receive the message, and a pseudonym that is none of its, get the same answer as one that is not there', async () => {
    const { platform, other, council, sendMasked, ask } = room
    const { id, tokens } = await sendMasked(1, { named: [platform.id, other.id] })
    const elsewhere = await sendMasked(1)
    const missing = { code: 'not-found' }
    await expect(ask(council, id, tokens[0]!)).rejects.toMatchObject(missing)
    await expect(ask(council, randomUUID(), tokens[0]!)).rejects.toMatchObject(missing)
    await expect(ask(platform, id, 'person-aaaaaaaa')).rejects.toMatchObject(missing)
    await expect(ask(platform, id, elsewhere.tokens[0]!)).rejects.toMatchObject(missing)
  })

  test('one pseudonym at a time, each decided once, and no more than five in all', async () => {
    const { second, platform, colleague, other, sendMasked, ask, approve, decline, refused } = room
    const { id, tokens } = await sendMasked(12)
    const first = await ask(platform, id, tokens[0]!)
    await expect(ask(colleague, id, tokens[1]!)).rejects.toMatchObject(
      refused('unmasking-one-at-a-time'),
    )
    await decline(second, first.id)
    await expect(ask(platform, id, tokens[0]!)).rejects.toMatchObject(
      refused('unmasking-decided-once'),
    )
    for (const token of tokens.slice(1, 5))
      await approve(second, (await ask(platform, id, token)).id)
    await expect(ask(platform, id, tokens[6]!)).rejects.toMatchObject(
      refused('unmasking-too-often'),
    )
    // What one member asked bears on no other.
    await approve(second, (await ask(other, id, tokens[0]!)).id)
  })

  test('nobody is told of all but one: the last would be found by leaving out the others', async () => {
    const { second, platform, other, sendMasked, ask, approve, refused } = room
    const two = await sendMasked(2)
    await expect(ask(platform, two.id, two.tokens[0]!)).rejects.toMatchObject(
      refused('unmasking-all-but-one'),
    )
    const three = await sendMasked(3)
    await approve(second, (await ask(platform, three.id, three.tokens[0]!)).id)
    await expect(ask(platform, three.id, three.tokens[1]!)).rejects.toMatchObject(
      refused('unmasking-all-but-one'),
    )
    await approve(second, (await ask(other, three.id, three.tokens[1]!)).id)
    const one = await sendMasked(1)
    await approve(second, (await ask(platform, one.id, one.tokens[0]!)).id)
  })

  test('an ask that nobody answers times out, is seen to, and may be made again', async () => {
    const { stage, second, platform, sendMasked, ask, approve, listFor } = room
    const { id, tokens } = await sendMasked(1)
    const asked = await ask(platform, id, tokens[0]!)
    stage.clock.advance(72 * HOUR)
    await expect(approve(second, asked.id)).rejects.toMatchObject({ code: 'conflict' })
    await timeOutUnmaskings(stage.exchange.context)
    await timeOutUnmaskings(stage.exchange.context)
    for (const by of [platform, second])
      expect(await listFor(by, id)).toMatchObject([{ id: asked.id, state: 'timed-out' }])
    const again = await ask(platform, id, tokens[0]!)
    expect(again.id).not.toBe(asked.id)
  })

  test('a reason or a basis of nothing but spaces is none', async () => {
    const { second, platform, sendMasked, ask, approve, decline, listFor } = room
    const { id, tokens } = await sendMasked(1)
    const blank = { code: 'bad-request' }
    await expect(ask(platform, id, tokens[0]!, { reason: ' \n ' })).rejects.toMatchObject(blank)
    const asked = await ask(platform, id, tokens[0]!)
    for (const decide of [approve, decline])
      await expect(decide(second, asked.id, '  ')).rejects.toMatchObject(blank)
    expect(await listFor(platform, id)).toMatchObject([{ state: 'asked' }])
  })

  test('of a message that no second person approved its author decides nothing either', async () => {
    const { database, stage, agency, second, council, ask, approve, listFor, refused } = room
    const agencies = await stage.found('Agencies', [agency, council])
    const draft: ReleaseDraft = {
      title: `What was seen ${randomUUID()}`,
      terms: {
        groupId: agencies,
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
          created: '2026-10-01T10:00:00.000Z',
          modified: '2026-10-01T10:00:00.000Z',
          content: `Written to ${mailOf(0)}`,
          object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
        },
      ],
      message: MESSAGE,
      persons: { statements: [{ as: 'of-the-country', found: [`mail:${mailOf(0)}`] }] },
    }
    const { digest } = await agency.call(previewRelease, { body: draft })
    const { summary } = await agency.call(createRelease, { body: { draft, digest } })
    const { items } = await agency.call(listMasked, { params: { id: summary.id } })
    const asked = await ask(council, summary.id, items[0]!.token)
    await database.db
      .updateTable('people')
      .set({ roles: ['analyst', 'reviewer'] })
      .where('id', '=', agency.personId)
      .execute()
    const [toDecide] = await listFor(agency, summary.id)
    expect(toDecide).toMatchObject({ mayDecide: false })
    expect((await listFor(second, summary.id))[0]).toMatchObject({ mayDecide: true })
    await expect(approve(agency, asked.id)).rejects.toMatchObject(
      refused('unmasking-not-by-author'),
    )
    await approve(second, asked.id)
    expect((await listFor(council, summary.id))[0]).toMatchObject({
      person: { original: mailOf(0) },
      mayDecide: false,
    })
  })
})
