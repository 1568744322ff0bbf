import {
  addElection,
  adoptCharter,
  approveMessage,
  changeElection,
  createRelease,
  getCharter,
  getMessage,
  getReleaseObjects,
  listGroups,
  previewRelease,
  submitMessage,
  type CharterTerms,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import {
  adopt,
  charterOf,
  look,
  openParties,
  type Parties,
  post,
  propose,
  releaseOf,
  verdictOn,
} from './charter-parties.ts'
import { ELECTION } from './crew.ts'
import { addOffices } from './few-offices.ts'
import { type Actor, firstTerms, MESSAGE, START } from './members-at-work.ts'

onServer('Charters, from when and until when', (open) => {
  let parties: Parties
  beforeAll(async () => {
    parties = await openParties(open)
    await addOffices(parties.database)
  })
  afterAll(() => parties?.close())
  beforeEach(() => parties.stage.clock.set(START))
  const send = async (who: Actor, body: ReleaseDraft) => {
    const { digest } = await who.call(previewRelease, { body })
    return (await who.call(createRelease, { body: { draft: body, digest } })).summary.id
  }

  const vote = () =>
    parties.operator.call(addElection, {
      body: { ...ELECTION, name: `Election ${randomUUID()}`, date: '2026-12-03' },
    })

  test('a version to come holds from its instant on, whether or not it was written down', async () => {
    const { stage, operator, platform, counsel, found } = parties
    const id = await found()
    await propose(
      operator,
      id,
      charterOf({ maxTlp: 'green' }, { inForceFrom: '2026-10-02T00:00:00.000Z' }),
    )
    await adopt(counsel, id, 2)
    expect((await verdictOn(platform, releaseOf(id))).allow).toBe(true)
    stage.clock.set(new Date('2026-10-02T00:00:00.000Z'))
    expect(await verdictOn(platform, releaseOf(id))).toMatchObject({ rule: 'charter-max-tlp' })
    expect(
      (await operator.call(listGroups)).items.find((group) => group.id === id)!.charterNumber,
    ).toBe(1)
    await stage.exchange.drain()
    expect((await operator.call(listGroups)).items.find((group) => group.id === id)).toMatchObject({
      charterNumber: 2,
      maxTlp: 'green',
    })
    expect(await verdictOn(platform, releaseOf(id))).toMatchObject({ rule: 'charter-max-tlp' })
  })

  test('a lapsed basis stops new releases and joining, and nothing that was given before', async () => {
    const { stage, operator, agency, platform, counsel, found } = parties
    const id = await found()
    await propose(operator, id, charterOf({ until: '2026-10-20T00:00:00.000Z' }))
    await adopt(counsel, id, 2)
    const sent = await send(platform, releaseOf(id))
    const isEnded = async () =>
      (await platform.call(listGroups)).items.find((group) => group.id === id)!.ended
    expect(await isEnded()).toBe(false)
    stage.clock.set(new Date('2026-10-20T00:00:00.000Z'))
    expect(await isEnded()).toBe(true)
    expect(await verdictOn(platform, releaseOf(id))).toMatchObject({ rule: 'charter-expired' })
    const { objects } = await agency.call(getReleaseObjects, { params: { id: sent } })
    expect((objects as unknown[]).length).toBeGreaterThan(0)
    await propose(
      operator,
      id,
      charterOf({ until: '2026-12-20T00:00:00.000Z' }, { inForceFrom: '2026-10-20T00:00:00.000Z' }),
    )
    await adopt(counsel, id, 3)
    expect((await verdictOn(platform, releaseOf(id))).allow).toBe(true)
  })

  test('where a charter sets a term a release names an end, and a machine’s posting ends with it', async () => {
    const { database, stage, operator, platform, counsel, found } = parties
    const id = await found()
    const inForceFrom = stage.clock.now().toISOString()
    await propose(operator, id, charterOf({ retentionDays: 30 }, { inForceFrom }))
    await adopt(counsel, id, 2)
    expect(await verdictOn(platform, releaseOf(id))).toMatchObject({ rule: 'group-retention' })
    const end = new Date(stage.clock.now().getTime() + 30 * 86_400_000).toISOString()
    expect((await verdictOn(platform, releaseOf(id, { expiresAt: end }))).allow).toBe(true)
    const machine = await stage.withKey(platform)
    const reply = await post(machine, id)
    expect(reply.status).toBe(202)
    const { expires_at: endsAt } = await database.db
      .selectFrom('releases')
      .select('expires_at')
      .where('group_id', '=', id)
      .executeTakeFirstOrThrow()
    expect(endsAt?.toISOString()).toBe(end)
  })

  test('a message that waits while a charter is adopted is approved after another look, which says so', async () => {
    const { stage, operator, agency, counsel, found } = parties
    const id = await found()
    const reviewer = await stage.join(agency, ['reviewer'])
    const body = { ...releaseOf(id, { purpose: 'election-security' }), message: MESSAGE }
    const waiting = await agency.call(submitMessage, { body: { draft: body } })
    const params = { id: waiting.id }
    const { digest } = await reviewer.call(getMessage, { params })
    const inForceFrom = stage.clock.now().toISOString()
    await propose(operator, id, charterOf({ maxTlp: 'amber' }, { inForceFrom }))
    await adopt(counsel, id, 2)
    const { revision } = waiting
    await expect(
      reviewer.call(approveMessage, { params, body: { revision, digest } }),
    ).rejects.toMatchObject({
      code: 'preview-outdated',
      message: expect.stringContaining('the charter of the group has changed'),
    })
    const again = await reviewer.call(getMessage, { params })
    const sent = await reviewer.call(approveMessage, {
      params,
      body: { revision, digest: again.digest },
    })
    expect(sent.state).toBe('approved')
  })

  test('a charter that ends after an election is adopted by whoever saw the end that the election has now', async () => {
    const { database, stage, operator, counsel, found } = parties
    const id = await found()
    const { id: election } = await vote()
    const inForceFrom = stage.clock.now().toISOString()
    const { until: _until, ...terms } = firstTerms({})
    const hung = { ...terms, endsWith: { election, days: 30 } }
    await propose(operator, id, { terms: hung, cases: [], inForceFrom })
    const params = { id, number: '2' }
    const { version, seen } = await look(counsel, id, 2)
    const body = { sha256: version.sha256!, seen: seen! }
    await database.db
      .updateTable('elections')
      .set({ held_on: '2026-12-10' })
      .where('id', '=', election)
      .execute()
    await expect(counsel.call(adoptCharter, { params, body })).rejects.toMatchObject({
      code: 'preview-outdated',
    })
    expect((await adopt(counsel, id, 2)).state).toBe('adopted')
    const { endsAt } = await counsel.call(getCharter, { params: { id } })
    expect(endsAt.slice(0, 10)).toBe('2027-01-10')
  })

  test('an election that moves takes the end of a version to come with it, on record, before that version begins', async () => {
    const { database, stage, operator, platform, counsel, found } = parties
    const id = await found()
    const { id: election, name, edition } = await vote()
    const { until: _until, ...terms } = firstTerms({})
    const inForceFrom = '2026-10-05T00:00:00.000Z'
    const hung = { ...terms, endsWith: { election, days: 30 } }
    await propose(operator, id, { terms: hung, cases: [], inForceFrom })
    await adopt(counsel, id, 2)
    // Its day is then so far back that the version ends as it begins.
    await operator.call(changeElection, {
      params: { id: election },
      body: { ...ELECTION, name, edition, date: '2026-09-04' },
    })
    const { next_charters: next } = await database.db
      .selectFrom('groups')
      .select('next_charters')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(next).toMatchObject([{ number: 2, expiresAt: inForceFrom }])
    const moved = await database.db
      .selectFrom('log_payloads')
      .select('payload')
      .where('subject', '=', `group:${id}`)
      .orderBy('index', 'desc')
      .executeTakeFirstOrThrow()
    expect(JSON.parse(moved.payload!)).toMatchObject({
      charter: 2,
      election,
      before: '2027-01-03T00:00:00.000Z',
      expiresAt: inForceFrom,
    })
    expect((await verdictOn(platform, releaseOf(id))).allow).toBe(true)
    stage.clock.set(new Date(inForceFrom))
    // Not written down yet.
    expect(await verdictOn(platform, releaseOf(id))).toMatchObject({ rule: 'charter-expired' })
  })

  test('a group whose charter cannot be brought into force holds up no other group, nor what is adopted there', async () => {
    const { database, stage, operator, counsel, found } = parties
    const [broken, id] = [await found(), await found()].toSorted() as [string, string]
    const inForceFrom = '2026-10-02T00:00:00.000Z'
    for (const group of [broken, id]) {
      await propose(operator, group, charterOf({ maxTlp: 'green' }, { inForceFrom }))
      await adopt(counsel, group, 2)
    }
    const setTerms = (terms: CharterTerms) =>
      database.db
        .updateTable('charter_versions')
        .set({ terms: JSON.stringify(terms) })
        .where('group_id', '=', broken)
        .where('number', '=', 2)
        .execute()
    const endsWith = { election: randomUUID(), days: 1 }
    await setTerms({ ...firstTerms({}), endsWith })
    stage.clock.set(new Date(inForceFrom))
    await expect(stage.exchange.drain()).rejects.toThrow('no such election')
    expect(await operator.call(getCharter, { params: { id } })).toMatchObject({ inForce: 2 })
    await propose(operator, id, charterOf({ maxTlp: 'clear' }, { inForceFrom }))
    await adopt(counsel, id, 3)
    expect(await operator.call(getCharter, { params: { id } })).toMatchObject({ inForce: 3 })
    await setTerms(firstTerms({}))
    await stage.exchange.drain()
    const params = { id: broken }
    expect(await operator.call(getCharter, { params })).toMatchObject({ inForce: 2 })
  })
})
