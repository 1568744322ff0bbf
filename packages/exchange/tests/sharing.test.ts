import {
  answerRecall,
  createRelease,
  getRelease,
  getReleaseObjects,
  listReleases,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
  type Terms,
} from '@tocsin/api'
import { deterministicId, tlpMarking, validate } from '@tocsin/stix'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { MESSAGE, openStage, START, type Actor, type Stage } from './members-at-work.ts'

onEachDatabase('sharing', (open) => {
  let database: TestDatabase
  let stage: Stage
  let sender: Actor
  let peer: Actor
  let second: Actor
  let outsider: Actor
  let agency: Actor
  let researcher: Actor
  let group: string

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    sender = await stage.admit('Platform A', 'platform')
    peer = await stage.admit('Platform B', 'platform')
    second = await stage.admit('Platform C', 'platform')
    outsider = await stage.admit('Platform D', 'platform')
    agency = await stage.admit('Agency', 'agency')
    researcher = await stage.admit('Institute', 'researcher')
    group = await stage.found('Platforms', [sender, peer, second, agency, researcher])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const account = (login: string) => {
    const object = { type: 'user-account', spec_version: '2.1', account_login: login }
    return { ...object, id: deterministicId(object) }
  }
  const note = (content = 'Seen in step', id = `note--${randomUUID()}`) => ({
    type: 'note',
    spec_version: '2.1',
    id,
    created: '2026-10-01T10:00:00.000Z',
    modified: '2026-10-01T10:00:00.000Z',
    content,
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  })
  const draftOf = (objects: unknown[] = [note()], terms: Partial<Terms> = {}): ReleaseDraft => ({
    title: 'Coordinated accounts',
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter, section 2',
      ...terms,
    },
    objects,
  })
  const preview = (draft: ReleaseDraft, by = sender) => by.call(previewRelease, { body: draft })
  const release = async (draft = draftOf(), by = sender) => {
    const { digest } = await preview(draft, by)
    return by.call(createRelease, { body: { draft, digest } })
  }
  const objectsOf = (id: string, by: Actor) => by.call(getReleaseObjects, { params: { id } })
  const codeOf = async (call: Promise<unknown>) =>
    call.then(
      () => 'ok',
      (error: { code?: string; rule?: string }) =>
        [error.code, error.rule].filter(Boolean).join(' '),
    )
  const logOf = (subject: string) =>
    database.db.selectFrom('log_payloads').selectAll().where('subject', '=', subject).execute()

  test('the preview names everyone who would receive and by which rule, and sends nothing', async () => {
    const { verdicts, faults } = await preview(draftOf())
    expect(faults).toEqual([])
    expect(verdicts.map(({ member, allow, rule }) => [member.name, allow, rule])).toEqual([
      ['Agency', true, 'tlp-amber'],
      ['Institute', false, 'researcher-research-only'],
      ['Platform B', true, 'tlp-amber'],
      ['Platform C', true, 'tlp-amber'],
    ])
    expect((await sender.call(listReleases, { query: { direction: 'out' } })).items).toEqual([])
  })

  test('terms that end at no point in time are refused with their place', async () => {
    for (const expiresAt of ['2026-13-01T00:00:00Z', '2027-02-30T00:00:00.000Z'])
      await expect(preview(draftOf([note()], { expiresAt }))).rejects.toMatchObject({
        status: 400,
        path: '/body/terms/expiresAt',
      })
  })

  test('a release goes to exactly those previewed; refusals and the act are on record', async () => {
    const sent = await release()
    expect(sent.recipients.map((to) => to.member.name)).toEqual([
      'Agency',
      'Platform B',
      'Platform C',
    ])
    expect(sent.refusals).toMatchObject([
      { member: { name: 'Institute' }, allow: false, rule: 'researcher-research-only' },
    ])
    const { id } = sent.summary
    for (const member of [agency, peer, second])
      expect((await objectsOf(id, member)).objects.length).toBe(sent.summary.objectCount)
    const acts = await logOf(`release:${id}`)
    expect(acts.map((act) => act.index)).toContain(sent.summary.logIndex)
    expect(acts.map((act) => JSON.parse(act.payload ?? '{}').rule).filter(Boolean)).toEqual([
      'researcher-research-only',
      ...sent.recipients.map((recipient) => recipient.rule),
    ])
    expect((await peer.call(listReleases, { query: { direction: 'in' } })).items[0]?.id).toBe(id)
  })

  test('what is hidden and what does not exist look the same to everyone who is not entitled', async () => {
    const { summary } = await release()
    const routes = (id: string) => [
      ['GET', `/api/releases/${id}`],
      ['GET', `/api/releases/${id}/objects`],
      ['POST', `/api/releases/${id}/recall`, '{"reason":"x"}'],
      ['POST', `/api/releases/${id}/recall/answer`, '{"answer":"kept"}'],
    ]
    const replies = async (id: string, by: Actor) =>
      Promise.all(
        routes(id).map(async ([method, path, body]) => {
          const headers = { 'content-type': 'application/json' }
          const reply = await by.send(path!, { method: method!, body: body ?? null, headers })
          return [reply.status, await reply.text()]
        }),
      )
    for (const stranger of [outsider, researcher]) {
      const hidden = await replies(summary.id, stranger)
      expect(hidden).toEqual(await replies(randomUUID(), stranger))
      expect(hidden.map(([status]) => status)).toEqual([404, 404, 404, 404])
    }
    expect(
      await codeOf(peer.call(recallRelease, { params: { id: summary.id }, body: { reason: 'x' } })),
    ).toBe('not-found')
  })

  test('a recipient sees its own line only, and not whom the sender named', async () => {
    const { summary } = await release(
      draftOf([note()], { tlp: 'red', named: [peer.id, second.id] }),
    )
    const seen = await peer.call(getRelease, { params: { id: summary.id } })
    expect(seen.recipients.map((to) => to.member.name)).toEqual(['Platform B'])
    expect(seen.refusals).toEqual([])
    expect(seen.summary.terms.named).toBeUndefined()
    expect(JSON.stringify(seen)).not.toContain(second.id)
  })

  test('an operator sees that there is a release but not what is in it', async () => {
    const operator = await stage.admit('Hub', 'hub', ['operator', 'analyst'])
    const { summary } = await release()
    const seen = await operator.call(getRelease, { params: { id: summary.id } })
    expect(seen.recipients.length).toBe(3)
    expect(await codeOf(objectsOf(summary.id, operator))).toBe('not-found')
  })

  test('red goes to those named alone, and to no machine', async () => {
    const unnamed = await preview(draftOf([note()], { tlp: 'red' }))
    expect(unnamed.verdicts.filter((verdict) => verdict.allow)).toEqual([])
    const { summary, recipients } = await release(
      draftOf([note()], { tlp: 'red', named: [peer.id] }),
    )
    expect(recipients.map((to) => to.member.id)).toEqual([peer.id])
    const machine = await stage.withKey(peer)
    expect(await codeOf(objectsOf(summary.id, machine))).toBe('forbidden tlp-red-no-feed')
    expect((await objectsOf(summary.id, peer)).objects.length).toBe(summary.objectCount)
    expect(await codeOf(objectsOf(summary.id, second))).toBe('not-found')
    const stranger = draftOf([note()], { tlp: 'red', named: [outsider.id] })
    expect(await codeOf(preview(stranger))).toBe('bad-request')
  })

  test('the bundle is valid STIX, keeps each object, and brings its markings along', async () => {
    const objects = [account('bird'), note()]
    const { summary } = await release(draftOf(objects))
    const bundle = await objectsOf(summary.id, peer)
    expect(validate(bundle).faults.filter((fault) => fault.level === 'must')).toEqual([])
    const [terms, tlp, pap, ...rest] = bundle.objects as { id: string; name?: string }[]
    expect(tlp).toEqual(tlpMarking('amber'))
    expect(pap?.name).toBe('PAP:AMBER')
    expect(rest).toEqual(objects)
    expect(terms).toMatchObject({
      id: `grouping--${summary.id}`,
      object_marking_refs: [tlp!.id, pap!.id],
      object_refs: objects.map(({ id }) => id),
    })
  })

  test('a first reading is marked and logged once, however many read at the same time', async () => {
    const { summary } = await release()
    await Promise.all(Array.from({ length: 8 }, () => objectsOf(summary.id, peer)))
    const reads = (await logOf(`release:${summary.id}`)).filter(
      (act) => JSON.parse(act.payload ?? '{}').member === peer.id,
    )
    expect(reads.length).toBe(1)
    const seen = await sender.call(getRelease, { params: { id: summary.id } })
    const readers = seen.recipients.filter((to) => to.readAt).map((to) => to.member.name)
    expect(readers).toEqual(['Platform B'])
  })

  test('after a recall nobody can read it, every holder must answer, and the sender sees who still has it', async () => {
    const { summary } = await release()
    const { id } = summary
    await objectsOf(id, peer)
    stage.clock.advance(1000)
    await sender.call(recallRelease, { params: { id }, body: { reason: 'One account was wrong' } })
    for (const holder of [peer, second, agency]) {
      expect(await codeOf(objectsOf(id, holder))).toBe('expired read-recalled')
      const seen = await holder.call(getRelease, { params: { id } })
      expect(seen.summary).toMatchObject({
        awaitsMyAnswer: true,
        recallReason: 'One account was wrong',
      })
    }
    const answer = (by: Actor, body: { answer: 'kept' | 'deleted' }) =>
      by.call(answerRecall, { params: { id }, body })
    await answer(second, { answer: 'deleted' })
    await answer(peer, { answer: 'kept' })
    await answer(peer, { answer: 'deleted' })
    expect(await codeOf(answer(peer, { answer: 'kept' }))).toBe('conflict')
    const seen = await sender.call(getRelease, { params: { id } })
    const open = seen.recipients.filter((to) => !to.recallAnswer).map((to) => to.member.name)
    expect(open).toEqual(['Agency'])
    const again = sender.call(recallRelease, { params: { id }, body: { reason: 'again' } })
    expect(await codeOf(again)).toBe('conflict')
    expect((await objectsOf(id, sender)).objects.length).toBe(summary.objectCount)
  })

  test('what is recalled or expired cannot be reached in raw SQL either', async () => {
    const count = (member: Actor, now = stage.clock.now()) =>
      asMember(database.db, { memberId: member.id }, now, async (tx) => {
        const rows = await sql<{
          n: number
        }>`select coalesce(sum(last_row - first_row + 1), 0)::int as n from release_objects`.execute(
          tx,
        )
        const objects = await sql<{ n: number }>`select count(*)::int as n from objects`.execute(tx)
        return [rows.rows[0]?.n, objects.rows[0]?.n]
      })
    const [reader] = [await stage.admit('Platform E', 'platform')]
    const own = await stage.found('Pair', [sender, reader])
    const expiresAt = new Date(stage.clock.now().getTime() + 60_000).toISOString()
    await release(draftOf([note()], { groupId: own, expiresAt }))
    const recalled = await release(draftOf([note()], { groupId: own }))
    expect(await count(reader)).toEqual([8, 6])
    await sender.call(recallRelease, { params: { id: recalled.summary.id }, body: { reason: 'x' } })
    expect(await count(reader)).toEqual([4, 4])
    expect(await count(reader, new Date(expiresAt))).toEqual([0, 0])
    expect(await count(outsider)).toEqual([0, 0])
  })

  test('terms changed after the preview make it outdated, whether stricter or laxer', async () => {
    const draft = draftOf([note()], { tlp: 'amber' })
    const { digest } = await preview(draft)
    for (const tlp of ['red', 'amber+strict', 'green'] as const) {
      const changed = { ...draft, terms: { ...draft.terms, tlp } }
      const sent = sender.call(createRelease, { body: { draft: changed, digest } })
      expect(await codeOf(sent)).toBe('preview-outdated')
    }
    const other = { ...draft, objects: [note('Other words')] }
    expect(await codeOf(sender.call(createRelease, { body: { draft: other, digest } }))).toBe(
      'preview-outdated',
    )
  })

  test('a member admitted or suspended after the preview makes it outdated', async () => {
    const late = await stage.admit('Platform F', 'platform')
    const own = await stage.found('Changing', [sender, peer])
    const draft = draftOf([note()], { groupId: own })
    const before = await preview(draft)
    await database.db
      .insertInto('group_members')
      .values({ group_id: own, member_id: late.id, joined_at: START })
      .execute()
    const send = (digest: string) => sender.call(createRelease, { body: { draft, digest } })
    expect(await codeOf(send(before.digest))).toBe('preview-outdated')
    const after = await preview(draft)
    await database.db
      .updateTable('members')
      .set({ active: false })
      .where('id', '=', late.id)
      .execute()
    expect(await codeOf(send(after.digest))).toBe('preview-outdated')
    const sent = await send((await preview(draft)).digest)
    expect(sent.refusals).toMatchObject([{ rule: 'member-suspended' }])
    expect(sent.recipients.map((to) => to.member.id)).toEqual([peer.id])
  })

  test('one preview is sent once, even by ten callers at the same time', async () => {
    const draft = draftOf()
    const { digest } = await preview(draft)
    const sent = await Promise.all(
      Array.from({ length: 10 }, () =>
        codeOf(sender.call(createRelease, { body: { draft, digest } })),
      ),
    )
    expect(sent.toSorted()).toEqual([...Array.from({ length: 9 }, () => 'conflict'), 'ok'])
    expect(await codeOf(peer.call(createRelease, { body: { draft, digest } }))).toBe(
      'preview-outdated',
    )
  })

  test('a release that nobody may receive is refused by the name of its rule, and that is recorded', async () => {
    const strict = note()
    const red = { ...strict, object_marking_refs: [tlpMarking('red').id] }
    for (const [draft, rule] of [
      [draftOf([red]), 'tlp-no-widening'],
      [draftOf([note()], { purpose: 'public-warning' }), 'charter-purpose'],
      [draftOf([note()], { tlp: 'clear' }), 'pap-limits-need-tlp'],
      [draftOf([note()], { expiresAt: START.toISOString() }), 'terms-expired'],
    ] as const) {
      const { verdicts, digest } = await preview(draft)
      expect(verdicts).toMatchObject([{ member: { name: 'Platform A' }, allow: false, rule }])
      const sent = sender.call(createRelease, { body: { draft, digest } })
      expect(await codeOf(sent)).toBe(`refused-by-policy ${rule}`)
      const kept = await database.db
        .selectFrom('refusals')
        .selectAll()
        .where('rule', '=', rule)
        .execute()
      expect(kept).toMatchObject([{ by_member: sender.id, act: 'release' }])
      expect(await logOf(kept[0]!.subject)).toHaveLength(1)
    }
    const foreign = await outsider.call(previewRelease, { body: draftOf() })
    expect(foreign.verdicts).toMatchObject([
      { member: { id: outsider.id }, rule: 'charter-membership' },
    ])
  })

  test('what came from another under amber is passed on by its source only', async () => {
    const shared = note()
    await release(draftOf([shared]))
    const passed = await preview(draftOf([{ ...shared }]), peer)
    expect(passed.verdicts).toMatchObject([{ member: { name: 'Platform B' }, rule: 'tlp-relay' }])
    expect((await preview(draftOf([shared]))).verdicts.some((verdict) => verdict.allow)).toBe(true)
  })

  test('a government member informs a platform but cannot ask it to act', async () => {
    const ask = await preview(draftOf([note('Please remove these accounts')]), agency)
    const ruleFor = (name: string, { verdicts }: typeof ask) =>
      verdicts.find((verdict) => verdict.member.name === name)?.rule
    expect(ruleFor('Platform A', ask)).toBe('government-asks-nothing')
    const said = { ...draftOf([note('These accounts posted in step')]), message: MESSAGE }
    expect(ruleFor('Platform A', await preview(said, agency))).toBe('message-needs-second')
  })

  test('pages of releases come newest first and miss none', async () => {
    const own = await stage.found('Many', [sender, peer])
    const sent: string[] = []
    for (let i = 0; i < 5; i++)
      sent.unshift((await release(draftOf([note()], { groupId: own }))).summary.id)
    const seen: string[] = []
    let after: string | undefined
    do {
      const query = { direction: 'in' as const, limit: 2, ...(after ? { after } : {}) }
      const page = await peer.call(listReleases, { query })
      seen.push(...page.items.map((item) => item.id))
      after = page.next
    } while (after && seen.length < 5)
    expect(seen.slice(0, 5)).toEqual(sent)
    const bad = peer.call(listReleases, { query: { direction: 'in', after: "1' or 1=1" } })
    expect(await codeOf(bad)).toBe('bad-request')
  })
})
