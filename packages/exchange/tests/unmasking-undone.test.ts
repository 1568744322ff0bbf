/** What becomes of an unmasking once its message is taken back, erased or held, or who asked has left. */
import {
  askErasure,
  approveErasure,
  listMasked,
  liftHold,
  placeHold,
  recallRelease,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { openMasking, type Masking } from './unmasking-room.ts'

onServer('Unmasking that is undone', (open) => {
  let room: Masking
  beforeAll(async () => {
    room = await openMasking(await open())
  })
  afterAll(() => room?.close())

  test.each([
    [
      'the message was taken back',
      'unmasking-recalled',
      (id: string) =>
        room.agency.call(recallRelease, { params: { id }, body: { reason: 'A mistake of ours' } }),
    ],
    [
      'the member that asked left the group',
      'unmasking-left-group',
      () =>
        room.database.db
          .deleteFrom('group_members')
          .where('group_id', '=', room.group)
          .where('member_id', '=', room.platform.id)
          .execute(),
    ],
    [
      'whoever asked was suspended',
      'unmasking-asker-left',
      () =>
        room.database.db
          .updateTable('people')
          .set({ active: false })
          .where('id', '=', room.colleague.personId)
          .execute(),
    ],
  ])(
    'once %s, it is approved by nobody, both sides see why, and it can be declined',
    async (_, rule, happen) => {
      const {
        database,
        stage,
        group,
        second,
        platform,
        colleague,
        sendMasked,
        ask,
        approve,
        decline,
        listFor,
        refused,
      } = room
      const { id, tokens } = await sendMasked(1)
      const asked = await ask(colleague, id, tokens[0]!)
      await happen(id)
      for (const by of [platform, second])
        expect(await listFor(by, id)).toMatchObject([{ state: 'asked', fault: { rule } }])
      await expect(approve(second, asked.id)).rejects.toMatchObject(refused(rule))
      await decline(second, asked.id)
      expect(await listFor(platform, id)).toMatchObject([{ state: 'declined' }])
      await database.db
        .updateTable('people')
        .set({ active: true })
        .where('id', '=', colleague.personId)
        .execute()
      await database.db
        .insertInto('group_members')
        .values({ group_id: group, member_id: platform.id, joined_at: stage.clock.now() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
  )

  test('whoever was told is told no more once the message is taken back', async () => {
    const { database, stage, agency, second, platform, sendMasked, ask, approve, listFor } = room
    const { id, tokens } = await sendMasked(1)
    await approve(second, (await ask(platform, id, tokens[0]!)).id)
    await agency.call(recallRelease, { params: { id }, body: { reason: 'A mistake of ours' } })
    const [told] = await listFor(platform, id)
    expect(told).toMatchObject({ state: 'approved' })
    expect(told).not.toHaveProperty('person')
    const rows = await asMember(database.db, { memberId: platform.id }, stage.clock.now(), (tx) =>
      tx.selectFrom('masked_persons').selectAll().where('release_id', '=', id).execute(),
    )
    expect(rows).toEqual([])
  })

  test('what was asked and told is erased with whom the pseudonyms stand for', async () => {
    const { stage, second, platform, other, operator, sendMasked, ask, approve, decline, listFor } =
      room
    const { id, tokens } = await sendMasked(4)
    await approve(second, (await ask(platform, id, tokens[0]!)).id)
    await decline(second, (await ask(platform, id, tokens[1]!)).id)
    await ask(platform, id, tokens[2]!)
    const deputy = await stage.join(operator, ['operator'])
    const body = { subject: `release:${id}`, reason: 'At the wish of who is named' }
    const wish = await operator.call(askErasure, { body })
    await deputy.call(approveErasure, { params: { id: wish.id } })
    for (const by of [platform, second]) {
      const left = await listFor(by, id)
      expect(left.map(({ state }) => state)).toEqual(['erased', 'declined', 'erased'])
      for (const one of left) {
        expect(one).not.toHaveProperty('person')
        expect(one).not.toHaveProperty('reason')
        expect(one).not.toHaveProperty('words')
      }
    }
    await expect(ask(other, id, tokens[0]!)).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a legal hold on a message or on its release stops the erasure of either, and so keeps whom the pseudonyms stand for', async () => {
    const { database, stage, agency, operator, sendMasked } = room
    const { id } = await sendMasked(1)
    const row = await database.db
      .selectFrom('messages')
      .select('id')
      .where('release_id', '=', id)
      .executeTakeFirstOrThrow()
    const deputy = await stage.join(operator, ['operator'])
    const pair = [`release:${id}`, `message:${row.id}`]
    for (const [held, about] of [pair, pair.toReversed()]) {
      const hold = { subject: held!, reason: 'A court asked' }
      const body = { subject: about!, reason: 'At the wish of who is named' }
      await operator.call(placeHold, { body: hold })
      await expect(operator.call(askErasure, { body })).rejects.toMatchObject({ code: 'conflict' })
      await operator.call(liftHold, { body: hold })
      const wish = await operator.call(askErasure, { body })
      await operator.call(placeHold, { body: hold })
      await expect(deputy.call(approveErasure, { params: { id: wish.id } })).rejects.toMatchObject({
        code: 'conflict',
      })
      expect((await agency.call(listMasked, { params: { id } })).items).toHaveLength(1)
      await operator.call(liftHold, { body: hold })
    }
  })
})
