/** Lower versions of a release: cut by markings, tied to their source, and never more than was proposed. */
import {
  createRelease,
  getRelease,
  getReleaseObjects,
  getTearLineOpening,
  previewRelease,
  proposeTearLine,
  recallRelease,
  type ReleaseDraft,
  type TearChoice,
  type Tlp,
} from '@tocsin/api'
import { commitmentOf } from '@tocsin/proof'
import { canonicalize, tlpMarking } from '@tocsin/stix'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { createHash, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, MESSAGE, openStage, sendReviewed, type Stage } from './members-at-work.ts'

const SEEN = '2026-09-28T08:00:00.000Z'
const MADE = '2026-09-30T10:00:00.000Z'
const TERMS = 'extension-definition--b2a79f75-4384-4ece-b56b-88012cfbe01f'
const SECRET = 'Our source inside the service said so'
type Stix = { id: string; type: string; [property: string]: unknown }

onServer('Tear-lines', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let second: Actor
  let platform: Actor
  let hub: Actor
  let inner: string
  let wide: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    agency = await stage.admit('Agency', 'agency')
    second = await stage.join(agency, ['reviewer'])
    platform = await stage.admit('Platform', 'platform')
    hub = await stage.admit('Hub', 'hub')
    inner = await stage.found('Inner circle', [agency, hub])
    wide = await stage.found('Wide circle', [agency, platform, hub])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const object = (type: string, rest: object): Stix => ({
    type,
    spec_version: '2.1',
    id: `${type}--${randomUUID()}`,
    created: MADE,
    modified: MADE,
    ...rest,
  })
  const marked = (tlp: Tlp) => ({ object_marking_refs: [tlpMarking(tlp).id] })
  const indicator = (rest: object = {}) =>
    object('indicator', {
      name: 'Domain of the operation',
      description: SECRET,
      pattern: "[domain-name:value = 'vote.example']",
      pattern_type: 'stix',
      valid_from: SEEN,
      ...marked('green'),
      granular_markings: [
        { marking_ref: tlpMarking('amber+strict').id, selectors: ['description'] },
      ],
      ...rest,
    })
  const draftOf = (
    groupId: string,
    tlp: Tlp,
    objects: unknown[],
    rest: Partial<ReleaseDraft> = {},
  ): ReleaseDraft => ({
    title: `What was seen ${randomUUID()}`,
    terms: { groupId, tlp, pap: 'green', purpose: 'election-security', basis: 'Charter' },
    objects,
    ...rest,
  })
  const release = async (by: Actor, draft: ReleaseDraft) => {
    const { digest } = await by.call(previewRelease, { body: draft })
    return (await by.call(createRelease, { body: { draft, digest } })).summary
  }
  const propose = (by: Actor, id: string, tlp: Tlp, chosen?: TearChoice) =>
    by.call(proposeTearLine, { params: { id }, body: { tlp, ...(chosen ? { chosen } : {}) } })
  const objectsFor = async (by: Actor, id: string) =>
    (await by.call(getReleaseObjects, { params: { id } })).objects as Stix[]

  test('what is marked stricter is cut, shown beside what remains, and what was changed has another id', async () => {
    const one = indicator()
    const whole = object('note', {
      content: 'Only here',
      object_refs: [one.id],
      ...marked('amber+strict'),
    })
    const source = await release(agency, draftOf(inner, 'amber+strict', [one, whole]))
    const torn = await propose(agency, source.id, 'green')
    const [left] = torn.objects as Stix[]
    expect(torn.objects).toHaveLength(1)
    expect(left).toMatchObject({ name: one['name'], pattern: one['pattern'] })
    expect(left!.id).not.toBe(one.id)
    expect(JSON.stringify(torn.objects)).not.toMatch(/source inside|granular/)
    expect(torn.parts).toMatchObject([
      { id: one.id, newId: left!.id, cut: [{ selector: 'description', text: SECRET }] },
      { id: whole.id, left: 'it is marked TLP:AMBER+STRICT as a whole' },
    ])
    expect(torn).toMatchObject({ firstSeenAt: SEEN, firstSeenBy: 'valid_from', flags: [] })
  })

  test('the maker chooses what goes and what is cut, and what refers to what is left out loses the reference', async () => {
    const one = indicator({ ...marked('amber+strict'), granular_markings: undefined })
    delete one['granular_markings']
    const gone = indicator({ ...marked('amber+strict') })
    const note = object('note', {
      content: 'We intercepted their mails',
      abstract: 'To the point',
      object_refs: [one.id, gone.id],
      ...marked('amber+strict'),
    })
    const source = await release(agency, draftOf(inner, 'amber+strict', [one, gone, note]))
    expect((await propose(agency, source.id, 'green')).objects).toEqual([])
    const torn = await propose(agency, source.id, 'green', [
      { id: one.id, cut: ['description'] },
      { id: note.id, cut: ['abstract'] },
    ])
    const text = JSON.stringify(torn.objects)
    expect(text).not.toMatch(/source inside|To the point/)
    for (const id of [one.id, gone.id, note.id]) expect(text).not.toContain(id)
    const [first, last] = torn.objects as Stix[]
    expect(last!['object_refs']).toEqual([first!.id])
    expect(first!['object_marking_refs']).toEqual([tlpMarking('green').id])
    expect(torn.flags).toMatchObject([{ words: 'intercepted', form: 'interception' }])
    await expect(
      propose(agency, source.id, 'green', [{ id: one.id, cut: ['nothing_here'] }]),
    ).rejects.toMatchObject({ code: 'bad-request' })
    await expect(
      propose(agency, source.id, 'green', [{ id: indicator().id, cut: [] }]),
    ).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('words that were cut in one place and stand in another are named, and it is released once they are cut there or let stand', async () => {
    const told = indicator({ description: 'Told by Quillfeather, who opened the door' })
    const note = object('note', {
      content: 'Quillfeather posts at night',
      object_refs: [told.id],
      ...marked('green'),
    })
    const source = await release(agency, draftOf(inner, 'amber+strict', [told, note]))
    const torn = await propose(agency, source.id, 'green')
    expect(torn.remaining).toEqual([
      { object: note.id, property: 'content', words: 'Quillfeather' },
    ])
    expect(torn.settled).toBe(false)
    const send = ({ id, objects }: { id: string; objects: unknown[] }) =>
      release(agency, draftOf(inner, 'green', objects, { tearLine: id }))
    await expect(send(torn)).rejects.toMatchObject({ code: 'conflict' })
    const cut = await propose(agency, source.id, 'green', [
      { id: told.id, cut: [] },
      { id: note.id, cut: ['content'] },
    ])
    expect([cut.remaining, cut.settled]).toEqual([[], true])
    const body = { tlp: 'green' as const, lets: torn.remainingSha256 }
    const params = { params: { id: source.id } }
    const wrong = { ...body, lets: '0'.repeat(64) }
    expect((await agency.call(proposeTearLine, { ...params, body: wrong })).settled).toBe(false)
    const lets = await agency.call(proposeTearLine, { ...params, body })
    expect(lets.settled).toBe(true)
    expect(await send(lets)).toMatchObject({ terms: { tlp: 'green' } })
  })

  test('an object that cannot be without what is cut is left out whole, and so is what only speaks of it', async () => {
    const one = indicator()
    const note = object('note', { content: 'About it', object_refs: [one.id], ...marked('green') })
    const source = await release(agency, draftOf(inner, 'amber+strict', [one, note]))
    const torn = await propose(agency, source.id, 'green', [
      { id: one.id, cut: ['pattern'] },
      { id: note.id, cut: [] },
    ])
    expect(torn.objects).toEqual([])
    expect(torn.parts.map(({ left }) => left)).toEqual([expect.any(String), expect.any(String)])
  })

  test('the lower version goes out by its markings, and its tie can be checked later and shows nothing now', async () => {
    const one = indicator()
    const source = await release(agency, draftOf(inner, 'amber+strict', [one]))
    const torn = await propose(agency, source.id, 'green')
    const lower = await release(
      agency,
      draftOf(inner, 'green', torn.objects, { tearLine: torn.id }),
    )
    expect(lower.tearCommitment).toBe(torn.commitment)
    const given = await objectsFor(hub, lower.id)
    const terms = given.find(({ id }) => id === `grouping--${lower.id}`) as {
      extensions?: Record<string, object>
    }
    expect(terms.extensions![TERMS]).toMatchObject({ tear_line: { commitment: torn.commitment } })
    expect(JSON.stringify(given)).not.toContain('source inside')
    const opening = await agency.call(getTearLineOpening, { params: { id: torn.id } })
    const made = commitmentOf(
      Buffer.from(opening.salt, 'base64'),
      createHash('sha256').update(canonicalize(opening.source)).digest(),
    )
    expect(Buffer.from(made).toString('base64')).toBe(torn.commitment)
    expect(JSON.stringify(opening.source)).toContain(SECRET)
    const again = await propose(agency, source.id, 'green')
    expect(again.commitment).not.toBe(torn.commitment)
    const { rows } = await sql<{ payload: string }>`
      select payload from log_payloads where subject = ${`release:${lower.id}`} order by index limit 1`.execute(
      database.db,
    )
    expect(JSON.parse(rows[0]!.payload)).toMatchObject({
      tearLine: { commitment: torn.commitment },
    })
    const own = await agency.call(getRelease, { params: { id: lower.id } })
    expect(own.tearLine).toMatchObject({ sourceId: source.id, firstSeenAt: SEEN })
    const received = await hub.call(getRelease, { params: { id: lower.id } })
    expect(received.summary.tearCommitment).toBe(torn.commitment)
    expect(received).not.toHaveProperty('tearLine')
  })

  test('to a platform it goes as a message, by the approval of a second person', async () => {
    const source = await release(agency, draftOf(inner, 'amber+strict', [indicator()]))
    const torn = await propose(agency, source.id, 'green')
    const draft = draftOf(wide, 'green', torn.objects, { tearLine: torn.id, message: MESSAGE })
    const looked = await agency.call(previewRelease, { body: draft })
    expect(looked.verdicts.find(({ member }) => member.id === platform.id)).toMatchObject({
      rule: 'message-needs-second',
    })
    const { summary } = await sendReviewed(agency, second, draft)
    expect(summary.tearCommitment).toBe(torn.commitment)
    expect(JSON.stringify(await objectsFor(platform, summary.id))).not.toContain('source inside')
  })

  test('nothing else than what was proposed, by nobody else, and once', async () => {
    const source = await release(agency, draftOf(inner, 'amber+strict', [indicator()]))
    const torn = await propose(agency, source.id, 'green')
    const draft = draftOf(inner, 'green', torn.objects, { tearLine: torn.id })
    const other = { ...draft, objects: [{ ...(torn.objects[0] as Stix), name: 'Another' }] }
    await expect(agency.call(previewRelease, { body: other })).rejects.toMatchObject({
      code: 'bad-request',
    })
    await expect(hub.call(previewRelease, { body: draft })).rejects.toMatchObject({
      code: 'bad-request',
    })
    await release(agency, draft)
    await expect(
      agency.call(previewRelease, { body: { ...draft, title: 'Once more' } }),
    ).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a lower version that was proposed is not released once its source was taken back', async () => {
    const source = await release(agency, draftOf(inner, 'amber+strict', [indicator()]))
    const torn = await propose(agency, source.id, 'green')
    const draft = draftOf(inner, 'green', torn.objects, { tearLine: torn.id })
    const { digest } = await agency.call(previewRelease, { body: draft })
    const params = { id: source.id }
    await agency.call(recallRelease, { params, body: { reason: 'A mistake' } })
    await expect(agency.call(createRelease, { body: { draft, digest } })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('two choices about one object are refused, since either would let go what the other cuts', async () => {
    const one = indicator()
    const source = await release(agency, draftOf(inner, 'amber+strict', [one]))
    await expect(
      propose(agency, source.id, 'green', [
        { id: one.id, cut: ['name'] },
        { id: one.id, cut: [] },
      ]),
    ).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('nobody makes one of what another gave, of what was taken back, or under no lower marking', async () => {
    const one = indicator()
    const source = await release(agency, draftOf(inner, 'amber+strict', [one]))
    await expect(propose(hub, source.id, 'green')).rejects.toMatchObject({ code: 'not-found' })
    await expect(propose(agency, source.id, 'red')).rejects.toMatchObject({ code: 'bad-request' })
    const machine = await stage.withKey(agency)
    await expect(propose(machine, source.id, 'green')).rejects.toMatchObject({ code: 'forbidden' })
    const plain = indicator({ granular_markings: undefined })
    delete plain['granular_markings']
    await release(agency, draftOf(inner, 'green', [plain]))
    const passedOn = await release(hub, draftOf(inner, 'green', [plain]))
    const torn = await propose(hub, passedOn.id, 'clear', [{ id: plain.id, cut: [] }])
    expect(torn.objects).toEqual([])
    expect(torn.parts[0]!.left).toContain('another member gave it first')
    const opening = hub.call(getTearLineOpening, {
      params: { id: (await propose(agency, source.id, 'green')).id },
    })
    await expect(opening).rejects.toMatchObject({ code: 'not-found' })
    const rows = await asMember(database.db, { memberId: platform.id }, stage.clock.now(), (tx) =>
      tx.selectFrom('tear_lines').selectAll().execute(),
    )
    expect(rows).toEqual([])
    await agency.call(recallRelease, { params: { id: source.id }, body: { reason: 'A mistake' } })
    await expect(propose(agency, source.id, 'green')).rejects.toMatchObject({ code: 'conflict' })
  })
})
