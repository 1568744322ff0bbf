/** What members decide about releases, sealed to themselves: nobody can tell what, nor that they did. */
import {
  addDecisionKey,
  getAnswerProof,
  listDecisionKeys,
  listDecisions,
  sealDecision as sealRoute,
} from '@tocsin/api'
import { fromBase64, toBase64, toVerifiers } from '@tocsin/proof'
import {
  aboutOf,
  ENVELOPE_SIZE,
  formatOpening,
  makeDecisionKey,
  openDecision,
  sealDecision,
  verifyOpening,
  type DecisionKey,
} from '@tocsin/proof/sealing'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import {
  type Actor,
  differences,
  linesOf,
  observe,
  openAll,
  openRoom,
  type Room,
} from './answering.ts'

const MINUTES = 60_000
const ACTED = {
  outcome: 'acted',
  how: 'Removed 13 accounts and two pages after an own investigation',
  known: false,
  anyway: true,
  policy: 'Inauthentic behaviour, section 2',
}
const DECLINED = { outcome: 'declined', how: '', known: true, anyway: false, policy: 'Section 2' }

onServer('Sealed decisions', (open) => {
  let database: TestDatabase
  let room: Room
  const keys = new Map<string, { id: string; key: DecisionKey }>()
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
    await room.stage.exchange.drain()
    for (const by of [room.platform, room.peer]) {
      const key = await makeDecisionKey()
      const { id } = await by.call(addDecisionKey, { body: { publicKey: key.publicKey } })
      keys.set(by.id, { id, key })
    }
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  const bodyOf = async (by: Actor, releaseId: string, decision: object) => {
    const { id, key } = keys.get(by.id)!
    const about = aboutOf(releaseId, by.id)
    const to = { own: key.publicKey, holders: [] }
    const { envelope, commitment } = await sealDecision(about, JSON.stringify(decision), to)
    return {
      keyId: id,
      envelope: toBase64(envelope),
      commitment: toBase64(commitment),
      holderKeys: [] as [],
    }
  }
  const decide = async (by: Actor, id: string, decision: object) =>
    by.call(sealRoute, { params: { id }, body: await bodyOf(by, id, decision) })
  const decisionsOf = async (by: Actor, id: string) =>
    (await by.call(listDecisions, { params: { id } })).items
  const passTime = async () => {
    await room.stage.clock.advance(10 * MINUTES)
    await room.stage.exchange.drain()
  }
  /** So many batches that all which a member has answered is committed to, eight at a time. */
  const sealAll = async () => {
    for (let i = 0; i < 6; i++) await passTime()
  }

  test('a member seals what it decided, and opens it with the key that it alone keeps', async () => {
    const { platform, peer } = room
    const id = await room.tell([platform, peer])
    const sealed = await decide(platform, id, ACTED)
    expect(await decisionsOf(platform, id)).toEqual([sealed])
    expect(await decisionsOf(peer, id)).toEqual([])
    const read = {
      envelope: fromBase64(sealed.envelope),
      commitment: fromBase64(sealed.commitment),
    }
    const about = aboutOf(id, platform.id)
    const { text } = await openDecision(about, read, keys.get(platform.id)!.key.privateKey)
    expect(JSON.parse(text)).toEqual(ACTED)
    await expect(
      openDecision(about, read, keys.get(peer.id)!.key.privateKey),
    ).rejects.toMatchObject({ code: 'not-opened' })
  })

  test('its sender, another holder and an operator see the same whether a member decided to act, to decline, or nothing', async () => {
    const { agency, platform, peer, hub, group } = room
    const id = await room.tell([platform, peer])
    const known = { releases: [id], group }
    const others = [agency, peer, hub]
    for (const one of others) await openAll(one, known)
    await room.stage.exchange.drain()
    const nothing = await Promise.all(others.map((one) => observe(one, known)))
    for (const decision of [ACTED, DECLINED]) {
      await decide(platform, id, decision)
      await room.stage.exchange.drain()
      for (const [i, one] of others.entries())
        expect(differences(nothing[i]!, await observe(one, known))).toEqual([])
    }
    const metrics = await (await agency.send('/metrics')).text()
    expect(metrics).toContain('/api/releases/:id')
    expect(metrics).not.toMatch(/decision/)
    const sizes: number[] = []
    for (const _ of ['decided', 'nothing']) {
      const size = (await linesOf(agency)).length
      await passTime()
      const lines = await linesOf(agency)
      expect(lines.length - size).toBe(1)
      expect(lines[0]!.kind).toBe('answers.sealed')
      sizes.push(JSON.stringify({ ...lines[0], index: 0 }).length)
    }
    expect(new Set(sizes).size).toBe(1)
    const { rows } = { rows: await database.db.selectFrom('log_payloads').selectAll().execute() }
    const batches = rows.filter(({ subject }) => subject === 'answers')
    expect(new Set(batches.map(({ payload }) => payload.length)).size).toBe(1)
    expect(batches.every(({ members }) => members.length === 0)).toBe(true)
  })

  test('the same envelope handed in again, and thrice at once, is kept once, and with anything else beside it is refused', async () => {
    const { platform } = room
    const id = await room.tell([platform])
    const body = await bodyOf(platform, id, ACTED)
    const send = (changed = {}) =>
      platform.call(sealRoute, { params: { id }, body: { ...body, ...changed } })
    const kept = await Promise.all([send(), send(), send()])
    kept.push(await send())
    expect(new Set(kept.map((one) => one.id)).size).toBe(1)
    expect(await decisionsOf(platform, id)).toHaveLength(1)
    const { commitment } = await bodyOf(platform, id, DECLINED)
    await expect(send({ commitment })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('a member has at most 50 keys, also where many come at once', async () => {
    const { third } = room
    const rows = await Promise.all(
      Array.from({ length: 48 }, async () => ({
        id: randomUUID(),
        member_id: third.id,
        person_id: third.personId,
        public_key: (await makeDecisionKey()).publicKey,
        made_at: room.stage.clock.now(),
      })),
    )
    await database.db.insertInto('decision_keys').values(rows).execute()
    const fresh = await Promise.all(Array.from({ length: 5 }, () => makeDecisionKey()))
    const added = await Promise.allSettled(
      fresh.map(({ publicKey }) => third.call(addDecisionKey, { body: { publicKey } })),
    )
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(2)
    expect((await third.call(listDecisionKeys)).items).toHaveLength(50)
  })

  test('what is handed in has one size whatever was decided, and the answer to it too', async () => {
    const { platform } = room
    const id = await room.tell([platform])
    const sizes = new Set<string>()
    for (const decision of [ACTED, DECLINED, { ...ACTED, how: 'x'.repeat(1200) }]) {
      const body = await bodyOf(platform, id, decision)
      const reply = await platform.call(sealRoute, { params: { id }, body })
      sizes.add(`${JSON.stringify(body).length} ${JSON.stringify(reply).length}`)
    }
    expect(sizes.size).toBe(1)
  })

  test('row security shows decisions and keys to their member alone, and to none of its machines', async () => {
    const { agency, platform, peer, stage } = room
    const id = await room.tell([platform, peer])
    await decide(platform, id, ACTED)
    const now = stage.clock.now()
    const count = (memberId: string, options = {}) =>
      asMember(database.db, { memberId, ...options }, now, async (tx) => [
        (await tx.selectFrom('decisions').select('id').where('release_id', '=', id).execute())
          .length,
        (await tx.selectFrom('decision_keys').select('member_id').execute()).every(
          (row) => row.member_id === memberId,
        ),
        (await tx.selectFrom('decision_keys').select('id').execute()).length,
      ])
    expect(await count(platform.id)).toEqual([1, true, 1])
    expect(await count(platform.id, { machine: true })).toEqual([0, true, 0])
    expect(await count(peer.id)).toEqual([0, true, 1])
    expect(await count(agency.id, { operator: true })).toEqual([0, true, 0])
    expect(await count(agency.id, { audits: true })).toEqual([0, true, 0])
    expect(await decisionsOf(agency, id)).toEqual([])
  })

  test('nobody decides who was not given the release, through a machine, to the key of another, or an envelope that is none', async () => {
    const { agency, platform, peer, researcher, stage } = room
    const id = await room.tell([platform])
    const body = await bodyOf(platform, id, ACTED)
    const send = (by: Actor, changed = {}) =>
      by.call(sealRoute, { params: { id }, body: { ...body, ...changed } })
    for (const none of [peer, researcher])
      await expect(send(none)).rejects.toMatchObject({ code: 'not-found' })
    await expect(send(agency)).rejects.toMatchObject({ code: 'not-found' })
    await expect(send(await stage.withKey(platform))).rejects.toMatchObject({ code: 'forbidden' })
    await expect(send(platform, { keyId: keys.get(peer.id)!.id })).rejects.toMatchObject({
      code: 'refused-by-policy',
      rule: 'decision-to-own-key',
    })
    const bytes = Buffer.from(body.envelope, 'base64')
    const broken = [
      bytes.subarray(1),
      Buffer.concat([bytes, bytes.subarray(0, 1)]),
      Buffer.concat([Buffer.from('TSD2'), bytes.subarray(4)]),
    ]
    for (const one of broken)
      await expect(send(platform, { envelope: one.toString('base64') })).rejects.toMatchObject({
        code: 'bad-request',
      })
    // Canonical base64 of another last sign.
    const odd = body.envelope.replace(/.=$/, 'Z=')
    for (const changed of [{ envelope: odd }, { commitment: 'AA==' }, { keyId: 'x' }])
      await expect(send(platform, changed)).rejects.toMatchObject({ code: 'bad-request' })
    expect(bytes.length).toBe(ENVELOPE_SIZE)
    expect(await decisionsOf(platform, id)).toEqual([])
  })

  test('a new key seals from then on, what the old one sealed stays its own, and no key is taken twice', async () => {
    const { platform } = room
    const id = await room.tell([platform])
    await decide(platform, id, ACTED)
    const old = keys.get(platform.id)!
    room.stage.clock.advance(1000)
    const key = await makeDecisionKey()
    const added = await Promise.allSettled(
      [1, 2].map(() => platform.call(addDecisionKey, { body: { publicKey: key.publicKey } })),
    )
    expect(added.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    expect(added.filter(({ status }) => status === 'rejected')).toMatchObject([
      { reason: { code: 'conflict' } },
    ])
    await expect(
      platform.call(addDecisionKey, { body: { publicKey: key.publicKey } }),
    ).rejects.toMatchObject({ code: 'conflict' })
    const { items } = await platform.call(listDecisionKeys)
    expect(items.map(({ isCurrent }) => isCurrent)).toEqual([true, false])
    await expect(decide(platform, id, DECLINED)).rejects.toMatchObject({
      rule: 'decision-to-own-key',
    })
    keys.set(platform.id, { id: items[0]!.id, key })
    await decide(platform, id, DECLINED)
    const used = (await decisionsOf(platform, id)).map(({ keyId }) => keyId)
    expect(used).toEqual([old.id, items[0]!.id])
    const point = Buffer.from(key.publicKey, 'base64')
    point[64] = point[64]! ^ 1
    await expect(
      platform.call(addDecisionKey, { body: { publicKey: point.toString('base64') } }),
    ).rejects.toMatchObject({ code: 'bad-request' })
  })

  test('a court that is given the opening checks offline what was decided and that it was committed to then', async () => {
    const { platform, peer, stage } = room
    const id = await room.tell([platform, peer])
    const sealed = await decide(platform, id, ACTED)
    const about = aboutOf(id, platform.id)
    const { padded } = await openDecision(
      about,
      { envelope: fromBase64(sealed.envelope), commitment: fromBase64(sealed.commitment) },
      keys.get(platform.id)!.key.privateKey,
    )
    await sealAll()
    const params = { id: sealed.answerId }
    const proof = JSON.stringify(await platform.call(getAnswerProof, { params }))
    await expect(peer.call(getAnswerProof, { params })).rejects.toMatchObject({ code: 'not-found' })
    const verifiers = toVerifiers(stage.exchange.context.log.verifier)
    const check = (opening: Parameters<typeof formatOpening>[0]) =>
      verifyOpening(Buffer.from(formatOpening(opening)), verifiers)
    expect(JSON.parse((await check({ about, padded, proof })).text)).toEqual(ACTED)
    const other = Uint8Array.from(padded)
    other[40] = other[40]! ^ 1
    const elsewhere = aboutOf(id, peer.id)
    for (const wrong of [
      { about, padded: other, proof },
      { about: elsewhere, padded, proof },
      { about, padded: padded.slice(1), proof },
      { about, padded, proof: proof.replace(sealed.commitment, sealed.commitment.toLowerCase()) },
    ])
      await expect(check(wrong)).rejects.toMatchObject({ name: 'ProofError' })
  })
})
