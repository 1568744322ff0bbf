/**
 * October 2020: voters in some states got threatening mails under a false name, with a film that claimed that ballots could be made
 * up; who was behind them was said the next evening. Here clerks of three counties report within an hour by their links, the reports
 * become one incident, peers add what they alone can see, and offices and public are told of the facts hours before anybody says who
 * it was. Whom the mails were sent to leaves no county.
 *
 * Left out: the mails and the film themselves, which are drawn anew here (frames of a film, since no video is read), and what each
 * platform then did, which is its own.
 */
import {
  answerReport,
  composeStix,
  getBulletinCap,
  getBulletinFeed,
  getNoticeCap,
  getRelease,
  getReleaseObjects,
  joinReport,
  listBulletins,
  listOwnReports,
  listReports,
  makeReport,
  partReport,
  previewNotice,
  proposeTearLine,
  reportSuspicious,
  type NoticeDraft,
  type NoticeText,
  type Report,
} from '@tocsin/api'
import { formatHash256, parseHash256, pdqHash, PdqIndex } from '@tocsin/detect/media'
import { createObject, tlpMarking } from '@tocsin/stix'
import { findInRows } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findAtDoors } from './search.ts'
import {
  AGENCY,
  COUNTIES,
  HUB,
  linkOf,
  notify,
  openS5,
  PLATFORM_B,
  PLATFORM_C,
  PROVIDER,
  release,
  stateAt,
  type S5Stage,
} from './stage.ts'
import { drawFilm, EDITS } from './video.ts'
import { HOW_TO_REPORT, NATIONAL, PLANTED, PUBLIC, SENDER, SERVERS } from './words.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** The evening of the next day, when it was said who it was. */
const NEXT_EVENING = new Date('2020-10-21T23:30:00.000Z')
const SECRET = 'Our source at their host saw the order'

let stage: S5Stage
let links: string[]
/** When the first clerk reported. */
let first: Date
/** What was released or sent, to be searched at the end. */
const made: string[] = []

beforeAll(async () => {
  stage = await openS5()
  const targets = COUNTIES.flatMap((jurisdiction) => [
    { jurisdiction, role: 'clerk' as const },
    { jurisdiction: jurisdiction.slice(0, 2), role: 'chief-official' as const },
  ])
  await notify(stage, draftOf(HOW_TO_REPORT, targets))
  links = COUNTIES.map((county) => linkOf(stage, county))
})
afterAll(() => stage?.close())

const as = (email: string) => stage.node.stage.as(email)
const base64 = (text: string) => Buffer.from(text).toString('base64')

function draftOf(
  text: NoticeText,
  targets: NoticeDraft['targets'],
  rest: Partial<NoticeDraft> = {},
): NoticeDraft {
  return { kind: 'notice', tlp: 'green', texts: { en: text }, targets, answerWithin: 60, ...rest }
}

/** A mail as a voter got it and handed to the office; its body holds the address of the voter's home. */
function mailOf(at: number): string {
  const home = base64(`Vote as we say or we come to ${PLANTED.homes[at]}.`)
  return [
    `Received: from out.poser-group.example (${SERVERS[at % 2]}) by mx.provider.example for <${PLANTED.mailboxes[at]}>; Tue, 20 Oct 2020 09:1${at}:00 -0400`,
    `From: Poser group <${SENDER}>`,
    `To: ${PLANTED.mailboxes[at]}`,
    'Subject: Vote or else',
    'Content-Transfer-Encoding: base64',
    '',
    home,
  ].join('\r\n')
}

test('three clerks report within an hour by their links, each in its own way', async () => {
  const { clock, stage: hands } = stage.node
  clock.advance(10 * MINUTE)
  first = clock.now()
  const florida = await hands.anonymous(makeReport, {
    body: {
      token: links[0]!,
      key: 'a-mail-to-a-voter-in-florida',
      kind: 'threat',
      where: SENDER,
      what: `A voter of ${PLANTED.homes[0]} got a mail that says: vote as we say or we come after you.`,
      files: [{ name: 'mail.eml', content: base64(mailOf(0)) }],
    },
  })
  expect(florida.files.map(({ name, state }) => [name, state])).toEqual([
    ['head of mail.eml.txt', 'kept'],
    ['mail.eml', 'withheld'],
  ])
  clock.advance(20 * MINUTE)
  await hands.anonymous(makeReport, {
    body: {
      token: links[1]!,
      key: 'mails-to-voters-in-arizona',
      kind: 'threat',
      where: SENDER,
      what: `Eleven voters called, the last one from ${PLANTED.homes[1]}. All got the same mail.`,
      files: [{ name: 'who-got-it.csv', content: base64(`mail\n${PLANTED.mailboxes.join('\n')}`) }],
    },
  })
  clock.advance(20 * MINUTE)
  const alaska = await hands.anonymous(reportSuspicious, {
    body: { token: links[2]!, key: 'a-mail-to-a-voter-in-alaska', mail: base64(mailOf(2)) },
  })
  expect(alaska).toMatchObject({ kind: 'phishing', files: [{ state: 'kept' }] })
  expect(clock.now().getTime() - first.getTime()).toBeLessThan(HOUR)
})

test('the reports become one incident, are parted again without loss, and each clerk has an answer in time', async () => {
  const hub = await as(HUB)
  const reports = async () => (await hub(listReports)).items.toReversed()
  const [florida, arizona, alaska] = (await reports()) as [Report, Report, Report]
  expect(arizona.duplicates).toEqual([florida.id])
  // What a machine proposes by kind and place a person may see elsewhere too.
  for (const { id } of [arizona, alaska])
    await hub(joinReport, { params: { id }, body: { to: florida.id } })
  const parted = await hub(partReport, { params: { id: alaska.id } })
  expect(parted).toMatchObject({
    what: alaska.what,
    where: alaska.where,
    files: alaska.files,
    answerBy: alaska.answerBy,
  })
  expect(parted.joinedTo).toBeUndefined()
  await hub(joinReport, { params: { id: alaska.id }, body: { to: florida.id } })
  const words = 'It is the same sender in three states. We warn all states now. Keep the mails.'
  await hub(answerReport, { params: { id: florida.id }, body: { words } })
  for (const token of links) {
    const { items } = await stage.node.stage.anonymous(listOwnReports, { body: { token } })
    expect(items).toMatchObject([{ state: 'answered' }])
    expect(items[0]!.hops.at(-1)).toMatchObject({ kind: 'answered', words })
    expect(items[0]!.hops.some(({ kind }) => kind === 'escalated')).toBe(false)
  }
})

test('the mail provider adds the servers that handed the mails over, and another platform finds every edit of the film by its frames', async () => {
  const provider = await as(PROVIDER)
  const composition = {
    title: 'Servers of the threatening mails',
    words: 'Mails under a false name came by these servers. Whom they went to stays with us.',
    items: [
      ...SERVERS.map((value, row) => ({ row: row + 1, kind: 'ipv4' as const, value })),
      { row: 3, kind: 'email' as const, value: SENDER },
    ],
    lookFor: true,
  }
  const headers = await provider(composeStix, { body: composition })
  const told = await release(provider, {
    title: composition.title,
    groupId: stage.groups.peers,
    tlp: 'amber',
    objects: headers.objects,
    composed: { asGiven: [] },
  })
  const platform = await as(PLATFORM_B)
  const film = drawFilm()
  const frames = film.map((frame, at) =>
    createObject('file', {
      name: `frame-${at}.png`,
      hashes: { PDQ: formatHash256(pdqHash(frame).hash) },
    }),
  )
  const shown = await release(platform, {
    title: 'Frames of the film',
    groupId: stage.groups.peers,
    tlp: 'amber',
    objects: frames,
  })
  expect([told.to, shown.to]).toEqual([
    ['Hub', 'Platform B', 'Platform C'],
    ['Hub', 'Mail provider', 'Platform C'],
  ])
  made.push(told.id, shown.id)

  const peer = await as(PLATFORM_C)
  const { objects } = await peer(getReleaseObjects, { params: { id: shown.id } })
  const hashes = objects.flatMap((one) => {
    const { hashes: held } = one as { hashes?: { PDQ?: string } }
    return held?.PDQ === undefined ? [] : [parseHash256(held.PDQ)!]
  })
  expect(hashes).toHaveLength(film.length)
  const index = PdqIndex.of(hashes)
  // A film is found by any of its frames; a frame is that of the film which it was made from, and of no other.
  for (const [edit, change] of Object.entries(EDITS)) {
    const near = film.map((frame) => index.near(pdqHash(change(frame)).hash).map(({ at }) => at))
    expect([edit, near.some((hits) => hits.length > 0)]).toEqual([edit, true])
    expect(near.every((hits, at) => hits.every((hit) => hit === at))).toBe(true)
  }
})

test('all states and the three clerks are told within two hours of the first report, in plain words, with an alert for machines', async () => {
  stage.node.clock.advance(30 * MINUTE)
  const targets: NoticeDraft['targets'] = [
    ...stage.states.map((jurisdiction) => ({ jurisdiction, role: 'chief-official' as const })),
    ...COUNTIES.map((jurisdiction) => ({ jurisdiction, role: 'clerk' as const })),
  ]
  const draft = draftOf(NATIONAL, targets)
  const hub = await as(HUB)
  const looked = await hub(previewNotice, { body: draft })
  expect(looked).toMatchObject({
    verdict: { allow: true },
    missing: 0,
    public: false,
    partyWords: [],
  })
  const partisan = { en: { ...NATIONAL, what: 'Democratic voters got threats.' } }
  const { partyWords } = await hub(previewNotice, { body: { ...draft, texts: partisan } })
  expect(partyWords).toEqual(['Democratic'])
  expect(looked.grade).toBeLessThanOrEqual(8)
  const sent = await notify(stage, draft)
  made.push(sent.id)
  expect(Date.parse(sent.sentAt) - first.getTime()).toBeLessThan(2 * HOUR)
  expect(sent).toMatchObject({ counts: { waiting: 53 } })
  const cap = await hub(getNoticeCap, { params: { id: sent.id } })
  expect(cap).toContain('<scope>Restricted</scope>')
  expect(cap).toContain('TLP:GREEN')
  expect(cap.match(/<geocode>/g)).toHaveLength(53)
})

test('the public is told, and that public lists were used rather than stolen ones, as a page, a feed and an alert, without an account', async () => {
  const targets = stage.states.map((jurisdiction) => ({
    jurisdiction,
    role: 'chief-official' as const,
  }))
  const sent = await notify(stage, draftOf(PUBLIC, targets, { tlp: 'clear' }))
  made.push(sent.id)
  const { anonymous } = stage.node.stage
  const [shown] = (await anonymous(listBulletins, {})).items
  expect(shown).toMatchObject({ id: sent.id, texts: { en: PUBLIC } })
  const cap = await anonymous(getBulletinCap, { params: { id: sent.id } })
  expect(cap).toContain('<scope>Public</scope>')
  const told = stage.mail.mails.findLast(({ to }) => to.includes('@12.'))!
  for (const text of [cap, await anonymous(getBulletinFeed, {}), told.text.replaceAll(/\s+/g, ' ')])
    expect(text).toContain(PUBLIC.context)
})

test('all states read the lower version of what the agency saw, without its source and tied to it', async () => {
  stage.node.clock.set(NEXT_EVENING)
  const agency = await as(AGENCY)
  const seen = (value: string) =>
    createObject('indicator', {
      name: 'Server of the threatening mails',
      description: SECRET,
      pattern: `[ipv4-addr:value = '${value}']`,
      pattern_type: 'stix',
      valid_from: first.toISOString(),
      object_marking_refs: [tlpMarking('green').id],
      granular_markings: [
        { marking_ref: tlpMarking('amber+strict').id, selectors: ['description'] },
      ],
    })
  const title = 'Servers of the threatening mails'
  const source = await release(agency, {
    title,
    groupId: stage.groups.inner,
    tlp: 'amber+strict',
    objects: SERVERS.map(seen),
  })
  expect(source.to).toEqual(['Hub'])
  const torn = await agency(proposeTearLine, { params: { id: source.id }, body: { tlp: 'green' } })
  expect(torn).toMatchObject({ flags: [], settled: true })
  const told = await release(agency, {
    title,
    groupId: stage.groups.states,
    tlp: 'green',
    objects: torn.objects,
    tearLine: torn.id,
  })
  expect(told.to).toHaveLength(51)
  made.push(source.id, told.id)
  for (const state of stage.states) {
    const office = await as(stateAt(state))
    const { objects } = await office(getReleaseObjects, { params: { id: told.id } })
    const read = JSON.stringify(objects)
    expect(SERVERS.every((server) => read.includes(server))).toBe(true)
    expect(read).not.toContain(SECRET)
    expect(read).toContain(torn.commitment)
  }
})

test('who is behind it is a part of its own, said the next evening: how likely and how sure in sentences of their own', async () => {
  const agency = await as(AGENCY)
  const title = 'Who sent the threatening mails'
  const statement = await agency(composeStix, {
    body: {
      title,
      words: 'Mails that threaten voters came by these servers.',
      items: SERVERS.map((value, row) => ({ row: row + 1, kind: 'ipv4' as const, value })),
      lookFor: true,
      attribution: {
        actor: 'Actors of a foreign country',
        likelihood: 'very-likely',
        confidence: 'high',
        basis: 'The servers were rented by people seen before.',
      },
    },
  })
  const part = (kind: 'facts' | 'attribution', objects: readonly unknown[]) =>
    release(agency, {
      title,
      groupId: stage.groups.states,
      tlp: 'green',
      objects: [...objects],
      composed: { asGiven: [] },
      part: { statement: statement.statement, kind },
    })
  const facts = await part('facts', statement.objects)
  expect(JSON.stringify(statement.objects)).not.toMatch(/foreign country|likely/i)
  const attribution = await part('attribution', statement.attribution!)
  made.push(facts.id, attribution.id)
  const florida = await as(stateAt('12'))
  const { statement: read } = await florida(getRelease, { params: { id: attribution.id } })
  expect(read).toMatchObject({ withheld: 0, parts: [{ kind: 'facts' }, { kind: 'attribution' }] })
  const { objects } = await florida(getReleaseObjects, { params: { id: attribution.id } })
  expect(JSON.stringify(objects)).toContain('very likely (80 to 95 %).')
  expect(NATIONAL.what + NATIONAL.howSure + PUBLIC.what).not.toMatch(/foreign|likely/i)
})

test('no address or mailbox of a voter stands in any row, mail or answer, whoever asks', async () => {
  const words = [...PLANTED.homes, ...PLANTED.mailboxes]
  expect(await findInRows(stage.node.context.database.db, words)).toEqual([])
  const hub = await as(HUB)
  const { items } = await hub(listReports)
  const files = items.flatMap(({ id, files: of }) =>
    of
      .filter(({ state }) => state !== 'withheld')
      .map(({ sha256 }) => `/api/reports/${id}/files/${sha256}`),
  )
  expect(files).toHaveLength(2)
  const paths = [
    ...files,
    ...made.flatMap((id) => [
      `/api/releases/${id}`,
      `/api/releases/${id}/objects`,
      `/api/notices/${id}`,
      `/api/notices/${id}/cap`,
    ]),
    ...items.flatMap(({ hops }) => hops.map(({ logIndex }) => `/api/receipts/${logIndex}`)),
    ...words.map((word) => `/api/search?words=${encodeURIComponent(word)}`),
  ]
  const readers = [HUB, AGENCY, PLATFORM_C, stateAt('12')]
  const { found, read } = await findAtDoors(stage, readers, paths, words)
  expect(found).toEqual([])
  expect(read).toBeGreaterThan(150)
  // The search itself finds what is there.
  expect(await findInRows(stage.node.context.database.db, [SENDER])).not.toEqual([])
  expect((await findAtDoors(stage, [HUB], files, ['poser-group'])).found).not.toEqual([])
  for (const token of links) {
    const own = await stage.node.stage.anonymous(listOwnReports, { body: { token } })
    expect(words.filter((word) => JSON.stringify(own).includes(word))).toEqual([])
  }
})
