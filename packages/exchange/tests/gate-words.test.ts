/** What the gate reads of a message: advisories name nothing, and nothing is asked, in whichever place it stands. */
import {
  answerRecall,
  listRefusals,
  previewRelease,
  recallRelease,
  type ReleaseDraft,
} from '@tocsin/api'
import { onServer } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { MESSAGE } from './members-at-work.ts'
import { advisory, note, object, openGate, stopped, TIME, type Gate } from './gate-room.ts'

onServer('What the gate reads', (open) => {
  let gate: Gate
  beforeAll(async () => {
    gate = await openGate(await open())
  })
  afterAll(() => gate?.close())

  test.each<[string, () => Partial<ReleaseDraft>]>([
    ['its title', () => ({ title: 'About news.example' })],
    [
      'its basis',
      () => ({ terms: { ...gate.draftOf(undefined).terms, basis: 'Agreement, see @desk' } }),
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
    const { draftOf, rulesOf } = gate
    const draft = { ...draftOf(advisory), ...changes() }
    expect(await rulesOf(draft)).toMatchObject({
      platform: 'advisory-names-nothing',
      campaign: 'advisory-names-nothing',
    })
  })

  test('an advisory stays general: no later message speaks of it, and it speaks of none', async () => {
    const { draftOf, rulesOf, send } = gate
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
    const { platform, draftOf, rulesOf, send } = gate
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
    const { agency, platform, draftOf, send } = gate
    const { id } = (await send(draftOf(advisory))).summary
    const recall = (reason: string) =>
      agency.call(recallRelease, { params: { id }, body: { reason } })
    for (const [reason, rule] of [
      ['It was about news.example', 'advisory-not-attached'],
      ['Please remove these accounts', 'government-asks-nothing'],
    ] as const)
      await expect(recall(reason)).rejects.toMatchObject({ code: 'refused-by-policy', rule })
    await expect(recall('It was not meant for your users')).rejects.toMatchObject({
      message: expect.stringContaining('Taken for a request: “your”'),
    })
    const { items } = await agency.call(listRefusals, { query: { limit: 3 } })
    expect(items.slice(1).map(({ act, rule }) => [act, rule])).toEqual([
      ['recall', 'government-asks-nothing'],
      ['recall', 'advisory-not-attached'],
    ])
    expect((await recall('It was sent too early')).summary.recalledAt).toEqual(expect.any(String))
    await platform.call(answerRecall, { params: { id }, body: { answer: 'deleted' } })
  })

  test.each(['platform', 'campaign'])(
    'a body of government that answers the recall of a %s asks for nothing either',
    async (kind) => {
      const { agency, platform, campaign, draftOf, send } = gate
      const holder = kind === 'platform' ? platform : campaign
      const { summary } = await send(draftOf(undefined), holder)
      const { id } = summary
      await holder.call(recallRelease, { params: { id }, body: { reason: 'Too early' } })
      const answer = (note: string) =>
        agency.call(answerRecall, { params: { id }, body: { answer: 'kept', note } })
      await expect(answer('Please remove these accounts')).rejects.toMatchObject({
        code: 'refused-by-policy',
        rule: 'government-asks-nothing',
        // By its words, so that it can be put in others.
        message: expect.stringMatching(/Taken for a request: “.+”/),
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
    const { draftOf, rulesOf } = gate
    expect(await rulesOf(draftOf(MESSAGE, [{ ...note(), ...more }]))).toEqual(
      stopped('government-asks-nothing'),
    )
  })

  test.each<[string, object]>([
    ['called as STIX calls a language', { x_note: { lang: 'news.example' } }],
    ['called as STIX calls a type', { x_note: { type: 'news.example' } }],
  ])('an advisory that names something in a property %s goes to no platform', async (_, more) => {
    const { draftOf, rulesOf } = gate
    expect(await rulesOf(draftOf(advisory, [{ ...note(), ...more }]))).toMatchObject({
      platform: 'advisory-names-nothing',
    })
  })

  test.each([
    ['Take', 'these accounts down'],
    ['these accounts come down', 'We saw accounts that post in step. We ask that'],
  ])('a request that is split over the title %j and a note is found', async (title, content) => {
    const { draftOf, rulesOf } = gate
    const split = { ...draftOf(MESSAGE, [{ ...note(), content }]), title }
    expect(await rulesOf(split)).toEqual(stopped('government-asks-nothing'))
  })

  test('an asking word in the basis or the nexus is found as in the text', async () => {
    const { agency, draftOf, rulesOf } = gate
    const asks = 'We ask that you remove these accounts'
    const message = { ...MESSAGE, nexus: { ...MESSAGE.nexus!, basis: asks } }
    expect(await rulesOf(draftOf(message))).toEqual(stopped('government-asks-nothing'))
    const { ask } = await agency.call(previewRelease, { body: draftOf(message) })
    expect(asks).toContain(ask)
    expect(await agency.call(previewRelease, { body: draftOf(MESSAGE) })).not.toHaveProperty('ask')
  })
})
