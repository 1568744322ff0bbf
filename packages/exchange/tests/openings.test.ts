/** Two of three key holders open what a member decided, for a court: none alone, never the sender, and nobody learns by asking. */
import {
  addDecisionKey,
  agreeToOpening,
  askOpening,
  declineOpening,
  listDecisions,
  listOpenings,
  passShare,
  getCharterVersion,
  proposeCharter,
  sealDecision as sealRoute,
} from '@tocsin/api'
import { fromBase64, toBase64, toVerifiers } from '@tocsin/proof'
import {
  aboutOf,
  formatOpening,
  HOLDER_SHARE_SIZE,
  makeDecisionKey,
  openByShares,
  passShareOn,
  sealDecision,
  verifyOpening,
  type DecisionKey,
} from '@tocsin/proof/sealing'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, differences, observe, openAll, openRoom, type Room } from './answering.ts'
import { firstTerms } from './members-at-work.ts'

const DAY = 86_400_000
const DECISION = JSON.stringify({ outcome: 'declined', how: 'Satire', policy: 'Section 9' })
const COURT = { authority: 'District court, order 12 of 2026', reason: 'Named in the order' }

onServer('Openings', (open) => {
  let database: TestDatabase
  let room: Room
  /** Key holders: the observatory, a stranger to the group, and the agency, which sends. */
  let holders: Actor[]
  const keys = new Map<string, { id: string; key: DecisionKey }>()
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
    await room.stage.exchange.drain()
    holders = [room.researcher, room.outside, room.third]
    for (const by of [...holders, room.platform, room.agency]) {
      const key = await makeDecisionKey()
      const { id } = await by.call(addDecisionKey, { body: { publicKey: key.publicKey } })
      keys.set(by.id, { id, key })
    }
    await name(holders)
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  /** What an adopted charter of the group would say. */
  const name = async (named: Actor[]) => {
    const ids = JSON.stringify(named.map(({ id }) => id))
    await sql`update charter_versions set terms = jsonb_set(terms, '{keyHolders}', ${ids}::jsonb)
      where group_id = ${room.group}::uuid`.execute(database.db)
  }
  const decide = async (by: Actor, id: string) => {
    const { holders: named } = await by.call(listDecisions, { params: { id } })
    const { id: keyId, key } = keys.get(by.id)!
    const about = aboutOf(id, by.id)
    const to = { own: key.publicKey, holders: named.map((one) => one.key!.publicKey) }
    const { envelope, commitment } = await sealDecision(about, DECISION, to)
    const [a, b, c] = named.map((one) => one.key!.id)
    const body = {
      keyId,
      envelope: toBase64(envelope),
      commitment: toBase64(commitment),
      holderKeys: [a!, b!, c!] as [string, string, string],
    }
    return by.call(sealRoute, { params: { id }, body })
  }
  const ask = (by: Actor, id: string, memberId = room.platform.id) =>
    by.call(askOpening, { params: { id }, body: { memberId, ...COURT } })
  const agree = (by: Actor, id: string) => by.call(agreeToOpening, { params: { id } })
  const openingFor = async (by: Actor, id: string) =>
    (await by.call(listOpenings, { query: {} })).items.find((one) => one.id === id)
  const pass = async (by: Actor, id: string) => {
    const opening = (await openingFor(by, id))!
    const { releaseId, memberId, envelope, place } = opening.toOpen!
    const share = await passShareOn(aboutOf(releaseId, memberId), fromBase64(envelope), {
      place,
      privateKey: keys.get(by.id)!.key.privateKey,
      opener: opening.openerKey,
    })
    return by.call(passShare, { params: { id }, body: { share: toBase64(share) } })
  }

  test('two of three open it together, and the court checks offline what they hand over', async () => {
    const { platform, agency, peer, stage } = room
    const [first, second, third] = holders as [Actor, Actor, Actor]
    const release = await room.tell([platform, peer])
    expect((await decide(platform, release)).toHolders).toBe(true)
    await stage.clock.advance(600_000)
    await stage.exchange.drain()
    const { id } = await ask(first, release)
    expect(await openingFor(second, id)).toMatchObject({ state: 'asked', own: 'holder' })
    // Whose decision it is learns of it, and neither it nor a holder is given anything before two have agreed.
    const told = (await openingFor(platform, id))!
    expect(told).toMatchObject({ own: 'member', ...COURT })
    for (const one of [first, second, platform])
      expect(await openingFor(one, id)).not.toHaveProperty('toOpen')
    await expect(
      first.call(passShare, { params: { id }, body: { share: 'AAAA' } }),
    ).rejects.toMatchObject({ code: 'conflict' })
    await agree(second, id)
    expect(await openingFor(third, id)).not.toHaveProperty('toOpen')
    expect(await openingFor(platform, id)).not.toHaveProperty('toOpen')
    await pass(second, id)
    expect((await openingFor(first, id))!.toOpen!.shares).toEqual([])
    expect(await pass(first, id)).toMatchObject({ state: 'opened' })
    const { toOpen } = (await openingFor(first, id))!
    expect((await openingFor(second, id))!.toOpen!.shares).toEqual([])
    const about = aboutOf(release, platform.id)
    const { text, padded } = await openByShares(
      about,
      { envelope: fromBase64(toOpen!.envelope), commitment: fromBase64(toOpen!.commitment) },
      {
        passed: toOpen!.shares.map((share) => fromBase64(share)),
        privateKey: keys.get(first.id)!.key.privateKey,
      },
    )
    expect(text).toBe(DECISION)
    const file = Buffer.from(formatOpening({ about, padded, proof: toOpen!.proof! }))
    const verifiers = toVerifiers(stage.exchange.context.log.verifier)
    expect(await verifyOpening(file, verifiers)).toMatchObject({ about, text })
    for (const one of [agency, peer]) expect(await openingFor(one, id)).toBeUndefined()
  })

  test('to the sender and other holders of the release nothing shows that an opening was asked for or came to something', async () => {
    const { platform, agency, peer, hub, group, stage } = room
    const release = await room.tell([platform, peer])
    const known = { releases: [release], group }
    const others = [agency, peer, hub]
    for (const one of others) await openAll(one, known)
    await stage.exchange.drain()
    const before = await Promise.all(others.map((one) => observe(one, known)))
    await decide(platform, release)
    const { id } = await ask(holders[0]!, release)
    await agree(holders[1]!, id)
    await pass(holders[1]!, id)
    await stage.exchange.drain()
    for (const [i, one] of others.entries())
      expect(differences(before[i]!, await observe(one, known))).toEqual([])
  })

  test('where nothing was sealed that they could open, they learn that once two have agreed, and not by asking', async () => {
    const { platform, peer } = room
    const release = await room.tell([platform, peer])
    const { id, state } = await ask(holders[0]!, release)
    expect(state).toBe('asked')
    await expect(ask(holders[1]!, release)).rejects.toMatchObject({ code: 'conflict' })
    expect(await agree(holders[2]!, id)).toMatchObject({ state: 'nothing' })
    await expect(agree(holders[1]!, id)).rejects.toMatchObject({ code: 'conflict' })
    // Nor does it tell who was given the release.
    expect(await ask(holders[0]!, release, room.hub.id)).toMatchObject({ state: 'asked' })
  })

  test('a key holder that never answers does not hold the others up, and too few answers lapse, which all of them see', async () => {
    const { platform, peer, stage } = room
    const release = await room.tell([platform, peer])
    await decide(platform, release)
    const { id } = await ask(holders[0]!, release)
    stage.clock.advance(7 * DAY)
    await expect(agree(holders[1]!, id)).rejects.toMatchObject({ code: 'conflict' })
    await stage.exchange.drain()
    for (const one of [...holders, platform])
      expect(await openingFor(one, id)).toMatchObject({ state: 'lapsed' })
    const steps = (await openingFor(platform, id))!.holders.map((one) => one.steps.length)
    expect(steps).toEqual([1, 0, 0])
    const again = await ask(holders[1]!, release)
    await holders[0]!.call(declineOpening, { params: { id: again.id } })
    const declined = await holders[2]!.call(declineOpening, { params: { id: again.id } })
    expect(declined.state).toBe('declined')
  })

  test('nobody takes part who is no key holder, sent the release, decided itself, or acts twice', async () => {
    const { platform, agency, peer } = room
    const release = await room.tell([platform, peer])
    await decide(platform, release)
    for (const none of [peer, platform, agency])
      await expect(ask(none, release)).rejects.toMatchObject({ code: 'not-found' })
    // With both among them only one is left, who can open nothing.
    await name([room.researcher, room.platform, agency])
    await expect(ask(room.researcher, release)).rejects.toMatchObject({ rule: 'opening-needs-two' })
    await expect(ask(agency, release)).rejects.toMatchObject({ rule: 'opening-not-by-sender' })
    await expect(ask(platform, release)).rejects.toMatchObject({ rule: 'opening-not-of-own' })
    await name([room.researcher, room.outside, agency])
    const { id, holders: left } = await ask(room.researcher, release)
    expect(left.map(({ member }) => member.id)).toEqual([room.researcher.id, room.outside.id])
    expect(await openingFor(agency, id)).toBeUndefined()
    await expect(agree(agency, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(agree(room.researcher, id)).rejects.toMatchObject({ code: 'conflict' })
    await name(holders)
    const body = { share: 'AAAA' }
    await expect(room.researcher.call(passShare, { params: { id }, body })).rejects.toMatchObject({
      code: 'conflict',
    })
  })

  test('whoever a later charter names has no share of what was sealed before, and gets nothing of it', async () => {
    const { platform, peer } = room
    const release = await room.tell([platform, peer])
    await decide(platform, release)
    await name([room.researcher, room.outside, peer])
    const key = await makeDecisionKey()
    await peer.call(addDecisionKey, { body: { publicKey: key.publicKey } })
    const late = await ask(peer, release)
    expect(await agree(room.researcher, late.id)).toMatchObject({ state: 'nothing' })
    const { id } = await ask(room.researcher, release)
    expect(await agree(room.outside, id)).toMatchObject({ state: 'agreed' })
    expect(await agree(peer, id)).not.toHaveProperty('toOpen')
    await name(holders)
  })

  test('what a member seals once it is asked for is not opened, and what it sealed before is', async () => {
    const { platform, peer } = room
    const release = await room.tell([platform, peer])
    const { id } = await ask(holders[0]!, release)
    const before = await decide(platform, release)
    expect(await agree(holders[1]!, id)).toMatchObject({ state: 'nothing' })
    const again = await ask(holders[0]!, release)
    await decide(platform, release)
    expect(await agree(holders[1]!, again.id)).toMatchObject({ state: 'agreed' })
    const { toOpen } = (await openingFor(holders[0]!, again.id))!
    expect(toOpen!.commitment).toBe(before.commitment)
  })

  test('whoever has no share passes none on, and neither is junk, a copy, or what was not encrypted anew', async () => {
    const { platform, peer } = room
    const release = await room.tell([platform, peer])
    await decide(platform, release)
    await name([room.researcher, room.outside, peer])
    const { id } = await ask(room.researcher, release)
    await agree(room.outside, id)
    await agree(peer, id)
    const opening = (await openingFor(room.outside, id))!
    const { releaseId, memberId, envelope, place } = opening.toOpen!
    const bytes = fromBase64(envelope)
    const share = await passShareOn(aboutOf(releaseId, memberId), bytes, {
      place,
      privateKey: keys.get(room.outside.id)!.key.privateKey,
      opener: opening.openerKey,
    })
    const send = (by: Actor, passed: Uint8Array) =>
      by.call(passShare, { params: { id }, body: { share: toBase64(passed) } })
    await expect(send(peer, share)).rejects.toMatchObject({ code: 'conflict' })
    const from = 4 + 113 + place * HOLDER_SHARE_SIZE
    for (const junk of [
      new Uint8Array(HOLDER_SHARE_SIZE),
      bytes.slice(from, from + HOLDER_SHARE_SIZE),
      share.slice(1),
    ])
      await expect(send(room.outside, junk)).rejects.toMatchObject({ code: 'bad-request' })
    await send(room.outside, share)
    await expect(send(room.researcher, share)).rejects.toMatchObject({ code: 'bad-request' })
    expect(await pass(room.researcher, id)).toMatchObject({ state: 'opened' })
    await name(holders)
  })

  test('a key holder outside the group is told whose decisions it could be asked to open, and others nothing', async () => {
    const heldFor = async (by: Actor) => (await by.call(listOpenings, { query: {} })).heldFor
    const [held] = await heldFor(room.outside)
    expect(held!.group.name).toBe('Room')
    expect(held!.members.map((one) => one.name)).toContain('Platform')
    expect(await heldFor(room.peer)).toEqual([])
    expect(await heldFor(await room.stage.withKey(room.outside))).toEqual([])
  })

  test('of two who agree at once both count, and a share of another size is none', async () => {
    const { platform, peer } = room
    const release = await room.tell([platform, peer])
    await decide(platform, release)
    const { id } = await ask(holders[0]!, release)
    const both = await Promise.allSettled([agree(holders[1]!, id), agree(holders[2]!, id)])
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled'])
    expect((await openingFor(platform, id))!.state).toBe('agreed')
    await expect(
      holders[1]!.call(passShare, { params: { id }, body: { share: 'AAAA' } }),
    ).rejects.toMatchObject({ code: 'bad-request' })
    const twice = await Promise.allSettled([pass(holders[1]!, id), pass(holders[1]!, id)])
    expect(twice.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect((await openingFor(platform, id))!.state).toBe('agreed')
  })

  test('a decision is sealed to the key holders that the charter names now, with the keys they have now', async () => {
    const { platform, peer } = room
    const release = await room.tell([platform, peer])
    const { id: keyId, key } = keys.get(platform.id)!
    const { envelope, commitment } = await sealDecision(aboutOf(release, platform.id), DECISION, {
      own: key.publicKey,
      holders: holders.map(({ id }) => keys.get(id)!.key.publicKey),
    })
    const [a, b, c] = holders.map(({ id }) => keys.get(id)!.id) as [string, string, string]
    const body = { keyId, envelope: toBase64(envelope), commitment: toBase64(commitment) }
    const send = (holderKeys: [string, string, string]) =>
      platform.call(sealRoute, { params: { id: release }, body: { ...body, holderKeys } })
    for (const wrong of [
      [b, a, c],
      [a, b, keyId],
      [a, a, a],
    ] as [string, string, string][])
      await expect(send(wrong)).rejects.toMatchObject({ code: 'conflict' })
    await send([a, b, c])
  })

  test('a charter names three different members that are there, and at most one body of government', async () => {
    const { agency, researcher, outside, hub, stage } = room
    const operator = hub
    const office = await stage.admit('County', 'office')
    const propose = (named: string[]) =>
      operator.call(proposeCharter, {
        params: { id: room.group },
        body: {
          draft: {
            terms: { ...firstTerms({}), keyHolders: named },
            cases: [],
            inForceFrom: stage.clock.now().toISOString(),
          },
        },
      })
    for (const wrong of [
      [agency.id, office.id, outside.id],
      [outside.id, researcher.id, '00000000-0000-4000-8000-000000000000'],
      [outside.id, outside.id, researcher.id],
      [outside.id, researcher.id],
    ])
      await expect(propose(wrong)).rejects.toMatchObject({ code: 'bad-request' })
    const proposed = await propose([agency.id, outside.id, researcher.id])
    expect(JSON.stringify(proposed)).toContain(outside.id)
    // Whoever is to adopt it can name them, though one shares no group with anybody of it.
    const params = { id: room.group, number: String(proposed.number) }
    const { keyHolders } = await room.platform.call(getCharterVersion, { params })
    expect(keyHolders.map(({ name }) => name)).toHaveLength(3)
    expect(keyHolders.map(({ id }) => id)).toContain(outside.id)
  })
})
