/** Saved audiences and templates: a member's own, named once, and never a permission. */
import {
  changeAudience,
  changeTemplate,
  composeStix,
  createRelease,
  dropAudience,
  dropTemplate,
  listAudiences,
  listTemplates,
  previewRelease,
  saveAudience,
  saveTemplate,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

onEachDatabase('Audiences and templates', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let second: Actor
  let hub: Actor
  let other: Actor
  let group: string
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    lab = await stage.admit('Lab', 'researcher')
    second = await stage.join(lab, ['analyst'])
    hub = await stage.admit('Hub', 'hub')
    other = await stage.admit('Platform', 'platform')
    group = await stage.found('Room', [lab, hub, other])
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const listOf = async (by: Actor) => (await by.call(listAudiences, {})).items

  test('an audience is saved by name for everybody of the member, and for nobody else', async () => {
    const body = { name: 'Close ones', groupId: group, named: [hub.id] }
    await lab.call(saveAudience, { body })
    const [one] = await listOf(second)
    expect(one).toMatchObject({ name: 'Close ones', usable: true, names: true, gone: 0 })
    expect(one!.named.map(({ name }) => name)).toEqual(['Hub'])
    expect(await listOf(hub)).toEqual([])
    await expect(lab.call(saveAudience, { body })).rejects.toMatchObject({ code: 'conflict' })
    const dropping = hub.call(dropAudience, { params: { id: one!.id } })
    await expect(dropping).rejects.toMatchObject({ code: 'not-found' })
  })

  test('an audience names only others of a group that the member is in', async () => {
    const elsewhere = await stage.found('Elsewhere', [hub, other])
    const refuse = (groupId: string, named: string[]) =>
      expect(
        lab.call(saveAudience, { body: { name: 'No', groupId, named } }),
      ).rejects.toMatchObject({ code: 'bad-request' })
    await refuse(elsewhere, [])
    await refuse(group, [lab.id])
    const stranger = await stage.admit('Stranger', 'hub')
    await refuse(group, [stranger.id])
  })

  test('an audience is renamed and changed; the later of two changes at once is refused with what differs', async () => {
    const before = { name: 'Often', groupId: group, named: [hub.id] }
    const { id, version } = await lab.call(saveAudience, { body: before })
    await lab.call(saveAudience, { body: { ...before, name: 'Kept' } })
    const change = (by: Actor, from: number, now: object) =>
      by.call(changeAudience, {
        params: { id },
        body: { version: from, draft: { ...before, ...now } },
      })
    const changed = await change(lab, version, { name: 'Mostly', named: [hub.id, other.id] })
    expect(changed).toMatchObject({ id, version: 2, name: 'Mostly', gone: 0 })
    expect(changed.named.map(({ name }) => name)).toEqual(['Hub', 'Platform'])
    await expect(change(second, version, { name: 'Mine' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /differs from yours: it is called “Mostly”; it is Hub, Platform\. Yours was not saved/,
      ),
    })
    await expect(change(lab, 2, { name: 'Kept' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('by this name'),
    })
    await expect(change(lab, 2, { named: [lab.id] })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(change(hub, 2, {})).rejects.toMatchObject({ code: 'not-found' })
    const both = await Promise.allSettled([
      change(lab, 2, { name: 'One' }),
      change(second, 2, { name: 'Two' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await listOf(second)).find((one) => one.id === id)).toMatchObject({ version: 3 })
  })

  test('whoever left the group is counted as gone, and the rules admit it to nothing', async () => {
    const leaver = await stage.admit('Leaver', 'hub')
    const room = await stage.found('Small room', [lab, hub, leaver])
    const body = { name: 'Both', groupId: room, named: [hub.id, leaver.id] }
    await lab.call(saveAudience, { body })
    await database.db
      .deleteFrom('group_members')
      .where('group_id', '=', room)
      .where('member_id', '=', leaver.id)
      .execute()
    const saved = (await listOf(lab)).find(({ name }) => name === 'Both')!
    expect(saved).toMatchObject({ gone: 1 })
    expect(saved.named.map(({ id }) => id)).toEqual([hub.id])
    const made = await lab.call(composeStix, {
      body: { title: 'T', words: 'Words.', items: [], lookFor: false },
    })
    const draft: ReleaseDraft = {
      title: 'T',
      terms: {
        groupId: room,
        tlp: 'red',
        pap: 'red',
        purpose: 'research',
        basis: 'Agreement',
        named: saved.named.map(({ id }) => id),
      },
      objects: made.objects,
      composed: { asGiven: [] },
    }
    const { verdicts, digest } = await lab.call(previewRelease, { body: draft })
    expect(verdicts.filter(({ allow }) => allow).map(({ member }) => member.name)).toEqual(['Hub'])
    const { recipients } = await lab.call(createRelease, { body: { draft, digest } })
    expect(recipients.map(({ member }) => member.name)).toEqual(['Hub'])
  })

  test('of a group that the member has left, or whose charter has ended, an audience is of no use and says why', async () => {
    const room = await stage.found('Left room', [lab, hub])
    const named = { name: 'Left', groupId: room, named: [hub.id] }
    await lab.call(saveAudience, { body: named })
    const find = async () => (await listOf(lab)).find(({ name }) => name === 'Left')
    const groups = () => database.db.updateTable('groups').where('id', '=', room)
    await groups().set({ expires_at: stage.clock.now() }).execute()
    expect(await find()).toMatchObject({ usable: false, closed: 'ended', gone: 0 })
    await expect(
      lab.call(saveAudience, { body: { ...named, name: 'Late' } }),
    ).rejects.toMatchObject({ code: 'bad-request' })
    await groups()
      .set({ expires_at: new Date('2099-01-01T00:00:00.000Z') })
      .execute()
    expect(await find()).toMatchObject({ usable: true })
    await database.db
      .deleteFrom('group_members')
      .where('group_id', '=', room)
      .where('member_id', '=', lab.id)
      .execute()
    expect(await find()).toMatchObject({ usable: false, closed: 'left', named: [], gone: 0 })
  })

  test('a template keeps words and settings, and names no audience once that is deleted', async () => {
    const audience = await lab.call(saveAudience, {
      body: { name: 'Whole room', groupId: group, named: [] },
    })
    const draft = {
      name: 'Weekly list',
      title: 'Accounts of the week',
      words: 'Seen in the last seven days.',
      advice: '',
      lookFor: true,
      audienceId: audience.id,
      tlp: 'green' as const,
    }
    const saved = await lab.call(saveTemplate, { body: draft })
    expect(saved.draft).toEqual(draft)
    await expect(lab.call(saveTemplate, { body: draft })).rejects.toMatchObject({
      code: 'conflict',
    })
    const strange = { ...draft, name: 'Strange', audienceId: hub.id }
    await expect(lab.call(saveTemplate, { body: strange })).rejects.toMatchObject({
      code: 'bad-request',
    })
    await lab.call(dropAudience, { params: { id: audience.id } })
    const [left] = (await second.call(listTemplates, {})).items
    expect(left!.draft.audienceId).toBeUndefined()
    expect((await hub.call(listTemplates, {})).items).toEqual([])
    await second.call(dropTemplate, { params: { id: left!.id } })
    expect((await lab.call(listTemplates, {})).items).toEqual([])
  })

  test('a template keeps authority, purpose and kind of foreign nexus, and no authority that ends before it begins', async () => {
    const authority = {
      text: 'Act, section 4',
      from: '2026-01-01T00:00:00.000Z',
      until: '2027-01-01T00:00:00.000Z',
    }
    const draft = {
      name: 'To platforms',
      title: '',
      words: '',
      advice: '',
      lookFor: true,
      purpose: 'election-security' as const,
      nexus: 'credible-facts' as const,
      authority,
    }
    const saved = await lab.call(saveTemplate, { body: draft })
    expect(saved.draft).toEqual(draft)
    const turned = { ...draft, name: 'Turned', authority: { ...authority, until: authority.from } }
    await expect(lab.call(saveTemplate, { body: turned })).rejects.toMatchObject({
      code: 'bad-request',
      path: '/body/authority/until',
    })
    const change = (version: number, now: object) =>
      second.call(changeTemplate, {
        params: { id: saved.id },
        body: { version, draft: { ...draft, ...now } },
      })
    await expect(change(1, { authority: turned.authority })).rejects.toMatchObject({
      code: 'bad-request',
    })
    await change(1, { authority: undefined, nexus: 'foreign-government' })
    await expect(change(1, {})).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('another authority; another kind of foreign nexus'),
    })
    await second.call(dropTemplate, { params: { id: saved.id } })
  })

  test('a template is renamed and changed; the later of two changes at once is refused with what differs', async () => {
    const draft = { name: 'Daily', title: 'T', words: 'Words.', advice: '', lookFor: true }
    const { id, version } = await lab.call(saveTemplate, { body: draft })
    const change = (by: Actor, from: number, now: object) =>
      by.call(changeTemplate, {
        params: { id },
        body: { version: from, draft: { ...draft, ...now } },
      })
    const first = await change(lab, version, { name: 'Each day', tlp: 'green' })
    expect(first).toMatchObject({ id, version: 2, draft: { name: 'Each day', tlp: 'green' } })
    await expect(change(second, version, { title: 'Mine' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /differs from yours: it is called “Each day”; the title is “T”; another marking\. Yours was not saved/,
      ),
    })
    const both = await Promise.allSettled([
      change(lab, 2, { title: 'One' }),
      change(second, 2, { title: 'Two' }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const { items } = await second.call(listTemplates, {})
    expect(items.find((one) => one.id === id)).toMatchObject({ version: 3 })
  })

  test('a template takes no name that there is and no audience of others, and nobody else changes it', async () => {
    const draft = { name: 'Mine', title: 'T', words: '', advice: '', lookFor: true }
    const { id } = await lab.call(saveTemplate, { body: draft })
    await lab.call(saveTemplate, { body: { ...draft, name: 'Taken' } })
    const change = (by: Actor, now: object) =>
      by.call(changeTemplate, { params: { id }, body: { version: 1, draft: { ...draft, ...now } } })
    await expect(change(lab, { name: 'Taken' })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('by this name'),
    })
    await expect(change(lab, { audienceId: hub.id })).rejects.toMatchObject({ code: 'bad-request' })
    await expect(change(hub, {})).rejects.toMatchObject({ code: 'not-found' })
    expect(await change(lab, {})).toMatchObject({ version: 2 })
  })
})
