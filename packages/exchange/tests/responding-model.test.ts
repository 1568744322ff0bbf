/**
 * A small model of answering, held against the exchange: a body of government that sends, a platform that holds and a peer that holds
 * each have a programme of acts, and orders in which the three can fall together are played: every fourth in `npm test`, each by
 * `npm run bench -- sweeps`. After each act it is asked of the database, as each member in turn, what it shows, and compared with
 * what the model says that it may show.
 */
import {
  addDecisionKey,
  ALL_ROUTES,
  makeReply,
  recallRelease,
  retractReply,
  sealDecision as sealRoute,
} from '@tocsin/api'
import { toBase64 } from '@tocsin/proof'
import { aboutOf, makeDecisionKey, sealDecision } from '@tocsin/proof/sealing'
import { freshPglite, isInTurn } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, openRoom, type Room } from './answering.ts'

/** What a member can see of one release: replies as `from>kind`, own decisions, and which members hold it as far as it is shown. */
type View = { replies: string[]; decisions: number; holders: string[] }
type Act = (id: string, state: State) => Promise<void>
type State = { model: Map<string, View>; replies: Map<string, string> }

/** Every order in which programmes of these lengths can fall together. */
function* interleavings(left: readonly number[]): Generator<number[]> {
  if (left.every((count) => count === 0)) yield []
  for (const [who, count] of left.entries()) {
    if (count === 0) continue
    const rest = left.map((other, i) => (i === who ? other - 1 : other))
    for (const order of interleavings(rest)) yield [who, ...order]
  }
}

let room: Room
let close: () => Promise<void>
let keyId: string
let publicKey: string
beforeAll(async () => {
  const database = await freshPglite()
  room = await openRoom(database)
  publicKey = (await makeDecisionKey()).publicKey
  keyId = (await room.platform.call(addDecisionKey, { body: { publicKey } })).id
  close = async () => {
    await room.close()
    await database.close()
  }
})
afterAll(() => close?.())

test('no order of acts of three members lets one see what was not for it, or widens who holds what', async () => {
  const { agency, platform, peer, third } = room
  const all = [agency, platform, peer, third]
  const viewOf = (state: State, { id }: Actor) => state.model.get(id)!
  const say =
    (by: Actor, to: Actor[], kind: 'removed' | 'wrong'): Act =>
    async (id, state) => {
      const body = {
        kind,
        to: to.map((one) => one.id),
        bodies: to.includes(agency) ? ['Agency'] : [],
        ...(kind === 'wrong' ? { words: 'Not so' } : {}),
      }
      const reply = await by.call(makeReply, { params: { id }, body })
      state.replies.set(`${by.id} ${kind}`, reply.id)
      // The third platform is addressed too, and holds nothing.
      for (const one of [by, ...to].filter((heard) => heard !== third))
        viewOf(state, one).replies.push(`${by.id} ${kind}`)
    }
  const takeBack =
    (by: Actor, kind: string): Act =>
    async (_, state) => {
      const what = `${by.id} ${kind}`
      await by.call(retractReply, { params: { id: state.replies.get(what)! } })
      for (const one of all.filter((other) => other !== by)) {
        const view = viewOf(state, one)
        view.replies = view.replies.filter((shown) => shown !== what)
      }
    }
  const decide: Act = async (id, state) => {
    const about = aboutOf(id, platform.id)
    const { envelope, commitment } = await sealDecision(about, '{}', {
      own: publicKey,
      holders: [],
    })
    const body = {
      keyId,
      envelope: toBase64(envelope),
      commitment: toBase64(commitment),
      holderKeys: [] as [],
    }
    await platform.call(sealRoute, { params: { id }, body })
    viewOf(state, platform).decisions++
  }
  /** The sender tries what is not its own: to take back or say for another, which is refused and changes nothing; then it takes its own message back. */
  const meddleAndRecall: Act = async (id, state) => {
    const replies = [...state.replies.values()]
    for (const path of replies.map((one) => `/api/replies/${one}/retract`))
      expect((await agency.send(path, { method: 'POST' })).status).toBe(404)
    const headers = { 'content-type': 'application/json' }
    const body = JSON.stringify({ kind: 'useful', to: [platform.id], bodies: [] })
    const reply = await agency.send(`/api/releases/${id}/replies`, {
      method: 'POST',
      headers,
      body,
    })
    expect(reply.status).toBe(404)
    await agency.call(recallRelease, { params: { id }, body: { reason: 'It was a mistake' } })
  }
  const programmes: Act[][] = [
    [meddleAndRecall],
    [decide, say(platform, [peer, third], 'removed'), say(platform, [agency, peer], 'wrong')],
    [say(peer, [platform], 'wrong'), takeBack(peer, 'wrong')],
  ]
  const orders = [...interleavings(programmes.map(({ length }) => length))]
  expect(orders).toHaveLength(60)
  // Every fourth stands for them: in these each member begins, each ends, and the recall comes at each place.
  const played = orders.filter((_, at) => isInTurn(0, 4, at))
  expect(new Set(played.map((order) => order.indexOf(0))).size).toBe(6)
  for (const order of played) {
    const id = await room.tell([platform, peer])
    const state: State = { model: new Map(), replies: new Map() }
    const holders = [platform.id, peer.id].toSorted()
    for (const one of all) {
      const shown = one === agency ? holders : holders.filter((holder) => holder === one.id)
      state.model.set(one.id, { replies: [], decisions: 0, holders: shown })
    }
    const next = programmes.map(() => 0)
    for (const who of order) {
      await programmes[who]![next[who]!++]!(id, state)
      for (const one of all) expect(await seenBy(one, id)).toEqual(sorted(viewOf(state, one)))
    }
  }
}, 300_000)

test('no route takes another member to act for: whoever answers or decides is whoever asks', () => {
  const answering = ALL_ROUTES.filter(({ path }) =>
    /\/(replies|decisions|decision-keys)/.test(path),
  )
  const taken = answering
    .filter(({ method }) => method !== 'GET')
    .map(({ name, body }) => [
      name,
      Object.keys((body as { properties?: object }).properties ?? {}),
    ])
  expect(Object.fromEntries(taken)).toEqual({
    makeReply: ['kind', 'words', 'to', 'bodies', 'sendKey'],
    markRepliesSeen: ['replies'],
    retractReply: [],
    settleReply: [],
    addDecisionKey: ['publicKey'],
    sealDecision: ['keyId', 'envelope', 'commitment', 'holderKeys'],
  })
})

/** By raw questions to the database as this member. */
function seenBy({ id: memberId }: Actor, releaseId: string): Promise<View> {
  const { context, clock } = { ...room.stage, context: room.stage.exchange.context }
  return asMember(context.database.db, { memberId }, clock.now(), async (tx) => {
    const replies = await tx
      .selectFrom('replies')
      .select(['member_id', 'kind'])
      .where('release_id', '=', releaseId)
      .execute()
    const decisions = await tx
      .selectFrom('decisions')
      .select('id')
      .where('release_id', '=', releaseId)
      .execute()
    const holders = await tx
      .selectFrom('release_recipients')
      .select('member_id')
      .where('release_id', '=', releaseId)
      .execute()
    return sorted({
      replies: replies.map(({ member_id, kind }) => `${member_id} ${kind}`),
      decisions: decisions.length,
      holders: holders.map(({ member_id }) => member_id),
    })
  })
}

function sorted({ replies, decisions, holders }: View): View {
  return { replies: replies.toSorted(), decisions, holders: holders.toSorted() }
}
