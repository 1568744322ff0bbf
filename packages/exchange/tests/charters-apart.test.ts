import { addToGroup, adoptCharter, getCharter, getCharterVersion, refuseCharter } from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { adopt, charterOf, look, openParties, type Parties, propose } from './charter-parties.ts'
import { type Actor, START } from './members-at-work.ts'

const DAY = 86_400_000

onServer('Charters, who may know and do what', (open) => {
  let parties: Parties & { outsider: Actor }
  beforeAll(async () => {
    const all = await openParties(open)
    const outsider = await all.stage.admit('Outsider', 'platform', ['reviewer', 'analyst'])
    parties = { ...all, outsider }
  })
  afterAll(() => parties?.close())
  beforeEach(() => parties.stage.clock.set(START))

  const blind = { sha256: '0'.repeat(64), seen: '0'.repeat(64) }
  const kindsOf = async (id: string) => {
    const rows = await parties.database.db
      .selectFrom('log_payloads as p')
      .innerJoin('log_entries as e', 'e.index', 'p.index')
      .select('e.leaf')
      .where('p.subject', '=', `group:${id}`)
      .orderBy('e.index')
      .execute()
    return rows.map(({ leaf }) => (JSON.parse(leaf) as { kind: string }).kind)
  }

  test('whoever is outside the group is refused before anything is told of its charter', async () => {
    const { database, operator, counsel, outsider, found } = parties
    const id = await found()
    const later = new Date(START.getTime() + DAY)
    await propose(
      operator,
      id,
      charterOf({ maxTlp: 'green' }, { inForceFrom: later.toISOString() }),
    )
    await adopt(counsel, id, 2)
    const no = { code: 'refused-by-policy', rule: 'charter-no-part' }
    // In force before version 2, and ended: what a member would be told.
    const tries = [
      () => propose(outsider, id, charterOf({ until: '2026-10-01T13:00:00.000Z' })),
      () => outsider.call(adoptCharter, { params: { id, number: '2' }, body: blind }),
      () => outsider.call(refuseCharter, { params: { id, number: '2' }, body: { reason: 'No' } }),
    ]
    for (const one of tries) await expect(one()).rejects.toMatchObject(no)
    const recorded = await database.db
      .selectFrom('refusals')
      .select('act')
      .where('subject', '=', `group:${id}`)
      .execute()
    expect(recorded.map(({ act }) => act).toSorted()).toEqual([
      'charter.adopt',
      'charter.propose',
      'charter.refuse',
    ])
    for (const read of [getCharter, getCharterVersion])
      await expect(
        outsider.call(read as typeof getCharterVersion, { params: { id, number: '2' } }),
      ).rejects.toMatchObject({ code: 'not-found' })
  })

  test('a campaign is not told that another one takes part, whatever stands in its way', async () => {
    const { stage, agency, found } = parties
    const one = await stage.admit('First campaign', 'campaign', ['reviewer'])
    const other = await stage.admit('Other campaign', 'campaign', ['reviewer'])
    const id = await found([one, other, agency])
    await propose(one, id, charterOf({ maxTlp: 'green' }))
    const told = await propose(other, id, charterOf({ maxTlp: 'clear' })).catch(
      (cause: Error) => cause.message,
    )
    expect(told).toContain('version 2, which another member proposed at')
    await one.call(refuseCharter, { params: { id, number: '2' }, body: { reason: 'Too narrow' } })
    const settled = await other
      .call(adoptCharter, { params: { id, number: '2' }, body: blind })
      .catch((cause: Error) => cause.message)
    expect(settled).toContain('version 2 was withdrawn by another member')
  })

  test('no key of a machine proposes, adopts or refuses', async () => {
    const { stage, operator, counsel, found } = parties
    const id = await found()
    await propose(operator, id, charterOf({ maxTlp: 'green' }))
    const { version } = await counsel.call(getCharterVersion, { params: { id, number: '2' } })
    const key = await stage.withKey(counsel)
    const params = { id, number: '2' }
    const tries = [
      () => propose(key, id, charterOf({ maxTlp: 'clear' })),
      () => key.call(adoptCharter, { params, body: { ...blind, sha256: version.sha256! } }),
      () => key.call(refuseCharter, { params, body: { reason: 'No' } }),
    ]
    for (const one of tries) await expect(one()).rejects.toMatchObject({ code: 'forbidden' })
    const { versions } = await counsel.call(getCharter, { params: { id } })
    expect(versions[0]).toMatchObject({ number: 2, state: 'proposed' })
  })

  test('whoever proposed it stands behind nothing once the time of the invitation has ended', async () => {
    const { database, stage, operator, platform, found } = parties
    const id = await found()
    const guest = await stage.join(platform, ['reviewer'])
    await propose(guest, id, charterOf({ maxTlp: 'green' }))
    await database.db
      .updateTable('people')
      .set({ ends_at: stage.clock.now() })
      .where('id', '=', guest.personId)
      .execute()
    await expect(adopt(operator, id, 2)).rejects.toMatchObject({ rule: 'charter-proposer-left' })
  })

  test('a proposal is told as one’s own to whoever made it, and not to another of the same name and organisation', async () => {
    const { stage, platform, counsel, operator, found } = parties
    const id = await found()
    const namesake = await stage.join(platform, ['reviewer', 'analyst'])
    await propose(counsel, id, charterOf({ maxTlp: 'green' }))
    const told = await Promise.all([counsel, namesake, operator].map((who) => look(who, id, 2)))
    expect(told.map(({ isOwn }) => isOwn)).toEqual([true, false, false])
    expect(
      new Set([told[0]!.version.proposedBy!.person, `Second of ${platform.id.slice(0, 4)}`]).size,
    ).toBe(1)
  })

  test('what has ended before it is adopted is not adopted any more', async () => {
    const { stage, operator, counsel, found } = parties
    const id = await found()
    const end = new Date(START.getTime() + DAY)
    await propose(operator, id, charterOf({ until: end.toISOString() }))
    stage.clock.set(end)
    await expect(adopt(counsel, id, 2)).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('it has ended before it could be in force'),
    })
    expect(await counsel.call(getCharter, { params: { id } })).toMatchObject({ inForce: 1 })
  })

  test('a group goes on without an end on record where its renewal begins as it ends, and takes members in from then on', async () => {
    const { stage, operator, counsel, outsider, found } = parties
    const id = await found()
    const end = new Date(START.getTime() + DAY)
    await propose(operator, id, charterOf({ until: end.toISOString() }))
    await adopt(counsel, id, 2)
    await propose(
      operator,
      id,
      charterOf({ until: '2099-01-01T00:00:00.000Z' }, { inForceFrom: end.toISOString() }),
    )
    await adopt(counsel, id, 3)
    stage.clock.set(end)
    await operator.call(addToGroup, { params: { id, memberId: outsider.id } })
    await stage.exchange.drain()
    const kinds = await kindsOf(id)
    expect(kinds).toContain('group.joined')
    expect(kinds).not.toContain('group.ended')
    expect(kinds.filter((kind) => kind === 'charter.in-force').length).toBe(2)
  })

  test('a charter that ends with the last second of all years is told to have no end', async () => {
    const { operator, found } = parties
    const id = await found()
    const until = '9999-12-31T23:59:59.500Z'
    await expect(propose(operator, id, charterOf({ until }))).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('nothing in it ends'),
    })
  })
})
