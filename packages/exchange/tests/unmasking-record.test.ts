/** What is on record of unmasking, and who learns of it: never whom, and no other receiver anything. */
import {
  getRegisterEntry,
  getRelease,
  getReleaseObjects,
  listAudited,
  listLog,
  listRefusals,
  listUnmaskings,
  openAuditedMessage,
  searchRecord,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openMasking, WHY, type Masking } from './unmasking-room.ts'

onServer('The record of unmasking', (open) => {
  let room: Masking
  beforeAll(async () => {
    room = await openMasking(await open())
  })
  afterAll(() => room?.close())

  test('words that may name a person go on no record, whether a guess is right or not', async () => {
    const { second, platform, sendMasked, ask, approve, decline, refused } = room
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
    const { database, agency, second, platform, other, sendMasked, ask, approve } = room
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
    const { second, platform, inspector, sendMasked, ask, approve } = room
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

  test('what a platform asked changes nothing that another receiver can see, nor the public register', async () => {
    const { second, platform, council, operator, sendMasked, ask, approve, refused } = room
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
})
