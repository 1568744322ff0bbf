/** Whoever is not in a case or a matching, by every route of both: there is none, whatever is sent. */
import {
  ALL_ROUTES,
  answerCaseInvitation,
  fillPath,
  openCase,
  proposeMatching,
  writeCaseStep,
} from '@tocsin/api'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openRoom, type Room } from './answering.ts'

const KEY = () => randomBytes(64).toString('base64')
const NOBODY = '00000000-0000-4000-8000-000000000000'
const ROUTES = Object.values(ALL_ROUTES).filter(
  ({ path }) => path.startsWith('/api/cases/:') || /^\/api\/matching[^/]*\/:/.test(path),
)
const BODIES: Record<string, object> = {
  inviteToCase: { memberId: NOBODY },
  answerCaseInvitation: { answer: 'joined' },
  leadCase: { act: 'take' },
  putInCase: { kind: 'release', ref: NOBODY },
  writeCaseStep: { editId: randomUUID(), words: 'x' },
  editCaseStep: { editId: randomUUID(), base: NOBODY, words: 'x', state: 'done' },
  offerCaseStep: { to: NOBODY, words: 'x' },
  answerCaseOffer: { answer: 'taken' },
  writeCaseLine: { lineId: randomUUID(), kind: 'plan', words: 'x' },
  proposeCaseInstant: {
    instantId: randomUUID(),
    kind: 'call',
    words: 'x',
    at: '2027-01-01T00:00:00.000Z',
  },
  sayToCaseInstant: { says: 'yes' },
  makeCaseClaim: {
    claimId: randomUUID(),
    words: 'x',
    likelihood: 'likely',
    confidence: 'low',
    basis: 'x',
  },
  acceptMatching: { publicKey: KEY() },
  beginRound: { kind: 'domain', epoch: 0, size: 16 },
  reportProbe: { kind: 'domain', pattern: 'sequential', count: 3 },
  refuseRound: { fault: 'bad-point' },
  beginMessage: {
    step: 'request',
    round: NOBODY,
    epoch: 0,
    kind: 'domain',
    count: 16,
    bytes: 512,
    digest: '0'.repeat(64),
    previous: '0'.repeat(64),
    signature: KEY(),
  },
}
const TERMS = {
  lane: 'bulk' as const,
  learns: 'receiver' as const,
  kinds: ['domain' as const],
  platform: '',
  askerSize: 16,
  holderSize: 64,
  queries: 48,
  rounds: 10,
  floorBits: 20,
  epochDays: 7,
  purpose: 'election-security',
  until: '2026-12-01T00:00:00.000Z',
}

onServer('Outside of cases and matchings', (open) => {
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

  const ask = async (by: Actor, name: string, id: string, body: object | undefined) => {
    const route = ROUTES.find((one) => one.name === name)!
    const inner = {
      item: NOBODY,
      step: NOBODY,
      offer: NOBODY,
      line: NOBODY,
      instant: NOBODY,
      claim: NOBODY,
      seq: 0,
    }
    const path = fillPath(route.path, { ...inner, id })
    const init =
      route.method === 'GET'
        ? {}
        : {
            method: route.method,
            headers: { 'content-type': 'application/json' },
            body: JSON.stringify(body ?? {}),
          }
    const reply = await by.send(path, init)
    const text = await reply.text()
    return `${reply.status} ${text.replaceAll(id, 'ID')}`
  }

  test('by every route one that is not invited, has declined, has left, or is a machine gets what it gets of a case that is none', async () => {
    const { platform, peer, third, agency, researcher, outside } = room
    const body = {
      groupId: room.group,
      purpose: 'election-security' as const,
      invited: [peer.id, third.id],
    }
    const { id } = await platform.call(openCase, { body })
    const answer = (by: Actor, how: 'joined' | 'declined' | 'left') =>
      by.call(answerCaseInvitation, { params: { id }, body: { answer: how } })
    await answer(peer, 'declined')
    await answer(third, 'joined')
    await answer(third, 'left')
    await platform.call(writeCaseStep, {
      params: { id },
      body: { editId: randomUUID(), words: 'Look' },
    })
    const machine = await room.stage.withKey(platform)
    const matching = await platform.call(proposeMatching, {
      body: { memberId: researcher.id, own: 'asker', terms: TERMS, publicKey: KEY() },
    })
    expect(ROUTES.length).toBeGreaterThan(20)
    const told: string[] = []
    for (const { name, path } of ROUTES) {
      const isCase = path.startsWith('/api/cases')
      const known = isCase ? id : matching.id
      const strangers = isCase
        ? [peer, third, agency, researcher, outside, machine]
        : [peer, agency, outside]
      for (const by of strangers) {
        const of = await ask(by, name, known, BODIES[name])
        const ofNone = await ask(by, name, NOBODY, BODIES[name])
        const same = of === ofNone.replaceAll(NOBODY, 'ID') || of === ofNone
        if (!same || !of.startsWith('4')) told.push(`${name}: ${of} | ${ofNone}`)
      }
    }
    expect(told).toEqual([])
  })

  test('words that cannot be seen, hold a null, are too many, and pages without end are refused; a field that would name another member is none', async () => {
    const { platform, peer } = room
    const { id } = await platform.call(openCase, {
      body: { groupId: room.group, purpose: 'election-security', invited: [peer.id] },
    })
    const statuses: number[] = []
    for (const words of ['\u200b\u200d', 'a\u0000b', 'x'.repeat(1 << 20), '', '\u202eabc'])
      for (const [path, more] of [
        ['steps', { editId: randomUUID() }],
        ['lines', { lineId: randomUUID(), kind: 'note' }],
        ['offers', { to: peer.id }],
        ['instants', { instantId: randomUUID(), kind: 'act', at: '2027-01-01T00:00:00.000Z' }],
      ] as const) {
        const reply = await platform.send(`/api/cases/${id}/${path}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ ...more, words }),
        })
        statuses.push(reply.status)
      }
    const unknown = await platform.send(`/api/cases/${id}/steps`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ editId: randomUUID(), words: 'x', memberId: peer.id }),
    })
    expect(await unknown.json()).toMatchObject({ own: true, by: { id: platform.id } })
    for (const list of ['items', 'events', 'steps', 'offers', 'lines', 'instants', 'claims'])
      for (const query of ['limit=1000000000', 'limit=-1', 'after=%00', 'after=1e9'])
        statuses.push((await platform.send(`/api/cases/${id}/${list}?${query}`)).status)
    expect(statuses.filter((status) => status < 400 || status >= 500)).toEqual([])
  })
})
