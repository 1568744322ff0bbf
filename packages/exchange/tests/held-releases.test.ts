/** Releases that are held some minutes: nobody learns of them before they leave, they leave once or not at all, and say why. */
import {
  approveErasure,
  askErasure,
  getHeldRelease,
  getRelease,
  holdRelease,
  listHeldReleases,
  listLog,
  listReleases,
  previewRelease,
  stopHeldRelease,
  type DelayedRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { asAnother, onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { setPersonActive } from '../src/members/suspend.ts'
import { releaseDue } from '../src/sharing/release-held.ts'
import { type Actor, openStage, START, type Stage } from './members-at-work.ts'

const MINUTE_MS = 60_000

onEachDatabase('Held releases', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let hub: Actor
  let operator: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    lab = await stage.admit('Lab', 'researcher')
    hub = await stage.admit('Hub', 'hub')
    operator = await stage.admit('Operators', 'hub', ['operator'])
    group = await stage.found('Room', [lab, hub])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const draftOf = (title = `Draft ${randomUUID()}`): ReleaseDraft => ({
    title,
    terms: { groupId: group, tlp: 'green', pap: 'green', purpose: 'research', basis: 'Agreement' },
    objects: [
      {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: START.toISOString(),
        modified: START.toISOString(),
        content: title,
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      },
    ],
  })
  const hold = async (by = lab, draft = draftOf(), minutes = 5): Promise<DelayedRelease> => {
    const { digest } = await by.call(previewRelease, { body: draft })
    return by.call(holdRelease, { body: { draft, digest, minutes } })
  }
  const stop = (by: Actor, id: string) => by.call(stopHeldRelease, { params: { id } })
  const lookAt = (id: string) => lab.call(getHeldRelease, { params: { id } })
  const due = async (minutes: number) => {
    stage.clock.advance(minutes * MINUTE_MS)
    while (await releaseDue(stage.exchange.context));
  }
  const suspend = (one: Actor) =>
    database.db.transaction().execute((tx) =>
      setPersonActive(tx, one.personId, false, stage.clock.now(), {
        memberId: lab.id,
        personId: lab.personId,
      }),
    )
  const waitingOf = (by: Actor, i: number) => ({
    id: randomUUID(),
    member_id: by.id,
    person_id: by.personId,
    key_id: null,
    title: `Waiting ${i}`,
    tlp: 'green',
    draft: '{}',
    digest: `digest ${i}`,
    receivers: 1,
    state: 'waiting',
    held_at: stage.clock.now(),
    due_at: new Date(stage.clock.now().getTime() + 10 * MINUTE_MS),
  })
  const inboxOf = async (by: Actor) =>
    (await by.call(listReleases, { query: { direction: 'in' } })).items.map(({ title }) => title)
  const outside = async () => ({
    objects: await count('objects'),
    releases: await count('releases'),
    feed: await count('taxii_feed'),
    told: (await database.db.selectFrom('live_events').select('members').execute()).filter(
      ({ members }) => members.includes(hub.id),
    ).length,
  })
  const count = async (table: string): Promise<number> => {
    const { rows } = await sql<{
      n: number
    }>`select count(*)::int as n from ${sql.table(table)}`.execute(database.db)
    return rows[0]!.n
  }

  test('until it leaves nothing of it is told, listed or polled, and then it leaves once', async () => {
    const before = await outside()
    const held = await hold()
    expect(held).toMatchObject({ state: 'waiting', left: 5 * MINUTE_MS, receivers: 1 })
    await due(4)
    expect(await outside()).toEqual(before)
    expect((await lookAt(held.id)).left).toBe(MINUTE_MS)
    await due(1)
    await due(10)
    const { state, releaseId } = await lookAt(held.id)
    expect(state).toBe('released')
    expect((await inboxOf(hub)).filter((title) => title === held.title)).toHaveLength(1)
    const { recipients } = await lab.call(getRelease, { params: { id: releaseId! } })
    expect(recipients.map(({ member }) => member.name)).toEqual(['Hub'])
  })

  test('a stopped one leaves no trace at its receivers and a line in the log of its sender alone', async () => {
    const before = await outside()
    const held = await hold()
    expect(await stop(lab, held.id)).toMatchObject({ state: 'stopped', endedBy: expect.anything() })
    await due(10)
    expect(await outside()).toEqual(before)
    const acts = await database.db
      .selectFrom('log_payloads')
      .select(['payload', 'members'])
      .where('subject', '=', `held:${held.id}`)
      .execute()
    expect(acts.map(({ members }) => members)).toEqual([[lab.id], [lab.id]])
    expect(JSON.stringify(acts.map(({ payload }) => payload))).toContain(
      'was stopped before it left',
    )
    await expect(stop(lab, held.id)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('nobody else sees or stops it', async () => {
    const held = await hold()
    await expect(stop(hub, held.id)).rejects.toMatchObject({ code: 'not-found' })
    expect((await hub.call(listHeldReleases, {})).items).toEqual([])
    await stop(lab, held.id)
  })

  test('the same preview is held once, and not again once it has left', async () => {
    const draft = draftOf()
    const held = await hold(lab, draft)
    await expect(hold(lab, draft)).rejects.toMatchObject({ code: 'conflict' })
    await due(5)
    expect((await lookAt(held.id)).state).toBe('released')
    await expect(hold(lab, draft)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('where who would receive it has changed meanwhile it does not leave, and says so', async () => {
    const held = await hold()
    const late = await stage.admit('Latecomer', 'hub')
    await database.db
      .insertInto('group_members')
      .values({ group_id: group, member_id: late.id, joined_at: START })
      .execute()
    await due(5)
    const ended = await lookAt(held.id)
    expect(ended.state).toBe('failed')
    expect(ended.fault).toMatch(/has changed since the preview/)
    expect(await inboxOf(hub)).not.toContain(held.title)
    await database.db.deleteFrom('group_members').where('member_id', '=', late.id).execute()
  })

  test('whoever was suspended meanwhile releases nothing', async () => {
    const second = await stage.join(lab, ['analyst'])
    const held = await hold(second)
    await suspend(second)
    await due(5)
    expect(await lookAt(held.id)).toMatchObject({ state: 'failed' })
    expect(await inboxOf(hub)).not.toContain(held.title)
  })

  test('whose invitation or key has ended by its instant, theirs does not leave', async () => {
    const { db } = database
    const guest = await stage.join(lab, ['analyst'])
    const keyed = await stage.withKey(await stage.join(lab, ['analyst']))
    const held = [await hold(guest), await hold(keyed)]
    const ends_at = new Date(stage.clock.now().getTime() + 2 * MINUTE_MS)
    await db.updateTable('people').set({ ends_at }).where('id', '=', guest.personId).execute()
    await db
      .updateTable('api_keys')
      .set({ ends_at })
      .where('person_id', '=', keyed.personId)
      .execute()
    await due(5)
    for (const { id, title } of held) {
      const fault = 'whoever released it may no longer do so'
      expect(await lookAt(id)).toMatchObject({ state: 'failed', fault })
      expect(await inboxOf(hub)).not.toContain(title)
    }
  })

  test('stopped and due at the same instant, it is either stopped and nobody has it, or released once', async () => {
    for (let i = 0; i < 10; i++) {
      const held = await hold(lab, draftOf(), 1)
      stage.clock.advance(MINUTE_MS)
      const { context } = stage.exchange
      const [stopped] = await Promise.allSettled([
        stop(lab, held.id),
        releaseDue(context),
        releaseDue(context),
      ])
      const { state } = await lookAt(held.id)
      const had = (await inboxOf(hub)).filter((title) => title === held.title).length
      expect([stopped.status, state, had]).toEqual(
        stopped.status === 'fulfilled' ? ['fulfilled', 'stopped', 0] : ['rejected', 'released', 1],
      )
    }
  })

  test('what fails in the middle of leaving leaves it waiting, whole', async () => {
    const held = await hold(lab, draftOf(), 1)
    stage.clock.advance(MINUTE_MS)
    const { context } = stage.exchange
    const broken = {
      ...context,
      policies: new Proxy(context.policies, {
        get: () => {
          throw new Error('the process dies here')
        },
      }),
    }
    await releaseDue(broken)
    expect(await lookAt(held.id)).toMatchObject({ state: 'waiting', failures: 1 })
    expect(await inboxOf(hub)).not.toContain(held.title)
    await due(1)
    expect((await lookAt(held.id)).state).toBe('released')
  })

  test('one at which the exchange fails keeps no other, is counted and tried again, and in the end says who must act', async () => {
    const poisoned = await hold(lab, draftOf(), 1)
    const sound = await hold(lab, draftOf(), 1)
    await database.db
      .updateTable('held_releases')
      .set({ draft: '{"title":' })
      .where('id', '=', poisoned.id)
      .execute()
    await due(1)
    expect((await lookAt(sound.id)).state).toBe('released')
    const counted = await lookAt(poisoned.id)
    expect(counted).toMatchObject({ state: 'waiting', failures: 1, left: 10_000 })
    for (let i = 0; i < 5; i++) await due(5)
    const ended = await lookAt(poisoned.id)
    expect(ended).toMatchObject({ state: 'failed', failures: 6 })
    expect(ended.fault).toMatch(/failed at it 6 times: whoever runs the exchange finds why/)
    expect(await inboxOf(hub)).not.toContain(poisoned.title)
  })

  test('the public log says of a release that was held and stopped no more than that a member acted', async () => {
    const before = (await hub.call(listLog, { query: {} })).size
    const held = await hold()
    await stop(lab, held.id)
    const late = await stage.join(lab, ['analyst'])
    await hold(late)
    await suspend(late)
    await due(5)
    const { items } = await hub.call(listLog, { query: { limit: 50 } })
    const kinds = items.filter(({ index }) => index >= before).map(({ kind }) => kind)
    expect(kinds.toReversed()).toEqual([
      'member.acted',
      'member.acted',
      'member.acted',
      'person.suspended',
      'member.acted',
    ])
  })

  test('of one member at most 50 wait, also where two come at once, and the others leave at once or later', async () => {
    const crowd = await stage.admit('Crowd', 'researcher')
    const circle = await stage.found('Circle', [crowd, hub])
    const drafts = [draftOf(), draftOf()].map((draft) => ({
      ...draft,
      terms: { ...draft.terms, groupId: circle },
    }))
    await database.db
      .insertInto('held_releases')
      .values(Array.from({ length: 49 }, (_, i) => waitingOf(crowd, i)))
      .execute()
    const tried = await Promise.allSettled(drafts.map((draft) => hold(crowd, draft)))
    const refused = tried.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []))
    expect(refused).toMatchObject([{ code: 'conflict' }])
    const { items } = await crowd.call(listHeldReleases, {})
    expect(items.filter(({ state }) => state === 'waiting')).toHaveLength(50)
    await database.db.deleteFrom('held_releases').where('member_id', '=', crowd.id).execute()
  })

  test('whoever is suspended at the instant at which it is due releases nothing', async () => {
    const second = await stage.join(lab, ['analyst'])
    const held = await hold(second, draftOf(), 1)
    stage.clock.advance(MINUTE_MS)
    let releasing: Promise<boolean> | undefined
    await database.db.transaction().execute(async (tx) => {
      const by = { memberId: lab.id, personId: lab.personId }
      await setPersonActive(tx, second.personId, false, stage.clock.now(), by)
      releasing = asAnother(() => releaseDue(stage.exchange.context))
      // Time for it to look at whoever held it before this is over; it comes to the lock in any case.
      await sleep(300)
    })
    await releasing
    expect(await lookAt(held.id)).toMatchObject({ state: 'failed' })
    expect(await inboxOf(hub)).not.toContain(held.title)
  })

  test('a person who held a release with a key is erased, and what they held does not leave', async () => {
    const other = await stage.admit('Other operators', 'hub', ['operator'])
    const second = await stage.join(lab, ['analyst'])
    const keyed = await stage.withKey(second)
    const held = await hold(keyed)
    const stopped = await hold(keyed)
    await stop(keyed, stopped.id)
    const asked = await operator.call(askErasure, {
      body: { subject: `person:${second.personId}`, reason: 'Asked for by the person' },
    })
    await other.call(approveErasure, { params: { id: asked.id } })
    await due(5)
    expect(await lookAt(held.id)).toMatchObject({ state: 'failed', heldBy: 'Erased' })
    expect((await lookAt(stopped.id)).state).toBe('stopped')
  })
})
