/**
 * Every operation of the API, asked for by somebody whom the objects do not concern: with the ids of real
 * objects of others, with a key that may only read, and after suspension.
 */
import {
  ALL_ROUTES,
  createKey,
  getCharterVersion,
  listKeys,
  proposeCharter,
  setMemberActive,
  type Route,
} from '@tocsin/api'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { giveMasked, giveMessages } from './web/given-messages.ts'
import { openHouse, releaseFinding, sendExampleNotice, type House } from './web/house.ts'

/** What nobody but those it was shown to may read. */
const SECRETS = [
  'sample_one',
  'Accounts in step',
  'False closing times',
  'polls close at noon',
  'must know whom',
  'a.roe@example.com',
  'Mails that a foreign service sent',
  'Members tell each other only what is proposed',
]
/** The version of the group's charter that waits. */
const VERSION = '2'
const STRANGER = 'stranger@member.example'
const ROLES = ['analyst', 'reviewer', 'official', 'clerk', 'auditor'] as const

let house: House
/** Ids of what belongs to others, by what they name. */
let ids: Record<string, string>
let strangerId: string

beforeAll(async () => {
  house = await openHouse()
  const { exchange } = house
  const release = await releaseFinding(house)
  const notice = await sendExampleNotice(house)
  strangerId = await exchange.admit({
    name: 'Example campaign',
    kind: 'campaign',
    email: STRANGER,
    roles: [...ROLES],
  })
  const platform = await exchange.stage.as('platform@member.example')
  const { key } = await platform(createKey, { body: { label: 'feed', canWrite: true } })
  const { db } = exchange.context.database
  const owner = await db
    .selectFrom('people')
    .select(['id', 'member_id'])
    .where('email', '=', 'platform@member.example')
    .executeTakeFirstOrThrow()
  const group = await db.selectFrom('groups').select('id').executeTakeFirstOrThrow()
  const unmasking = await keepUnmasking(house, release, owner)
  const { waiting } = await giveMessages(house)
  const masked = await giveMasked(house)
  await proposeVersion(house, group.id)
  ids = {
    unmasking,
    message: waiting,
    masked,
    finding: house.finding,
    release,
    notice,
    key: key.id,
    person: owner.id,
    member: owner.member_id,
    group: group.id,
  }
})
afterAll(() => house.close())

/** A request for a name, of a member that was declined. */
async function keepUnmasking(
  { exchange }: House,
  release: string,
  owner: { id: string; member_id: string },
): Promise<string> {
  const { db } = exchange.context.database
  const sent = await db
    .selectFrom('releases')
    .select('from_member')
    .where('id', '=', release)
    .executeTakeFirstOrThrow()
  const id = randomUUID()
  await db
    .insertInto('unmaskings')
    .values({
      id,
      release_id: release,
      token: 'person-aaaaaaaa',
      asker: owner.member_id,
      asked_by: owner.id,
      sender: sent.from_member,
      reason: 'This member must know whom it is about',
      legal_basis: 'Agreement of the members',
      state: 'declined',
      asked_at: exchange.context.clock.now(),
    })
    .execute()
  return id
}

/** A version of the charter that waits for its second person. */
async function proposeVersion({ exchange }: House, id: string): Promise<void> {
  const call = await exchange.stage.as('operator@member.example')
  const { version, cases } = await call(getCharterVersion, { params: { id, number: '1' } })
  const terms = { ...version.terms, charter: 'Members tell each other only what is proposed.' }
  const draft = { terms, cases, inForceFrom: version.inForceFrom }
  const { number } = await call(proposeCharter, { params: { id }, body: { draft } })
  expect(String(number)).toBe(VERSION)
}

type Caller = { cookie: string } | { authorization: string }

/** A request with `id` in every place for one, the version that waits or the stranger in the place of a second. */
async function send(route: Route, id: string, caller: Caller): Promise<Response> {
  const { origin, exchange } = house
  let first = true
  const path = route.path.replace(/:\w+/g, (place) => {
    const second = place === ':number' ? VERSION : strangerId
    const value = first ? id : second
    first = false
    return encodeURIComponent(value)
  })
  return exchange.app.request(origin + path, {
    method: route.method,
    headers: { 'content-type': 'application/json', origin, ...caller },
    ...(route.method === 'GET' ? {} : { body: JSON.stringify(bodyOf(route)) }),
  })
}

/** The least that each change with an id in its path asks for. */
function bodyOf({ name }: Route): unknown {
  const bodies: Record<string, unknown> = {
    recallRelease: { reason: 'mistake', explanation: 'Not ours to take back' },
    answerRecall: { answer: 'deleted' },
    setMemberActive: { active: false },
    setPersonActive: { active: false },
    acknowledgeAsOffice: { step: 'understood' },
    askUnmasking: {
      token: 'person-aaaaaaaa',
      reason: 'Whoever it is',
      legalBasis: 'None',
      senderMayKnow: true,
    },
    approveUnmasking: { basis: 'None' },
    declineUnmasking: { reason: 'None' },
    adoptCharter: { sha256: '0'.repeat(64), seen: '0'.repeat(64) },
    refuseCharter: { reason: 'Not for strangers' },
    returnMessage: { reason: 'Not for strangers' },
    approveMessage: { revision: 1, digest: '0'.repeat(64) },
  }
  return bodies[name] ?? {}
}

const changes = ALL_ROUTES.filter(({ method, access }) => method !== 'GET' && access !== 'public')

describe('a member whom nothing was shown to, in every role but the operator’s', () => {
  const caller = async () => ({ cookie: await house.exchange.stage.cookieOf(STRANGER) })

  test('is refused each operation on each object of others, and told nothing of them', async () => {
    const named = ALL_ROUTES.filter(({ path, access }) => path.includes(':') && access !== 'public')
    expect(named.length).toBeGreaterThan(15)
    for (const route of named) {
      for (const [what, id] of Object.entries(ids)) {
        const reply = await send(route, id, await caller())
        const text = await reply.text()
        expect(reply.status, `${route.name} on a ${what}: ${text}`).toBeGreaterThanOrEqual(400)
        expect(reply.status, `${route.name} on a ${what}`).toBeLessThan(500)
        for (const secret of SECRETS)
          expect(text, `${route.name} on a ${what}`).not.toContain(secret)
      }
    }
  })

  test('finds nothing of them in any list', async () => {
    for (const route of ALL_ROUTES.filter(
      ({ method, path }) => method === 'GET' && !path.includes(':'),
    )) {
      const reply = await send(route, '', await caller())
      expect(reply.status, route.name).toBeLessThan(500)
      const text = await reply.text()
      for (const secret of SECRETS) expect(text, route.name).not.toContain(secret)
    }
  })

  test('gets no receipt of what concerns others', async () => {
    const { size } = (await (
      await house.exchange.app.request(`${house.origin}/api/log`)
    ).json()) as { size: number }
    expect(size).toBeGreaterThan(5)
    const route = ALL_ROUTES.find(({ name }) => name === 'getReceipt')!
    for (let index = 0; index < size; index++) {
      const reply = await send(route, String(index), await caller())
      const text = await reply.text()
      for (const secret of SECRETS) expect(text, `receipt ${index}`).not.toContain(secret)
    }
  })
})

test('a key that may only read changes nothing', async () => {
  const call = await house.exchange.stage.as('platform@member.example')
  const { secret } = await call(createKey, { body: { label: 'reader', canWrite: false } })
  for (const route of changes) {
    for (const id of Object.values(ids)) {
      const reply = await send(route, id, { authorization: `Bearer ${secret}` })
      expect([route.name, reply.status]).toEqual([route.name, 403])
    }
  }
  const keys = (await call(listKeys)).items
  expect(keys.every((key) => key.revokedAt === undefined)).toBe(true)
})

test('a member that was suspended is out at once, by session and by key', async () => {
  const call = await house.exchange.stage.as(STRANGER)
  const { secret } = await call(createKey, { body: { label: 'feed', canWrite: true } })
  const cookie = await house.exchange.stage.cookieOf(STRANGER)
  const operator = await house.exchange.stage.as('operator@member.example')
  await operator(setMemberActive, { params: { id: strangerId }, body: { active: false } })
  for (const caller of [{ cookie }, { authorization: `Bearer ${secret}` }]) {
    for (const route of ALL_ROUTES.filter(({ access }) => access !== 'public')) {
      const reply = await send(route, ids['finding']!, caller)
      expect([route.name, reply.status]).toEqual([route.name, 401])
    }
  }
})
