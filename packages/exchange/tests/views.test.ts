/** Saved views: a person's own, or shared with their member; never a way to see more. And the filters that they keep. */
import {
  createRelease,
  dropView,
  renameView,
  listNotices,
  listReleases,
  listViews,
  previewRelease,
  saveView,
  VIEWS_KEPT,
  type ReleaseDraft,
} from '@tocsin/api'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { asMember } from '../src/db/as-member.ts'
import { type Actor, openStage, START, type Stage } from './members-at-work.ts'

onEachDatabase('Saved views', (open) => {
  let database: TestDatabase
  let stage: Stage
  let lab: Actor
  let colleague: Actor
  let other: Actor
  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    lab = await stage.admit('Lab', 'researcher')
    colleague = await stage.join(lab, ['analyst'])
    other = await stage.admit('Other', 'platform')
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const view = (name: string, shared: boolean, search = 'tab=new') => ({
    screen: 'findings' as const,
    name,
    search,
    shared,
  })
  const namesOf = async (by: Actor) => (await by.call(listViews)).items.map(({ name }) => name)

  test('a view is given another name by its person alone, and keeps what it keeps; a name that is given already is refused', async () => {
    const shared = await lab.call(saveView, { body: view('First name', true, 'words=x') })
    await lab.call(saveView, { body: view('Taken', false) })
    const renamed = await lab.call(renameView, {
      params: { id: shared.id },
      body: { name: 'Another name' },
    })
    expect(renamed).toEqual({ ...shared, name: 'Another name' })
    expect((await colleague.call(listViews)).items).toMatchObject([{ name: 'Another name' }])
    const to = (by: Actor, name: string, id = shared.id) =>
      by.call(renameView, { params: { id }, body: { name } })
    await expect(to(lab, 'Taken')).rejects.toMatchObject({ code: 'conflict' })
    for (const by of [colleague, other])
      await expect(to(by, 'Theirs')).rejects.toMatchObject({ code: 'not-found' })
    await expect(to(lab, '')).rejects.toMatchObject({ code: 'bad-request' })
    await expect(to(lab, 'None', randomUUID())).rejects.toMatchObject({ code: 'not-found' })
    // Two at once to one name: one of them has it.
    const { items } = await lab.call(listViews)
    const both = await Promise.allSettled(items.map(({ id }) => to(lab, 'Both', id)))
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    for (const { id } of items) await lab.call(dropView, { params: { id } })
  })

  test('a view is its person’s alone until it is shared, and then the member’s and nobody else’s', async () => {
    await lab.call(saveView, { body: view('Mine', false) })
    const shared = await lab.call(saveView, { body: view('Ours', true, 'words=a%26b') })
    expect(await namesOf(lab)).toEqual(['Mine', 'Ours'])
    const { items } = await colleague.call(listViews)
    expect(items).toMatchObject([{ name: 'Ours', search: 'words=a%26b', by: expect.any(String) }])
    expect(shared.by).toBeUndefined()
    expect(await namesOf(other)).toEqual([])
    const reader = { memberId: other.id }
    const rows = await asMember(database.db, reader, START, (tx) =>
      tx.selectFrom('saved_views').select('name').execute(),
    )
    expect(rows).toEqual([])
    const own = await asMember(database.db, { memberId: lab.id }, START, (tx) =>
      tx.selectFrom('saved_views').select('name').execute(),
    )
    expect(own).toEqual([{ name: 'Ours' }])
  })

  test('a name stands once for a person on a screen, and a view goes by whoever kept it', async () => {
    const again = lab.call(saveView, { body: view('ours', false) })
    await expect(again).rejects.toMatchObject({ code: 'conflict' })
    await colleague.call(saveView, { body: view('Ours', false) })
    const { items } = await lab.call(listViews)
    const ours = items.find(({ name }) => name === 'Ours')!
    for (const by of [colleague, other])
      await expect(by.call(dropView, { params: { id: ours.id } })).rejects.toMatchObject({
        code: 'not-found',
      })
    await lab.call(dropView, { params: { id: ours.id } })
    expect(await namesOf(lab)).toEqual(['Mine'])
  })

  test('what somebody shared who is here no more can be deleted by those who are left', async () => {
    const leaver = await stage.join(lab, ['analyst'])
    const left = await leaver.call(saveView, { body: view('Left behind', true) })
    const drop = () => colleague.call(dropView, { params: { id: left.id } })
    await expect(drop()).rejects.toMatchObject({ code: 'not-found' })
    const gone = { active: false }
    await database.db.updateTable('people').set(gone).where('id', '=', leaver.personId).execute()
    await drop()
    expect(await namesOf(colleague)).not.toContain('Left behind')
  })

  test('a view is an address’s filters and nothing else, and a person keeps so many', async () => {
    for (const search of ['a b', 'x\n', 'é', '<script>\u0000'])
      await expect(lab.call(saveView, { body: view('Odd', false, search) })).rejects.toMatchObject({
        code: 'bad-request',
      })
    const person = await stage.join(lab, ['analyst'])
    const rows = Array.from({ length: VIEWS_KEPT - 1 }, (_, i) => ({
      id: randomUUID(),
      member_id: lab.id,
      person_id: person.personId,
      screen: 'findings',
      name: `View ${i}`,
      search: '',
      shared: false,
      saved_at: START,
    }))
    await database.db.insertInto('saved_views').values(rows).execute()
    const tries = ['One', 'Two'].map((name) => person.call(saveView, { body: view(name, false) }))
    const done = await Promise.allSettled(tries)
    expect(done.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    const machine = await stage.withKey(lab)
    await expect(machine.call(listViews)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('what was received is filtered by words of its title or its sender, page by page', async () => {
    const group = await stage.found('Circle', [lab, other])
    const release = async (title: string) => {
      const note = {
        type: 'note',
        spec_version: '2.1',
        id: `note--${randomUUID()}`,
        created: START.toISOString(),
        modified: START.toISOString(),
        content: title,
        object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
      }
      const terms = { groupId: group, tlp: 'green', pap: 'green', purpose: 'platform-integrity' }
      const body = { title, terms: { ...terms, basis: 'Charter' }, objects: [note] } as ReleaseDraft
      const { digest } = await lab.call(previewRelease, { body })
      await lab.call(createRelease, { body: { draft: body, digest } })
    }
    for (const title of ['Polls 1', 'Ballots', 'Polls 2', 'Polls 3']) await release(title)
    const list = (words: string, after?: string) =>
      other.call(listReleases, {
        query: { direction: 'in', words, limit: 2, ...(after ? { after } : {}) },
      })
    const first = await list('polls lab')
    expect(first.items.map(({ title }) => title)).toEqual(['Polls 3', 'Polls 2'])
    const rest = await list('polls lab', first.next)
    expect(rest.items.map(({ title }) => title)).toEqual(['Polls 1'])
    expect((await list('% ')).items).toEqual([])
    const none = await other.call(listNotices, { query: { state: 'closed', words: 'polls' } })
    expect(none.items).toEqual([])
  })
})
