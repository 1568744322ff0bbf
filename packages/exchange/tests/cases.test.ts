/** Cases: who is in them, what each sees there, and that joining one grants nothing. */
import {
  addToGroup,
  createRelease,
  previewRelease,
  answerCaseInvitation,
  getCase,
  inviteToCase,
  leadCase,
  listCaseDuplicates,
  listCaseEvents,
  listCaseItems,
  listCases,
  listRefusals,
  openCase,
  putInCase,
  recallRelease,
  takeOutOfCase,
  type CaseItem,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, openRoom, type Room } from './answering.ts'
import { START } from './members-at-work.ts'

const DOMAIN = {
  type: 'domain-name',
  spec_version: '2.1',
  id: 'domain-name--bedb4899-d24b-5401-bc86-8f6b4cc18ec7',
  value: 'example.com',
}

onEachDatabase('Cases', (open) => {
  let database: TestDatabase
  let room: Room
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  const opened = async (by: Actor, invited: Actor[], title?: string) => {
    const body = {
      groupId: room.group,
      purpose: 'election-security' as const,
      invited: invited.map(({ id }) => id),
      ...(title === undefined ? {} : { title }),
    }
    return (await by.call(openCase, { body })).id
  }
  const join = (by: Actor, id: string) =>
    by.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
  const leave = (by: Actor, id: string) =>
    by.call(answerCaseInvitation, { params: { id }, body: { answer: 'left' } })
  const put = (by: Actor, id: string, ref: string) =>
    by.call(putInCase, { params: { id }, body: { kind: 'release', ref } })
  const itemsOf = async (by: Actor, id: string) =>
    (await by.call(listCaseItems, { params: { id } })).items
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  const share = async (by: Actor, to: Actor[], object: ReleaseDraft['objects'][number]) => {
    const draft: ReleaseDraft = {
      title: 'A domain',
      terms: {
        groupId: room.group,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Charter',
        named: to.map(({ id }) => id),
      },
      objects: [object],
    }
    const { digest } = await by.call(previewRelease, { body: draft })
    return (await by.call(createRelease, { body: { draft, digest } })).summary.id
  }

  test('who was invited sees the case, and to anybody else of the group there is none', async () => {
    const { platform, peer, third, hub } = room
    const id = await opened(platform, [peer], 'Accounts in step')
    expect((await peer.call(listCases)).items[0]).toMatchObject({ id, standing: 'invited' })
    const machine = await room.stage.withKey(platform)
    for (const one of [third, hub, machine])
      expect(await faultOf(one.call(getCase, { params: { id } }))).toBe('not-found')
    expect((await machine.call(listCases)).items).toEqual([])
    expect(await faultOf(put(peer, id, randomUUID()))).toBe('not-found')
    await join(peer, id)
    const seen = await peer.call(getCase, { params: { id } })
    expect(seen).toMatchObject({ title: 'Accounts in step', atGate: false, leaderless: false })
    expect(
      seen.members.map(({ member, standing, leads }) => [member.name, standing, leads]),
    ).toEqual([
      ['Other platform', 'joined', false],
      ['Platform', 'joined', true],
    ])
  })

  test('joining grants nothing: what a member could not see before is counted at its place, by every route and in the database', async () => {
    const { platform, peer, third } = room
    const researcher = await room.stage.join(room.hub, ['analyst'])
    const id = await opened(platform, [peer, third, researcher])
    for (const one of [peer, third, researcher]) await join(one, id)
    const forPeer = await room.share(platform, [peer])
    const forBoth = await room.share(platform, [peer, third])
    const own = await room.share(third, [researcher])
    await put(platform, id, forPeer)
    await put(platform, id, forBoth)
    await put(third, id, own)
    const shapeOf = async (by: Actor) =>
      (await itemsOf(by, id)).map((one) => ('withheld' in one ? one.withheld : one.ref))
    expect(await shapeOf(platform)).toEqual([1, forBoth, forPeer])
    expect(await shapeOf(peer)).toEqual([1, forBoth, forPeer])
    expect(await shapeOf(third)).toEqual([own, forBoth, 1])
    expect(await shapeOf(researcher)).toEqual([own, 2])
    // Page by page as well, and nothing twice.
    const first = await researcher.call(listCaseItems, { params: { id }, query: { limit: 2 } })
    const rest = await researcher.call(listCaseItems, {
      params: { id },
      query: { limit: 2, after: first.next! },
    })
    expect(
      [...first.items, ...rest.items].map((one) => ('withheld' in one ? one.withheld : one.ref)),
    ).toEqual([own, 1, 1])
    expect((await researcher.call(getCase, { params: { id } })).itemCount).toBe(3)
    const rows = await asMember(database.db, { memberId: researcher.id }, START, (tx) =>
      tx.selectFrom('case_items').select('ref').where('case_id', '=', id).execute(),
    )
    expect(rows).toEqual([{ ref: own }])
    const events = (await researcher.call(listCaseEvents, { params: { id } })).items
    expect(events.filter(({ act }) => act === 'put-in').map(({ by }) => by.name)).toEqual([
      'Third platform',
    ])
    // An operator's right to look at envelopes, each look on record, is no right to see a list of them here.
    const operator = await room.stage.join(researcher, ['operator'])
    expect(await shapeOf(operator)).toEqual([own, 2])
    const outside = await room.share(peer, [platform])
    expect(await faultOf(put(third, id, outside))).toBe('not-found')
  })

  test('a release that was taken back says so where it stood, and one put in twice stands once', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer])
    await join(peer, id)
    const ref = await room.share(platform, [peer])
    const [one, two] = await Promise.all([put(platform, id, ref), put(peer, id, ref)])
    expect(one.id).toBe(two.id)
    await platform.call(recallRelease, { params: { id: ref }, body: { reason: 'a mistake' } })
    expect(((await itemsOf(peer, id)) as CaseItem[])[0]!.about).toContain('taken back')
  })

  test('only who put an item in takes it out, and that it stood there stays', async () => {
    const { platform, peer, third } = room
    const id = await opened(platform, [peer, third])
    for (const one of [peer, third]) await join(one, id)
    const item = await put(platform, id, await room.share(platform, [peer]))
    const params = { id, item: item.id }
    expect(await faultOf(peer.call(takeOutOfCase, { params }))).toBe('not-found')
    expect((await platform.call(takeOutOfCase, { params })).takenOut).toBe(true)
    await platform.call(takeOutOfCase, { params })
    expect((await itemsOf(peer, id)).map((one) => 'takenOut' in one && one.takenOut)).toEqual([
      true,
    ])
    expect(await itemsOf(third, id)).toEqual([])
    const acts = (await peer.call(listCaseEvents, { params: { id } })).items.map(({ act }) => act)
    expect(acts.slice(0, 2)).toEqual(['taken-out', 'put-in'])
  })

  test('a member is invited by a lead, within the group, while the charter names the purpose and holds', async () => {
    const { platform, peer, third, outside, group } = room
    const id = await opened(platform, [peer])
    await join(peer, id)
    const invite = (by: Actor, memberId: string) =>
      faultOf(by.call(inviteToCase, { params: { id }, body: { memberId } }))
    expect(await invite(peer, third.id)).toBe('refused-by-policy case-by-its-leads')
    expect(await invite(platform, outside.id)).toBe(
      'refused-by-policy case-invites-within-the-group',
    )
    expect(await invite(platform, peer.id)).toBe('conflict')
    const body = { groupId: group, purpose: 'public-warning' as const, invited: [] }
    expect(await faultOf(platform.call(openCase, { body }))).toBe('refused-by-policy case-purpose')
    expect(await faultOf(outside.call(openCase, { body }))).toBe(
      'refused-by-policy case-not-of-the-group',
    )
    const strange = { ...body, purpose: 'election-security' as const, invited: [outside.id] }
    expect(await faultOf(platform.call(openCase, { body: strange }))).toBe('bad-request')
    // What was refused to a platform stands in no list that an operator could read; a body of government's own does.
    const told = (await room.hub.call(listRefusals)).items
    expect(told.filter(({ act }) => act.startsWith('case.'))).toEqual([])
    expect(await faultOf(room.agency.call(openCase, { body }))).toBe(
      'refused-by-policy case-purpose',
    )
    const { items } = await room.agency.call(listRefusals, { query: { limit: 1 } })
    expect(items[0]).toMatchObject({ act: 'case.open', rule: 'case-purpose' })
    expect((await room.hub.call(listRefusals)).items.map(({ act }) => act)).not.toContain(
      'case.open',
    )
    expect(await invite(platform, third.id)).toBe('none')
    await sql`update groups set expires_at = ${START} where id = ${group}::uuid`.execute(
      database.db,
    )
    expect(await invite(platform, room.researcher.id)).toBe('refused-by-policy case-charter-ended')
    await sql`update groups set expires_at = '2099-01-01' where id = ${group}::uuid`.execute(
      database.db,
    )
  })

  test('one campaign at most is invited, so that campaigns do not learn of each other', async () => {
    const campaigns = [
      await room.stage.admit('Campaign A', 'campaign'),
      await room.stage.admit('Campaign B', 'campaign'),
    ]
    const { hub, group } = room
    const operator = await room.stage.join(hub, ['operator', 'analyst'])
    for (const { id } of campaigns)
      await operator.call(addToGroup, { params: { id: group, memberId: id } })
    const id = await opened(operator, [campaigns[0]!])
    const body = { memberId: campaigns[1]!.id }
    expect(await faultOf(operator.call(inviteToCase, { params: { id }, body }))).toBe(
      'refused-by-policy case-one-campaign',
    )
    await leave(campaigns[0]!, id).catch(() => undefined)
    expect(await faultOf(operator.call(inviteToCase, { params: { id }, body }))).toBe(
      'refused-by-policy case-one-campaign',
    )
  })

  test('a case whose last lead leaves goes on, and any member that has joined takes the lead, once', async () => {
    const { platform, peer, third } = room
    const id = await opened(platform, [peer, third])
    for (const one of [peer, third]) await join(one, id)
    const take = (by: Actor) =>
      faultOf(by.call(leadCase, { params: { id }, body: { act: 'take' } }))
    expect(await take(peer)).toBe('conflict')
    await leave(platform, id)
    expect(await faultOf(platform.call(getCase, { params: { id } }))).toBe('not-found')
    expect((await peer.call(getCase, { params: { id } })).leaderless).toBe(true)
    const taken = await Promise.all([take(peer), take(third)])
    expect(taken.toSorted()).toEqual(['conflict', 'none'])
    const led = await peer.call(getCase, { params: { id } })
    expect(led.leaderless).toBe(false)
    expect(led.members.find(({ member }) => member.id === platform.id)?.standing).toBe('left')
  })

  test('a lead that is suspended holds up nothing, and stands there as suspended', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer])
    await join(peer, id)
    const active = (is: boolean) =>
      sql`update members set active = ${is} where id = ${platform.id}::uuid`.execute(database.db)
    await active(false)
    const seen = await peer.call(getCase, { params: { id } })
    expect(seen.leaderless).toBe(true)
    expect(seen.members.find(({ member }) => member.id === platform.id)?.suspended).toBe(true)
    await peer.call(leadCase, { params: { id }, body: { act: 'take' } })
    await active(true)
  })

  test('a closed case takes nothing in and is opened again by a lead', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer])
    await join(peer, id)
    const lead = (by: Actor, act: 'close' | 'open-again') =>
      faultOf(by.call(leadCase, { params: { id }, body: { act } }))
    expect(await lead(peer, 'close')).toBe('refused-by-policy case-by-its-leads')
    expect(await lead(platform, 'close')).toBe('none')
    const ref = await room.share(platform, [peer])
    expect(await faultOf(put(platform, id, ref))).toBe('conflict')
    expect(await lead(platform, 'open-again')).toBe('none')
    expect(await faultOf(put(platform, id, ref))).toBe('none')
  })

  test('releases that hold the same objects are told to whoever sees both, and nobody else learns of it', async () => {
    const { platform, peer, third } = room
    const id = await opened(platform, [peer, third])
    for (const one of [peer, third]) await join(one, id)
    const one = await put(platform, id, await share(platform, [peer, third], DOMAIN))
    const other = await put(peer, id, await share(peer, [platform], DOMAIN))
    const both = await platform.call(listCaseDuplicates, { params: { id } })
    expect(both.items.map(({ objects }) => objects)).toEqual([1])
    expect([both.items[0]!.one, both.items[0]!.other].toSorted()).toEqual(
      [one.id, other.id].toSorted(),
    )
    const seen = await third.call(listCaseDuplicates, { params: { id } })
    expect(seen).toMatchObject({ items: [], compared: 1, capped: false })
  })
})
