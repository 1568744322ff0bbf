/** The gate between government and platforms or campaigns, at every door by which something leaves. */
import {
  answerRecall,
  createRelease,
  getNoAsk,
  getReceipt,
  getRelease,
  getReleaseObjects,
  listLog,
  listRefusals,
  previewRelease,
  recallRelease,
  type Message,
  type ReleaseDraft,
} from '@tocsin/api'
import { toVerifiers, verifyReceipt } from '@tocsin/proof'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, MESSAGE, openStage, sendReviewed, type Stage } from './members-at-work.ts'

const TIME = '2026-10-01T10:00:00.000Z'
const CLEAR = 'marking-definition--94868c89-83c2-464b-929b-a1a8aa3c8487'
const TAXII = {
  accept: 'application/taxii+json;version=2.1',
  'content-type': 'application/taxii+json;version=2.1',
}

onEachDatabase('The gate', (open) => {
  let database: TestDatabase
  let stage: Stage
  let agency: Actor
  let second: Actor
  let platform: Actor
  let campaign: Actor
  let hub: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    agency = await stage.admit('Agency', 'agency')
    second = await stage.join(agency, ['reviewer'])
    platform = await stage.admit('Platform', 'platform')
    campaign = await stage.admit('Campaign', 'campaign')
    hub = await stage.admit('Hub', 'hub')
    group = await stage.found('Room', [agency, platform, campaign, hub])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const object = (type: string, rest: object) => ({
    type,
    spec_version: '2.1',
    id: `${type}--${randomUUID()}`,
    created: TIME,
    modified: TIME,
    ...rest,
  })
  const note = (content = 'Seen in step') =>
    object('note', { content, object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'] })
  const draftOf = (
    message: Message | undefined,
    objects: object[] = [note()],
    // No digits, for a row of them may be an account.
    title = `Title ${randomUUID().replaceAll(/\d/g, 'x')}`,
  ): ReleaseDraft => ({
    title,
    terms: {
      groupId: group,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: 'Charter, section 2',
    },
    objects,
    ...(message ? { message } : {}),
  })
  const rulesOf = async (draft: ReleaseDraft, by = agency) => {
    const { verdicts } = await by.call(previewRelease, { body: draft })
    return Object.fromEntries(verdicts.map(({ member, rule }) => [member.kind, rule]))
  }
  const send = async (draft: ReleaseDraft, by = agency) => {
    if (draft.message) return sendReviewed(by, second, draft)
    const { digest } = await by.call(previewRelease, { body: draft })
    return by.call(createRelease, { body: { draft, digest } })
  }
  const stopped = (rule: string) => ({ platform: rule, campaign: rule, hub: 'tlp-amber' })
  const advisory: Message = { ...MESSAGE, type: 'advisory' }

  test('what states no type reaches the others of the group, and the refusals are on record', async () => {
    const { summary, recipients, refusals } = await send(draftOf(undefined))
    expect(recipients.map(({ member }) => member.kind)).toEqual(['hub'])
    expect(refusals.map(({ rule }) => rule)).toEqual(['message-needs-type', 'message-needs-type'])
    const { items } = await agency.call(listRefusals, { query: { limit: 2 } })
    expect(items.map(({ subject }) => subject)).toEqual(Array(2).fill(`release:${summary.id}`))
    await expect(platform.call(getRelease, { params: { id: summary.id } })).rejects.toMatchObject({
      code: 'not-found',
    })
  })

  test.each<[string, Partial<Message>]>([
    ['message-needs-nexus', { nexus: undefined as never }],
    ['message-needs-authority', { authority: undefined as never }],
    ['authority-lapsed', { authority: { ...MESSAGE.authority!, until: TIME } }],
    ['legal-process-by-paper', { type: 'legal-process' }],
  ])('%s: the preview says so before anything is sent', async (rule, changes) => {
    const message = JSON.parse(JSON.stringify({ ...MESSAGE, ...changes })) as Message
    expect(await rulesOf(draftOf(message))).toEqual(stopped(rule))
  })

  test('what a platform receives holds the message and the text that nothing is asked', async () => {
    const noAsk = await platform.call(getNoAsk)
    const { id } = (await send(draftOf(MESSAGE))).summary
    const { summary } = await platform.call(getRelease, { params: { id } })
    expect(summary.message).toEqual({ ...MESSAGE, noAsk, persons: 'none-found' })
    const bundle = await platform.call(getReleaseObjects, { params: { id } })
    const terms = bundle.objects[0] as { description: string; extensions: object }
    expect(terms.description).toContain(noAsk.text)
    expect(JSON.stringify(terms.extensions)).toContain('"no_ask"')
  })

  test('a member that is no government body states no type', async () => {
    await expect(platform.call(previewRelease, { body: draftOf(MESSAGE) })).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/message',
    })
  })

  test.each<[string, () => Partial<ReleaseDraft>]>([
    ['its title', () => ({ title: 'About news.example' })],
    [
      'its basis',
      () => ({ terms: { ...draftOf(undefined).terms, basis: 'Agreement, see @desk' } }),
    ],
    ['its text', () => ({ objects: [note('Seen at hxxps://news[.]example')] })],
    [
      'its nexus',
      () => ({ message: { ...advisory, nexus: { kind: 'credible-facts', basis: 'a.example' } } }),
    ],
    ['an object', () => ({ objects: [object('domain-name', { value: 'news.example' })] })],
    [
      'a source',
      () => ({
        objects: [
          { ...note(), external_references: [{ source_name: 'one', url: 'https://a.example' }] },
        ],
      }),
    ],
    [
      'an indicator',
      () => ({
        objects: [
          object('indicator', {
            name: 'one',
            pattern: "[ipv4-addr:value = '192.0.2.7']",
            pattern_type: 'stix',
            valid_from: TIME,
          }),
        ],
      }),
    ],
    [
      'what it refers to',
      () => ({
        objects: [
          object('note', { content: 'One', object_refs: [`domain-name--${randomUUID()}`] }),
        ],
      }),
    ],
    ['a finding', () => ({ findingId: randomUUID() })],
  ])('an advisory that names something in %s goes to no platform', async (_, changes) => {
    const draft = { ...draftOf(advisory), ...changes() }
    expect(await rulesOf(draft)).toMatchObject({
      platform: 'advisory-names-nothing',
      campaign: 'advisory-names-nothing',
    })
  })

  test('an advisory stays general: no later message speaks of it, and it speaks of none', async () => {
    const report = note('Stolen mails may be published before the election.')
    const given = await send(draftOf(advisory, [report], 'A warning of forged mails'))
    const { id } = given.summary
    expect(given.recipients).toHaveLength(3)
    const about = (text: string, refs: string[] = []) =>
      object('note', { content: text, object_refs: [`domain-name--${randomUUID()}`, ...refs] })
    const later = [
      draftOf(MESSAGE, [about('The one that we meant', [report.id])]),
      draftOf(MESSAGE, [about(`The one of ${id}`)]),
      draftOf(MESSAGE, [about('See a WARNING of forged mails')]),
      draftOf(MESSAGE, [{ ...report, modified: '2026-10-01T11:00:00.000Z' }]),
      draftOf({ ...MESSAGE, reference: `Release ${id}` }),
    ]
    for (const draft of later)
      expect(await rulesOf(draft)).toEqual(stopped('advisory-not-attached'))
    const notice = note('The page that we saw')
    await send(draftOf(MESSAGE, [notice]))
    const again = { ...notice, modified: '2026-10-01T11:00:00.000Z', content: 'A general word' }
    expect(await rulesOf(draftOf(advisory, [again]))).toEqual(stopped('advisory-names-nothing'))
    const corrected = { ...report, modified: '2026-10-01T11:00:00.000Z', content: 'Corrected' }
    expect(await rulesOf(draftOf(advisory, [corrected]))).toEqual(stopped('message-needs-second'))
  })

  test('an advisory that refers to what names something names it, whoever gave that before', async () => {
    const identity = (rest: object) =>
      object('identity', { identity_class: 'organization', ...rest }) as { id: string }
    const site = identity({ name: 'The site news.example' })
    const place = object('location', { name: 'Seat of news.example', country: 'US' }) as {
      id: string
    }
    const own = identity({
      name: 'Office of elections',
      contact_information: 'desk@office.example',
    })
    const maker = identity({ name: 'The site other.example' })
    const theirs = identity({ name: 'Their desk', contact_information: 'desk@theirs.example' })
    await send(draftOf(undefined, [site, place, own, maker]))
    await send(draftOf(undefined, [theirs]), platform)
    const about = (rest: object, title?: string) =>
      rulesOf(draftOf(advisory, [{ ...note(), ...rest }], title))
    const named = stopped('advisory-names-nothing')
    expect(await about({ object_refs: [site.id] })).toEqual(named)
    expect(await about({ object_refs: [place.id] })).toEqual(named)
    expect(await about({}, `On ${site.id}`)).toEqual(named)
    expect(await about({ object_refs: [own.id] })).toEqual(named)
    expect(await about({ created_by_ref: maker.id })).toEqual(named)
    expect(await about({ created_by_ref: theirs.id })).toEqual(named)
    expect(await about({ created_by_ref: own.id })).toEqual(stopped('message-needs-second'))
    const later = { ...site, name: 'A site', modified: '2026-10-01T11:00:00.000Z' }
    expect(await rulesOf(draftOf(advisory, [later]))).toEqual(named)
  })

  test('why a message is taken back asks nothing and ties an advisory to nothing', async () => {
    const { id } = (await send(draftOf(advisory))).summary
    const recall = (reason: string) =>
      agency.call(recallRelease, { params: { id }, body: { reason } })
    for (const [reason, rule] of [
      ['It was about news.example', 'advisory-not-attached'],
      ['Please remove these accounts', 'government-asks-nothing'],
    ] as const)
      await expect(recall(reason)).rejects.toMatchObject({ code: 'refused-by-policy', rule })
    const { items } = await agency.call(listRefusals, { query: { limit: 2 } })
    expect(items.map(({ act, rule }) => [act, rule])).toEqual([
      ['recall', 'government-asks-nothing'],
      ['recall', 'advisory-not-attached'],
    ])
    expect((await recall('It was sent too early')).summary.recalledAt).toEqual(expect.any(String))
    await platform.call(answerRecall, { params: { id }, body: { answer: 'deleted' } })
  })

  test.each(['platform', 'campaign'])(
    'a body of government that answers the recall of a %s asks for nothing either',
    async (kind) => {
      const holder = kind === 'platform' ? platform : campaign
      const { summary } = await send(draftOf(undefined), holder)
      const { id } = summary
      await holder.call(recallRelease, { params: { id }, body: { reason: 'Too early' } })
      const answer = (note: string) =>
        agency.call(answerRecall, { params: { id }, body: { answer: 'kept', note } })
      await expect(answer('Please remove these accounts')).rejects.toMatchObject({
        code: 'refused-by-policy',
        rule: 'government-asks-nothing',
      })
      const { items } = await agency.call(listRefusals, { query: { limit: 1 } })
      expect(items[0]).toMatchObject({ act: 'answer', rule: 'government-asks-nothing' })
      expect(await answer('Held as evidence')).toBeDefined()
    },
  )

  test.each<[string, object]>([
    ['a label', { labels: ['please remove these accounts'] }],
    [
      'the description of a source',
      {
        external_references: [{ source_name: 'one', description: 'Please remove these accounts' }],
      },
    ],
    ['a property of its own', { x_note: { more: ['Please re\u200bmove these accounts'] } }],
  ])('an asking word in %s is found as in the text', async (_, more) => {
    expect(await rulesOf(draftOf(MESSAGE, [{ ...note(), ...more }]))).toEqual(
      stopped('government-asks-nothing'),
    )
  })

  test.each<[string, object]>([
    ['called as STIX calls a language', { x_note: { lang: 'news.example' } }],
    ['called as STIX calls a type', { x_note: { type: 'news.example' } }],
  ])('an advisory that names something in a property %s goes to no platform', async (_, more) => {
    expect(await rulesOf(draftOf(advisory, [{ ...note(), ...more }]))).toMatchObject({
      platform: 'advisory-names-nothing',
    })
  })

  test.each([
    ['Take', 'these accounts down'],
    ['these accounts come down', 'We saw accounts that post in step. We ask that'],
  ])('a request that is split over the title %j and a note is found', async (title, content) => {
    const split = { ...draftOf(MESSAGE, [{ ...note(), content }]), title }
    expect(await rulesOf(split)).toEqual(stopped('government-asks-nothing'))
  })

  test('an asking word in the basis or the nexus is found as in the text', async () => {
    const asks = 'We ask that you remove these accounts'
    const message = { ...MESSAGE, nexus: { ...MESSAGE.nexus!, basis: asks } }
    expect(await rulesOf(draftOf(message))).toEqual(stopped('government-asks-nothing'))
    const { ask } = await agency.call(previewRelease, { body: draftOf(message) })
    expect(asks).toContain(ask)
    expect(await agency.call(previewRelease, { body: draftOf(MESSAGE) })).not.toHaveProperty('ask')
  })

  test('nobody learns from the log, its list or its files, when a platform read what it was told', async () => {
    const { id } = (await send(draftOf(MESSAGE))).summary
    const colleague = await stage.join(platform, ['analyst'])
    const { size } = await agency.call(listLog, { query: {} })
    for (const reader of [platform, colleague])
      await reader.call(getReleaseObjects, { params: { id } })
    const list = async (headers: Record<string, string>) => {
      const response = await stage.exchange.app.request('/api/log?limit=500', { headers })
      return (await response.json()) as { size: number; items: { index: number; kind: string }[] }
    }
    for (const headers of [agency.headers, platform.headers, {}]) {
      const { items } = await list(headers)
      const fresh = items.filter(({ index }) => index >= size)
      expect(fresh.map(({ kind }) => kind)).toEqual(['member.acted', 'member.acted'])
    }
    const receipt = await platform.call(getReceipt, { params: { index: size } })
    const key = await (await agency.send('/log/key')).text()
    const { disclosure } = await verifyReceipt(receipt, toVerifiers(key))
    expect(disclosure).toMatchObject({ state: 'open', kind: 'member.acted' })
    expect(JSON.parse((disclosure as { payload: string }).payload)).toMatchObject({
      act: 'release.read',
      release: id,
      member: platform.id,
    })
    await expect(agency.call(getReceipt, { params: { index: size } })).rejects.toMatchObject({
      code: 'not-found',
    })
    const [, covered] = (await (await agency.send('/log/checkpoint')).text()).split('\n')
    const tile = Number(covered) < 256 ? `000.p/${covered}` : '000'
    const entries = await (await stage.exchange.app.request(`/log/tile/entries/${tile}`)).text()
    expect(entries).toContain('"kind":"release.granted"')
    expect(entries).not.toMatch(/release\.read|release\.opened|recall\.answered|signed-in/)
  })

  test('a hub passes what an agency brought first to no platform, by no door, but what is its own', async () => {
    const clear = { ...draftOf(undefined).terms, tlp: 'clear', pap: 'clear' } as const
    const said = note('What the agency knows')
    const place = object('location', { name: 'Ohio', country: 'US' })
    await send({ ...draftOf(undefined, [said, place]), terms: clear })
    const rules = async (objects: object[]) =>
      (
        await hub.call(previewRelease, { body: { ...draftOf(undefined, objects), terms: clear } })
      ).verdicts.map(({ member, rule }) => [member.kind, rule])
    const later = { ...said, modified: '2026-10-01T11:00:00.000Z', content: 'In other words' }
    const relayed = [
      ['agency', 'tlp-clear'],
      ['campaign', 'government-not-relayed'],
      ['platform', 'government-not-relayed'],
    ]
    expect(await rules([said])).toEqual(relayed)
    expect(await rules([later, note()])).toEqual(relayed)
    expect(await rules([note(), place])).toEqual(relayed.map(([kind]) => [kind, 'tlp-clear']))
    const machine = await stage.withKey(hub)
    const response = await machine.send(`/taxii2/exchange/collections/${group}/objects/`, {
      method: 'POST',
      headers: TAXII,
      body: JSON.stringify({ objects: [{ ...later, object_marking_refs: [CLEAR] }] }),
    })
    expect(response.status).toBe(202)
    expect(await response.text()).toContain('(rule government-not-relayed)')
    const read = await (
      await stage.withKey(platform)
    ).send(`/taxii2/exchange/collections/${group}/objects/`, { headers: TAXII })
    expect(await read.text()).not.toContain(said.id)
  })

  test('posted over TAXII, it goes to no platform, and the status and the record say so', async () => {
    const machine = await stage.withKey(agency)
    const post = (objects: object[]) =>
      machine.send(`/taxii2/exchange/collections/${group}/objects/`, {
        method: 'POST',
        headers: TAXII,
        body: JSON.stringify({ objects }),
      })
    const first = note()
    for (const objects of [[first], [first, note()]]) {
      const response = await post(objects)
      expect(response.status).toBe(202)
      const { successes } = (await response.json()) as { successes: { message?: string }[] }
      expect(successes.at(-1)!.message).toContain('not to 2 platforms or campaigns')
      expect(successes.at(-1)!.message).toContain('(rule message-needs-type)')
      const { items } = await agency.call(listRefusals, { query: { limit: 2 } })
      expect(items.map(({ rule }) => rule)).toEqual(['message-needs-type', 'message-needs-type'])
    }
    const read = async (by: Actor) =>
      (await by.send(`/taxii2/exchange/collections/${group}/objects/`, { headers: TAXII })).text()
    expect(await read(await stage.withKey(platform))).not.toContain(first.id)
    expect(await read(await stage.withKey(hub))).toContain(first.id)
  })

  test('a group of government and platforms alone refuses a posting, by its rule', async () => {
    const alone = await stage.found('Two', [agency, platform])
    const machine = await stage.withKey(agency)
    const response = await machine.send(`/taxii2/exchange/collections/${alone}/objects/`, {
      method: 'POST',
      headers: TAXII,
      body: JSON.stringify({ objects: [note()] }),
    })
    expect([response.status, await response.text()]).toEqual([
      403,
      expect.stringContaining('message-needs-type'),
    ])
  })
})
