/** Claims in cases: each of its own member, rivals side by side, read by those alone for whom they were written. */
import {
  answerCaseInvitation,
  inviteToCase,
  leadCase,
  listCaseClaims,
  listCaseEvents,
  listCaseItems,
  makeCaseClaim,
  openCase,
  putInCase,
  withdrawCaseClaim,
  type BodyOf,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, openRoom, type Room } from './answering.ts'
import { START } from './members-at-work.ts'

type Claim = BodyOf<typeof makeCaseClaim>

onServer('Claims in cases', (open) => {
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

  const opened = async (by: Actor, invited: Actor[]) => {
    const body = {
      groupId: room.group,
      purpose: 'election-security' as const,
      invited: invited.map(({ id }) => id),
    }
    const { id } = await by.call(openCase, { body })
    for (const one of invited)
      await one.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    return id
  }
  const claim = (by: Actor, id: string, more: Partial<Claim> = {}) =>
    by.call(makeCaseClaim, {
      params: { id },
      body: {
        claimId: randomUUID(),
        words: 'One operator runs these accounts',
        likelihood: 'likely',
        confidence: 'low',
        basis: 'They post within the same second.',
        ...more,
      },
    })
  const claimsOf = (by: Actor, id: string) => by.call(listCaseClaims, { params: { id } })
  const wordsOf = async (by: Actor, id: string) =>
    (await claimsOf(by, id)).items.map(({ words }) => words)
  const faultOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'none',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )

  test('rivals about one thing stand side by side, each with its words, likelihood, confidence and basis; what is withheld is not named by them', async () => {
    const { platform, peer, third } = room
    const id = await opened(platform, [peer, third])
    const ref = await room.share(platform, [peer])
    const item = await platform.call(putInCase, { params: { id }, body: { kind: 'release', ref } })
    await claim(platform, id, { about: item.id })
    await claim(peer, id, { about: item.id, words: 'Two run them', likelihood: 'unlikely' })
    const about = { itemId: item.id, kind: 'release', title: item.title }
    expect((await claimsOf(peer, id)).items).toMatchObject([
      { words: 'Two run them', likelihood: 'unlikely', about, own: true },
      { by: { id: platform.id }, confidence: 'low', about, own: false },
    ])
    // Whoever does not see the item reads the claims, which were written for it, and not what they are about.
    expect((await claimsOf(third, id)).items.map((one) => one.about)).toEqual([{}, {}])
    expect(await faultOf(claim(third, id, { about: item.id }))).toBe('not-found')
    expect((await third.call(listCaseItems, { params: { id } })).items).toEqual([{ withheld: 1 }])
  })

  test('who reads a claim is frozen when it is made, in the database too: whoever comes later is told how many there are', async () => {
    const { platform, peer, third } = room
    const id = await opened(platform, [peer])
    await claim(platform, id)
    await platform.call(inviteToCase, { params: { id }, body: { memberId: third.id } })
    await third.call(answerCaseInvitation, { params: { id }, body: { answer: 'joined' } })
    await claim(peer, id, { words: 'Seen by all' })
    expect(await claimsOf(third, id)).toMatchObject({
      items: [{ words: 'Seen by all' }],
      withheld: 1,
    })
    const rows = (who: Actor) =>
      asMember(database.db, { memberId: who.id }, START, (tx) =>
        sql<{
          words: string
        }>`select words from case_claims where case_id = ${id}::uuid order by position`
          .execute(tx)
          .then((found) => found.rows.map(({ words }) => words)),
      )
    expect(await rows(third)).toEqual(['Seen by all'])
    expect(await rows(room.outside)).toEqual([])
    expect(await rows(platform)).toEqual(['One operator runs these accounts', 'Seen by all'])
  })

  test('a claim is kept once however often it is sent, is changed by nobody, and withdrawn by its member alone', async () => {
    const { platform, peer } = room
    const id = await opened(platform, [peer])
    const claimId = randomUUID()
    await claim(platform, id, { claimId })
    await claim(platform, id, { claimId })
    expect(await faultOf(claim(platform, id, { claimId, confidence: 'high' }))).toBe('conflict')
    expect(await faultOf(claim(peer, id, { claimId }))).toBe('conflict')
    const params = { id, claim: claimId }
    expect(await faultOf(peer.call(withdrawCaseClaim, { params }))).toBe('not-found')
    const gone = await platform.call(withdrawCaseClaim, { params })
    expect(gone).toMatchObject({ confidence: 'low', withdrawnAt: START.toISOString() })
    expect((await claimsOf(peer, id)).items).toMatchObject([
      { id: claimId, withdrawnAt: gone.withdrawnAt },
    ])
    const { items } = await peer.call(listCaseEvents, { params: { id } })
    expect(items.slice(0, 2).map(({ act }) => act)).toEqual(['claim-withdrawn', 'claimed'])
    await platform.call(leadCase, { params: { id }, body: { act: 'close' } })
    expect(await faultOf(claim(platform, id))).toBe('conflict')
  })

  test('how likely and how sure are picked apart: a sentence that says both is refused', async () => {
    const id = await opened(room.platform, [room.peer])
    const basis = 'We have moderate confidence that it is very likely one operator.'
    expect(await faultOf(claim(room.platform, id, { basis }))).toBe('bad-request')
    expect(await wordsOf(room.peer, id)).toEqual([])
  })

  test('claims of government reach no platform, those of platforms are neither shown nor counted to government, and neither asks', async () => {
    const { platform, agency, researcher } = room
    const id = await opened(platform, [agency, researcher])
    await claim(platform, id, { words: 'Of a platform' })
    await claim(agency, id, { words: 'Of a body of government' })
    expect(await wordsOf(researcher, id)).toEqual(['Of a body of government', 'Of a platform'])
    expect(await claimsOf(platform, id)).toMatchObject({
      items: [{ words: 'Of a platform' }],
      withheld: 1,
    })
    expect(await claimsOf(agency, id)).toMatchObject({
      items: [{ words: 'Of a body of government' }],
      withheld: 0,
    })
    const ask = { basis: 'Please take these accounts down.' }
    expect(await faultOf(claim(agency, id, ask))).toBe('refused-by-policy case-words-ask-nothing')
  })
})
