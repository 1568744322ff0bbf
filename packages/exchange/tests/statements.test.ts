/** Statements of three parts: each under its own marking and clock, rivals side by side, and corrections of one part. */
import {
  composeStix,
  createRelease,
  getRelease,
  getReleaseObjects,
  listAttributions,
  listReleases,
  previewRelease,
  proposeCorrection,
  recallRelease,
  type Attribution,
  type Composition,
  type CorrectionProposal,
  type PartKind,
  type Release,
  type ReleaseDraft,
  type Tlp,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ATTRIBUTION_EXTENSION } from '../src/sharing/attribution.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

const TERMS = 'extension-definition--b2a79f75-4384-4ece-b56b-88012cfbe01f'
const LATER = '2026-10-05T12:00:00.000Z'
type Stix = { id: string; type: string; [property: string]: unknown }

onEachDatabase('Statements', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let vendor: Actor
  let hub: Actor
  let campaign: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    lab = await stage.admit('Lab', 'researcher')
    vendor = await stage.admit('Vendor', 'researcher')
    hub = await stage.admit('Hub', 'hub')
    campaign = await stage.admit('Platform', 'platform')
    group = await stage.found('Room', [lab, vendor, hub, campaign])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const CLAIM: Attribution = {
    actor: 'A foreign service',
    likelihood: 'very-likely',
    confidence: 'moderate',
    basis: 'The same hosts as in March.',
  }
  const compositionOf = (handles: string[], rest: Partial<Composition> = {}): Composition => ({
    title: 'Accounts that post as one',
    words: 'Seen on Monday.',
    items: handles.map((value, i) => ({ row: i + 1, kind: 'account', platform: 'twitter', value })),
    lookFor: true,
    attribution: CLAIM,
    advice: 'Treat mails that link to them as hostile.',
    ...rest,
  })
  const draftOf = (
    part: ReleaseDraft['part'],
    objects: unknown[],
    tlp: Tlp = 'green',
    named: Actor[] = [],
    asGiven: string[] = [],
  ): ReleaseDraft => ({
    title: 'Accounts that post as one',
    terms: {
      groupId: group,
      tlp,
      pap: tlp === 'clear' ? 'clear' : 'green',
      purpose: 'research',
      basis: 'Agreement',
      ...(named.length > 0 ? { named: named.map(({ id }) => id) } : {}),
    },
    objects,
    composed: { asGiven },
    part,
  })
  const release = async (by: Actor, draft: ReleaseDraft): Promise<Release> => {
    const { digest } = await by.call(previewRelease, { body: draft })
    return by.call(createRelease, { body: { draft, digest } })
  }
  /** Facts and advice to all, the attribution to `named` alone. */
  const releaseAll = async (by: Actor, handles: string[], named: Actor[] = [vendor, hub]) => {
    stage.clock.advance(1000)
    const made = await by.call(composeStix, { body: compositionOf(handles) })
    const { statement } = made
    const facts = await release(by, draftOf({ statement, kind: 'facts' }, made.objects))
    const attribution = await release(
      by,
      draftOf(
        { statement, kind: 'attribution', validUntil: LATER },
        made.attribution!,
        'red',
        named,
      ),
    )
    const advice = await release(by, draftOf({ statement, kind: 'advice' }, made.advice!, 'clear'))
    return {
      statement,
      facts: facts.summary.id,
      attribution: attribution.summary.id,
      advice: advice.summary.id,
    }
  }
  const objectsOf = async (by: Actor, id: string) =>
    (await by.call(getReleaseObjects, { params: { id } })).objects as Stix[]
  const correct = async (by: Actor, id: string, body: CorrectionProposal) => {
    const proposed = await by.call(proposeCorrection, { params: { id }, body })
    const draft = draftOf(proposed.part, proposed.objects, 'green', [], proposed.asGiven)
    return { proposed, draft }
  }

  test('facts, attribution and advice go out under a marking and a clock each, and what is withheld is counted', async () => {
    const ids = await releaseAll(lab, [`a${randomUUID()}`, `b${randomUUID()}`])
    const seen = await vendor.call(getRelease, { params: { id: ids.facts } })
    expect(seen.statement?.parts.map(({ kind, tlp }) => [kind, tlp])).toEqual([
      ['facts', 'green'],
      ['attribution', 'red'],
      ['advice', 'clear'],
    ])
    expect(seen.statement?.parts[1]?.validUntil).toBe(LATER)
    expect(seen.statement?.withheld).toBe(0)
    const less = await campaign.call(getRelease, { params: { id: ids.facts } })
    expect(less.statement?.parts.map(({ kind }) => kind)).toEqual(['facts', 'advice'])
    expect(less.statement?.withheld).toBe(1)
    await expect(
      campaign.call(getRelease, { params: { id: ids.attribution } }),
    ).rejects.toMatchObject({ code: 'not-found' })
    expect(JSON.stringify(less)).not.toContain(ids.attribution)
  })

  test('an attribution travels as STIX: attributed-to, a note with the confidence of its word, and the part in the terms', async () => {
    const ids = await releaseAll(lab, [`c${randomUUID()}`])
    const objects = await objectsOf(vendor, ids.attribution)
    const tie = objects.find(({ type }) => type === 'relationship')!
    expect(tie).toMatchObject({ relationship_type: 'attributed-to', confidence: 50 })
    const note = objects.find(({ type }) => type === 'note')!
    expect(note['confidence']).toBe(50)
    expect((note['extensions'] as Record<string, object>)[ATTRIBUTION_EXTENSION]).toMatchObject({
      ...CLAIM,
      likelihood_percent: [80, 95],
    })
    const terms = objects.find(({ id }) => id === `grouping--${ids.attribution}`)!
    expect((terms['extensions'] as Record<string, object>)[TERMS]).toMatchObject({
      part: { statement: ids.statement, kind: 'attribution', valid_until: LATER },
    })
  })

  test('a sentence that says how likely and how sure is refused, and shown', async () => {
    const mixed = 'This is likely them, with high confidence.'
    const body = compositionOf(['one'], { words: `Seen on Monday. ${mixed}` })
    await expect(lab.call(composeStix, { body })).rejects.toThrow(mixed)
    const made = await lab.call(composeStix, { body: compositionOf(['one']) })
    const note = (made.advice as Stix[]).find(({ type }) => type === 'note')!
    note['content'] = mixed
    const draft = draftOf({ statement: made.statement, kind: 'advice' }, made.advice!)
    await expect(lab.call(previewRelease, { body: draft })).rejects.toThrow(mixed)
  })

  test('more words than are read for mixed sentences are refused, and not read in part', async () => {
    const made = await lab.call(composeStix, { body: compositionOf(['one']) })
    const note = (made.advice as Stix[]).find(({ type }) => type === 'note')!
    note['content'] = 'Words. '.repeat(150_000)
    const draft = draftOf({ statement: made.statement, kind: 'advice' }, made.advice!)
    await expect(lab.call(previewRelease, { body: draft })).rejects.toThrow(/no more than 1000000/)
  })

  test('nobody is given an attribution without the facts it is about', async () => {
    stage.clock.advance(1000)
    const made = await lab.call(composeStix, { body: compositionOf([`d${randomUUID()}`]) })
    const { statement } = made
    const attribution = draftOf({ statement, kind: 'attribution' }, made.attribution!)
    await expect(lab.call(previewRelease, { body: attribution })).rejects.toThrow(
      /the facts to them first/,
    )
    await release(lab, draftOf({ statement, kind: 'facts' }, made.objects, 'green', [vendor]))
    await expect(lab.call(previewRelease, { body: attribution })).rejects.toThrow(
      /^Hub, Platform would/,
    )
    const narrow = draftOf({ statement, kind: 'attribution' }, made.attribution!, 'green', [vendor])
    expect((await release(lab, narrow)).recipients).toHaveLength(1)
  })

  test('nobody adds a part to the statement of another member', async () => {
    const { statement } = await releaseAll(lab, [`e${randomUUID()}`])
    const made = await vendor.call(composeStix, { body: compositionOf(['e']) })
    const draft = draftOf({ statement, kind: 'advice' }, made.advice!)
    await expect(vendor.call(previewRelease, { body: draft })).rejects.toThrow(/no such statement/)
  })

  test('attributions of several members on the same accounts stand side by side, each with its author and basis', async () => {
    const handle = `f${randomUUID()}`
    const first = await releaseAll(lab, [handle])
    const made = await vendor.call(composeStix, {
      body: compositionOf([handle, 'another'], {
        attribution: { ...CLAIM, actor: 'A company', likelihood: 'unlikely', confidence: 'high' },
      }),
    })
    const { statement } = made
    await release(vendor, draftOf({ statement, kind: 'facts' }, made.objects))
    await release(vendor, draftOf({ statement, kind: 'attribution' }, made.attribution!))
    const all = await hub.call(listAttributions, { params: { id: first.facts } })
    expect(all.items.map(({ from, attribution }) => [from.name, attribution.actor])).toEqual([
      ['Vendor', 'A company'],
      ['Lab', 'A foreign service'],
    ])
    expect(all.items.map(({ shared }) => shared)).toEqual([1, 1])
    // The first was for vendor and hub alone.
    const less = await campaign.call(listAttributions, { params: { id: first.facts } })
    expect(less.items.map(({ from }) => from.name)).toEqual(['Vendor'])
    const { recipients } = await lab.call(getRelease, { params: { id: first.attribution } })
    const read = recipients.filter(({ readAt }) => readAt).map(({ member }) => member.name)
    expect(read).toEqual(['Hub'])
  })

  test('a correction of one part tells its readers again, and is counted before it leaves', async () => {
    const handle = `g${randomUUID()}`
    const ids = await releaseAll(lab, [handle, `h${randomUUID()}`])
    await objectsOf(vendor, ids.facts)
    const account = (await objectsOf(lab, ids.facts)).find(
      ({ type, account_login: login }) => type === 'user-account' && login === handle,
    )!
    stage.clock.advance(60_000)
    const { proposed, draft } = await correct(lab, ids.facts, {
      words: 'Seen on Monday, and one of them was not part of it.',
      leaveOut: [account.id],
    })
    expect(proposed.gone).toEqual([account.id])
    const { again, digest } = await lab.call(previewRelease, { body: draft })
    expect(again).toEqual({ told: 1, uncounted: 0, missed: 0 })
    const sent = await lab.call(createRelease, { body: { draft, digest } })
    const { id } = sent.summary
    const mark = async (by: Actor, which: string) =>
      (await by.call(listReleases, { query: { direction: 'in', limit: 50 } })).items.find(
        (one) => one.id === which,
      )?.part
    expect(await mark(vendor, id)).toMatchObject({ corrects: ids.facts, tellsAgain: true })
    expect(await mark(hub, id)).toMatchObject({ corrects: ids.facts, tellsAgain: false })
    expect(await mark(hub, ids.facts)).toMatchObject({ corrected: true, correctedBy: id })
    const note = (await objectsOf(hub, id)).find(({ type }) => type === 'note')!
    const earlier = (await objectsOf(hub, ids.facts)).find(({ type }) => type === 'note')!
    expect(note.id).toBe(earlier.id)
    expect(String(note['modified']) > String(earlier['modified'])).toBe(true)
    expect((await objectsOf(hub, id)).map((one) => one.id)).not.toContain(account.id)
    await expect(lab.call(previewRelease, { body: draft })).rejects.toThrow(/corrected before/)
  })

  test('whoever was not given the correction sees that what it holds was corrected', async () => {
    const ids = await releaseAll(lab, [`i${randomUUID()}`])
    await objectsOf(campaign, ids.advice)
    stage.clock.advance(60_000)
    const { draft } = await correct(lab, ids.advice, { words: 'Do nothing yet.', leaveOut: [] })
    const narrow = { ...draft, terms: { ...draft.terms, named: [vendor.id] } }
    const { again, digest } = await lab.call(previewRelease, { body: narrow })
    expect(again).toEqual({ told: 0, uncounted: 0, missed: 1 })
    await lab.call(createRelease, { body: { draft: narrow, digest } })
    const { summary } = await campaign.call(getRelease, { params: { id: ids.advice } })
    expect(summary.part).toMatchObject({ corrected: true })
    expect(summary.part?.correctedBy).toBeUndefined()
  })

  test('a correction of an attribution keeps its ids, and the first no longer stands among the others', async () => {
    const ids = await releaseAll(lab, [`j${randomUUID()}`])
    stage.clock.advance(60_000)
    const { proposed } = await correct(lab, ids.attribution, {
      words: '',
      leaveOut: [],
      attribution: { ...CLAIM, likelihood: 'unlikely' },
    })
    const draft = draftOf(proposed.part, proposed.objects, 'red', [vendor, hub], proposed.asGiven)
    const sent = await release(lab, draft)
    const { items } = await hub.call(listAttributions, { params: { id: ids.facts } })
    expect(items.map(({ releaseId, attribution }) => [releaseId, attribution.likelihood])).toEqual([
      [sent.summary.id, 'unlikely'],
    ])
  })

  test('of two people who correct the same part at the same instant one corrects it and the other is told', async () => {
    const ids = await releaseAll(lab, [`l${randomUUID()}`])
    stage.clock.advance(60_000)
    const send = async (words: string) => {
      const { draft } = await correct(lab, ids.facts, { words, leaveOut: [] })
      const { digest } = await lab.call(previewRelease, { body: draft })
      return () => lab.call(createRelease, { body: { draft, digest } })
    }
    const first = await send('One says this.')
    stage.clock.advance(1000)
    const second = await send('Another says that.')
    const done = await Promise.allSettled([first(), second()])
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const refused = done.find((one) => one.status === 'rejected')
    expect(String(refused?.reason)).toContain('corrected before')
  })

  test('only the sender corrects, only what stands, and only the same part', async () => {
    const ids = await releaseAll(lab, [`k${randomUUID()}`])
    const body = { words: 'Other words.', leaveOut: [] }
    const byVendor = vendor.call(proposeCorrection, { params: { id: ids.facts }, body })
    await expect(byVendor).rejects.toMatchObject({ code: 'not-found' })
    stage.clock.advance(60_000)
    const { draft } = await correct(lab, ids.facts, body)
    const wrong = { ...draft, part: { ...draft.part!, kind: 'advice' as PartKind } }
    await expect(lab.call(previewRelease, { body: wrong })).rejects.toThrow(
      /no release of this part/,
    )
    await lab.call(recallRelease, { params: { id: ids.facts }, body: { reason: 'Wrong' } })
    await expect(lab.call(previewRelease, { body: draft })).rejects.toThrow(/taken back/)
  })
})
