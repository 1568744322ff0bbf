/** Whom a pseudonym stands for: asked for by one receiver, decided by a second person of the sender, and told to nobody else. */
import {
  approveUnmasking,
  askErasure,
  approveErasure,
  askUnmasking,
  createRelease,
  declineUnmasking,
  getRegisterEntry,
  getRelease,
  getReleaseObjects,
  listAudited,
  listLog,
  listMasked,
  listRefusals,
  liftHold,
  listUnmaskings,
  placeHold,
  openAuditedMessage,
  previewRelease,
  recallRelease,
  searchRecord,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { timeOutUnmaskings } from '../src/unmasking/time-out.ts'
import { awaitParty } from './awaiting.ts'
import {
  type Actor,
  MESSAGE,
  openStage,
  sendReviewed,
  type Stage,
  START,
} from './members-at-work.ts'

const HOUR = 3_600_000
/** Roles, never people: whoever has such an address is nobody. */
const mailOf = (i: number) => `official.${i}@example.com`
const WHY = {
  reason: 'The account of one of our users may be theirs',
  legalBasis: 'Terms, section 4',
}

onEachDatabase('Unmasking', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let second: Actor
  let platform: Actor
  let colleague: Actor
  let other: Actor
  let council: Actor
  let inspector: Actor
  let operator: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    agency = await stage.admit('Agency', 'agency')
    second = await stage.join(agency, ['reviewer'])
    platform = await stage.admit('Platform', 'platform')
    colleague = await stage.join(platform, ['analyst'])
    other = await stage.admit('Other platform', 'platform')
    council = await stage.admit('Another agency', 'agency', ['analyst', 'reviewer'])
    operator = await stage.admit('Hub', 'hub', ['operator'])
    inspector = await stage.admit('Inspector', 'agency', [])
    await database.db
      .updateTable('people')
      .set({ roles: ['auditor'], ends_at: new Date('2026-12-01T00:00:00.000Z') })
      .where('id', '=', inspector.personId)
      .execute()
    group = await stage.found('Room', [agency, platform, other, council, operator])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  /** A message that names so many, all masked; gives its id and the pseudonyms. */
  const sendMasked = async (count: number, terms: Partial<ReleaseDraft['terms']> = {}) => {
    const mails = Array.from({ length: count }, (_, i) => mailOf(i))
    const draft: ReleaseDraft = {
      title: `What was seen ${randomUUID()}`,
      terms: {
        groupId: group,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter',
        ...terms,
      },
      objects: [
        {
          type: 'note',
          spec_version: '2.1',
          id: `note--${randomUUID()}`,
          created: '2026-10-01T10:00:00.000Z',
          modified: '2026-10-01T10:00:00.000Z',
          content: `Written to ${mails.join(', ')}`,
          object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
        },
      ],
      message: MESSAGE,
    }
    const { persons } = await agency.call(previewRelease, { body: draft })
    const found = persons!.found.map(({ key }) => key)
    const statements = [{ as: 'of-the-country' as const, found }]
    const { summary } = await sendReviewed(agency, second, {
      ...draft,
      persons: { of: persons!.of, statements },
    })
    const { items } = await agency.call(listMasked, { params: { id: summary.id } })
    expect(items).toHaveLength(count)
    const tokens = items.map(({ token }) => token)
    return { id: summary.id, tokens, items }
  }
  const ask = (by: Actor, id: string, token: string, why: Partial<typeof WHY> = {}) =>
    by.call(askUnmasking, { params: { id }, body: { token, ...WHY, ...why, senderMayKnow: true } })
  const approve = (by: Actor, id: string, basis = 'The mail was written to a user of its own') =>
    by.call(approveUnmasking, { params: { id }, body: { basis } })
  const decline = (by: Actor, id: string, reason = 'What was sent is enough to act on') =>
    by.call(declineUnmasking, { params: { id }, body: { reason } })
  const listFor = async (by: Actor, releaseId: string) =>
    (await by.call(listUnmaskings, { query: { releaseId } })).items
  const refused = (rule: string) => ({ code: 'refused-by-policy', rule })

  test('on approval the people of the one member that asked see whom the one pseudonym stands for, and nobody else', async () => {
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
    const { id, tokens } = await sendMasked(1, { named: [platform.id, other.id] })
    const elsewhere = await sendMasked(1)
    const missing = { code: 'not-found' }
    await expect(ask(council, id, tokens[0]!)).rejects.toMatchObject(missing)
    await expect(ask(council, randomUUID(), tokens[0]!)).rejects.toMatchObject(missing)
    await expect(ask(platform, id, 'person-aaaaaaaa')).rejects.toMatchObject(missing)
    await expect(ask(platform, id, elsewhere.tokens[0]!)).rejects.toMatchObject(missing)
  })

  test('one pseudonym at a time, each decided once, and no more than five in all', async () => {
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

  test('words that may name a person go on no record, whether a guess is right or not', async () => {
    const { id, tokens, items } = await sendMasked(1)
    for (const guess of [items[0]!.original, 'somebody.else@example.com'])
      await expect(
        ask(platform, id, tokens[0]!, { reason: `Is it ${guess}?` }),
      ).rejects.toMatchObject(refused('unmasking-names-nobody'))
    const asked = await ask(platform, id, tokens[0]!)
    for (const decide of [approve, decline])
      await expect(decide(second, asked.id, `This is ${items[0]!.original}`)).rejects.toMatchObject(
        refused('unmasking-names-nobody'),
      )
    await expect(
      decline(second, asked.id, 'Please remove the account instead'),
    ).rejects.toMatchObject(refused('government-asks-nothing'))
    await approve(second, asked.id)
  })

  test('it is on record who asked, who approved and why, in entries that say no more than that a member acted, and nowhere whom', async () => {
    const { id, tokens, items } = await sendMasked(1)
    const asked = await ask(platform, id, tokens[0]!)
    const before = (await platform.call(listLog)).items.length
    await approve(second, asked.id, 'The mail was written to a user of its own')
    const { items: lines } = await platform.call(listLog)
    expect(lines[0]!.kind).toBe('member.acted')
    expect(lines.length - before).toBeLessThanOrEqual(1)
    const { rows } = await sql<{ payload: string; members: string[] }>`
      select payload, members from log_payloads where subject = ${`release:${id}`} and payload::json ->> 'act' like 'unmasking.%'
      order by index`.execute(database.db)
    const payloads = rows.map(({ payload }) => JSON.parse(payload))
    expect(payloads).toMatchObject([
      { act: 'unmasking.asked', pseudonym: tokens[0], ...WHY, by: { person: platform.personId } },
      {
        act: 'unmasking.approved',
        words: 'The mail was written to a user of its own',
        by: { person: second.personId },
      },
    ])
    for (const { members } of rows)
      expect(members.toSorted()).toEqual([agency.id, platform.id].toSorted())
    const all = await sql<{ payload: string }>`select payload from log_payloads`.execute(
      database.db,
    )
    expect(all.rows.filter(({ payload }) => payload.includes(items[0]!.original))).toEqual([])
    const entry = await other.call(getRegisterEntry, { params: { id } })
    expect(JSON.stringify(entry)).not.toMatch(/unmask|official/)
  })

  test('the auditor is shown who asked, who decided and on which basis, and never whom', async () => {
    const { id, tokens, items } = await sendMasked(1)
    const asked = await ask(platform, id, tokens[0]!)
    await approve(second, asked.id, 'The mail was written to a user of its own')
    const opened = await inspector.call(openAuditedMessage, { params: { id } })
    expect(opened.unmaskings).toMatchObject([
      {
        token: tokens[0],
        asker: { id: platform.id },
        askedBy: { id: platform.personId, name: 'Analyst, Platform' },
        ...WHY,
        state: 'approved',
        decidedBy: { id: second.personId },
        words: 'The mail was written to a user of its own',
      },
    ])
    expect(JSON.stringify(opened)).not.toContain(items[0]!.original)
    const filter = { kind: 'unmasking.approved' as const, person: 'Second of' }
    const search = await inspector.call(searchRecord, { body: { filter } })
    expect(search.found).toBeGreaterThan(0)
    const acts = await inspector.call(listAudited, { params: { id: search.id } })
    expect(acts.items[0]).toMatchObject({ kind: 'unmasking.approved', subject: `release:${id}` })
    expect(acts.items[0]!.statement).toContain('The mail was written to a user of its own')
  })

  test('an ask that nobody answers times out, is seen to, and may be made again', async () => {
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

  test.each([
    [
      'the message was taken back',
      'unmasking-recalled',
      (id: string) =>
        agency.call(recallRelease, { params: { id }, body: { reason: 'A mistake of ours' } }),
    ],
    [
      'the member that asked left the group',
      'unmasking-left-group',
      () =>
        database.db
          .deleteFrom('group_members')
          .where('group_id', '=', group)
          .where('member_id', '=', platform.id)
          .execute(),
    ],
    [
      'whoever asked was suspended',
      'unmasking-asker-left',
      () =>
        database.db
          .updateTable('people')
          .set({ active: false })
          .where('id', '=', colleague.personId)
          .execute(),
    ],
  ])(
    'once %s, it is approved by nobody, both sides see why, and it can be declined',
    async (_, rule, happen) => {
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

  test('a reason or a basis of nothing but spaces is none', async () => {
    const { id, tokens } = await sendMasked(1)
    const blank = { code: 'bad-request' }
    await expect(ask(platform, id, tokens[0]!, { reason: ' \n ' })).rejects.toMatchObject(blank)
    const asked = await ask(platform, id, tokens[0]!)
    for (const decide of [approve, decline])
      await expect(decide(second, asked.id, '  ')).rejects.toMatchObject(blank)
    expect(await listFor(platform, id)).toMatchObject([{ state: 'asked' }])
  })

  test('what a platform asked changes nothing that another receiver can see, nor the public register', async () => {
    const { id, tokens } = await sendMasked(4)
    const seen = async () =>
      JSON.stringify([
        await council.call(getRelease, { params: { id } }),
        await council.call(getReleaseObjects, { params: { id } }),
        await council.call(listUnmaskings),
        await council.call(getRegisterEntry, { params: { id } }),
      ])
    // Its own first reading is told to itself.
    await seen()
    const before = await seen()
    await approve(second, (await ask(platform, id, tokens[0]!)).id)
    expect(await seen()).toBe(before)
    await expect(ask(platform, id, tokens[0]!)).rejects.toMatchObject(
      refused('unmasking-decided-once'),
    )
    expect(JSON.stringify(await platform.call(listRefusals))).toContain(id)
    expect(JSON.stringify(await operator.call(listRefusals))).not.toContain(id)
    // Nor is what another may ask for bounded by it.
    const { state } = await ask(council, id, tokens[1]!)
    expect(state).toBe('asked')
  })

  test('of a message that no second person approved its author decides nothing either', async () => {
    const room = await stage.found('Agencies', [agency, council])
    const draft: ReleaseDraft = {
      title: `What was seen ${randomUUID()}`,
      terms: {
        groupId: room,
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

  test('neither an ask nor its answer names what a party is told of first', async () => {
    const { id, tokens } = await sendMasked(1)
    const name = 'quillwort-hall-login.net'
    for (const finder of [other.id, agency.id]) await awaitParty(database, finder, name, START)
    const refused = { code: 'refused-by-policy', rule: 'party-first' }
    const why = { reason: `The same as ${name}` }
    await expect(ask(other, id, tokens[0]!, why)).rejects.toMatchObject(refused)
    const asked = await ask(other, id, tokens[0]!)
    await expect(decline(second, asked.id, `It is in ${name}`)).rejects.toMatchObject(refused)
  })
})
