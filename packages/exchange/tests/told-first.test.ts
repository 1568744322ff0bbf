/** A name that waits for its party is in no word that one member writes and another reads, whichever act carries it. */
import {
  addDecisionKey,
  answerAlert,
  answerMinutes,
  answerRecall,
  answerReport,
  askOpening,
  callMeeting,
  cancelMeeting,
  changeMeeting,
  closeMeeting,
  createGroup,
  endCall,
  getMinutes,
  listRefusals,
  listReplies,
  makePromise,
  makeReply,
  openMeeting,
  proposeCharter,
  proposeMatching,
  recallRelease,
  refuseCharter,
  sendNotice,
  stateAttendance,
  tellOfPromise,
  withholdWords,
} from '@tocsin/api'
import { makeDecisionKey } from '@tocsin/proof/sealing'
import { onServer, type TestDatabase } from '@tocsin/testkit'
import { sql } from 'kysely'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openRoom, type Room } from './answering.ts'
import { awaitParty } from './awaiting.ts'
import { meetingOf } from './meeting-parties.ts'
import { firstTerms, START } from './members-at-work.ts'

const NAME = 'quillwort-hall-login.net'
const WORDS = `It is the same as quillwort-hall-login[.]net was`
const REFUSED = 'refused-by-policy party-first'

onServer('words beside what is shared', (open) => {
  let database: TestDatabase
  let room: Room
  beforeAll(async () => {
    database = await open()
    room = await openRoom(database)
    for (const { id } of [room.platform, room.agency, room.researcher])
      await awaitParty(database, id, NAME, START)
  })
  afterAll(async () => {
    await room?.close()
    await database?.close()
  })

  const outcomeOf = (asked: Promise<unknown>) =>
    asked.then(
      () => 'let in',
      (error: { code: string; rule?: string }) => [error.code, error.rule].join(' ').trim(),
    )
  const meet = async (by: Actor, invited: Actor[]) =>
    by.call(callMeeting, { body: meetingOf(room.group, invited) })

  test('a reply is refused while it names what waits, and taken from whoever found nothing', async () => {
    const { platform, peer } = room
    const id = await room.tell([platform, peer])
    const say = (by: Actor, to: Actor, words: string) =>
      by.call(makeReply, {
        params: { id },
        body: { kind: 'useful', words, to: [to.id], bodies: [] },
      })
    expect(await outcomeOf(say(platform, peer, WORDS))).toBe(REFUSED)
    expect((await peer.call(listReplies, { params: { id } })).items).toEqual([])
    expect(await outcomeOf(say(platform, peer, 'It is like what we saw'))).toBe('let in')
    expect(await outcomeOf(say(peer, platform, WORDS))).toBe('let in')
  })

  test('a meeting is not called, changed or cancelled by words that name it, nor is it told who is there', async () => {
    const { platform, peer } = room
    const draft = meetingOf(room.group, [peer])
    for (const changes of [
      { title: WORDS },
      { basis: WORDS },
      { agenda: ['First', WORDS] },
      { place: `https://${NAME}/room` },
    ]) {
      const body = { ...draft, ...changes }
      expect(await outcomeOf(platform.call(callMeeting, { body }))).toBe(REFUSED)
    }
    const { id, version } = await meet(platform, [peer])
    const params = { id }
    const changed = { version, draft: { ...draft, agenda: [WORDS] } }
    expect(await outcomeOf(platform.call(changeMeeting, { params, body: changed }))).toBe(REFUSED)
    const cancelled = { version, reason: WORDS }
    expect(await outcomeOf(platform.call(cancelMeeting, { params, body: cancelled }))).toBe(REFUSED)
    await platform.call(openMeeting, { params, body: { version } })
    const there = { version: 0, people: [{ as: NAME }] }
    expect(await outcomeOf(platform.call(stateAttendance, { params, body: there }))).toBe(REFUSED)
  })

  test('no promise, what is told of one, or answer to minutes names it', async () => {
    const { platform, peer } = room
    const { id, version } = await meet(platform, [peer])
    const params = { id }
    const open = await platform.call(openMeeting, { params, body: { version } })
    const promise = (words: string) =>
      platform.call(makePromise, { params, body: { words, until: '2026-11-01' } })
    expect(await outcomeOf(promise(WORDS))).toBe(REFUSED)
    const made = await promise('We look again')
    const told = { params: { id, promise: made.id }, body: { words: WORDS } }
    expect(await outcomeOf(platform.call(tellOfPromise, told))).toBe(REFUSED)
    const closing = { version: open.version, answerDays: 5 }
    await platform.call(closeMeeting, { params, body: closing })
    const { sha256 } = await platform.call(getMinutes, { params })
    const body = { sha256, version: 0, answer: 'corrected' as const, words: WORDS }
    expect(await outcomeOf(platform.call(answerMinutes, { params, body }))).toBe(REFUSED)
  })

  test('neither the reason of a recall nor an answer to one names it, nor what keeps words from the register', async () => {
    const { agency, platform, peer } = room
    const own = await room.share(platform, [peer])
    const why = { params: { id: own }, body: { reason: WORDS } }
    expect(await outcomeOf(platform.call(recallRelease, why))).toBe(REFUSED)
    const theirs = await room.share(peer, [platform])
    await peer.call(recallRelease, { params: { id: theirs }, body: { reason: 'A mistake' } })
    const answer = { params: { id: theirs }, body: { answer: 'deleted' as const, note: WORDS } }
    expect(await outcomeOf(platform.call(answerRecall, answer))).toBe(REFUSED)
    const message = await room.tell([platform])
    const from = new Date(START.getTime() + 10 * 86_400_000)
    await sql`update register_entries set text_from = ${from} where id = ${message}::uuid`.execute(
      database.db,
    )
    const body = {
      textFrom: from.toISOString(),
      until: new Date(from.getTime() + 86_400_000).toISOString(),
      reason: WORDS,
    }
    const params = { id: message }
    expect(await outcomeOf(agency.call(withholdWords, { params, body }))).toBe(REFUSED)
  })

  test('no charter, refusal of one, group, or ask to open a decision names it', async () => {
    const { agency, researcher, platform, peer, outside, third } = room
    const draft = { terms: firstTerms({}), cases: [], inForceFrom: START.toISOString() }
    const propose = (changes: object) => {
      const body = { draft: { ...draft, terms: { ...draft.terms, ...changes } } }
      return agency.call(proposeCharter, { params: { id: room.group }, body })
    }
    expect(await outcomeOf(propose({ legalBasis: WORDS }))).toBe(REFUSED)
    const settled = { params: { id: room.group, number: '2' }, body: { reason: WORDS } }
    expect(await outcomeOf(agency.call(refuseCharter, settled))).toBe(REFUSED)
    const founded = {
      name: `Room ${randomUUID()}`,
      charter: WORDS,
      purposes: ['research' as const],
      legalBasis: 'Agreement',
      maxTlp: 'amber' as const,
      expiresAt: '2027-10-01T00:00:00.000Z',
    }
    expect(await outcomeOf(agency.call(createGroup, { body: founded }))).toBe(REFUSED)
    const holders = [researcher, outside, third]
    for (const by of holders) {
      const { publicKey } = await makeDecisionKey()
      await by.call(addDecisionKey, { body: { publicKey } })
    }
    const ids = JSON.stringify(holders.map(({ id }) => id))
    await sql`update charter_versions set terms = jsonb_set(terms, '{keyHolders}', ${ids}::jsonb)
      where group_id = ${room.group}::uuid`.execute(database.db)
    const id = await room.tell([platform, peer])
    const asked = { memberId: platform.id, authority: 'Court, order 12', reason: WORDS }
    expect(await outcomeOf(researcher.call(askOpening, { params: { id }, body: asked }))).toBe(
      REFUSED,
    )
  })

  test('the purpose of a private matching does not name it', async () => {
    const { platform, peer } = room
    const terms = {
      lane: 'bulk' as const,
      learns: 'receiver' as const,
      kinds: ['domain' as const],
      platform: '',
      askerSize: 16,
      holderSize: 16,
      queries: 16,
      rounds: 1,
      floorBits: 20,
      epochDays: 7,
      purpose: WORDS,
      until: new Date(START.getTime() + 30 * 86_400_000).toISOString(),
    }
    const publicKey = Buffer.alloc(64, 1).toString('base64')
    const propose = (by: Actor, to: Actor) =>
      by.call(proposeMatching, { body: { memberId: to.id, own: 'asker', terms, publicKey } })
    expect(await outcomeOf(propose(platform, peer))).toBe(REFUSED)
    expect(await outcomeOf(propose(peer, platform))).toBe('let in')
  })

  test('no notice, answer to a report, or note of a call names it', async () => {
    const { agency } = room
    const text = { subject: 'A site', what: WORDS, howSure: 'H', actions: ['A'], whoToCall: 'D' }
    const notice = {
      kind: 'notice' as const,
      tlp: 'green' as const,
      texts: { en: text },
      targets: [{ jurisdiction: '12', role: 'chief-official' as const }],
      answerWithin: 60,
    }
    expect(await outcomeOf(agency.call(sendNotice, { body: notice }))).toBe(REFUSED)
    const params = { id: randomUUID() }
    expect(await outcomeOf(agency.call(answerReport, { params, body: { words: WORDS } }))).toBe(
      REFUSED,
    )
    const ended = { outcome: 'reached' as const, note: WORDS }
    expect(await outcomeOf(agency.call(endCall, { params, body: ended }))).toBe(REFUSED)
  })

  test('a party names what it answers, which its finder knows, and nothing that it found itself', async () => {
    const { platform, peer } = room
    const found = 'quillwort-hall-vote.net'
    const id = await awaitParty(database, peer.id, found, START, platform.id)
    const answer = (words: string) =>
      platform.call(answerAlert, {
        params: { id },
        body: { answer: 'not-ours', mayKnow: 'nobody', wantsHelp: false, words },
      })
    expect(await outcomeOf(answer(WORDS))).toBe(REFUSED)
    await awaitParty(database, platform.id, found, START)
    expect(await outcomeOf(answer(`${found} is not ours`))).toBe('let in')
  })

  test('whoever was refused sees by which rule, and nobody else sees that there was anything', async () => {
    const { platform, peer } = room
    const rules = async (by: Actor) =>
      (await by.call(listRefusals, { query: {} })).items.map(({ rule }) => rule)
    expect(await rules(platform)).toContain('party-first')
    expect(await rules(peer)).not.toContain('party-first')
  })
})
