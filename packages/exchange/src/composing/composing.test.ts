import {
  addToGroup,
  checkComposed,
  composeStix,
  createComposeDraft,
  createGroup,
  createRelease,
  dropComposeDraft,
  getComposeDraft,
  getReleaseObjects,
  importContacts,
  invitePerson,
  listComposeDrafts,
  previewRelease,
  readComposed,
  saveComposeDraft,
  type ComposedReading,
  type Composition,
  type ReleaseDraft,
} from '@tocsin/api'
import { greyPng, greySpots, onServer, startTestExchange, type TestExchange } from '@tocsin/testkit'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { pruneDrafts } from './drafts.ts'

const SENDER = 'analyst@sender.example'
const SECOND = 'second@sender.example'
const AGENCY = 'analyst@agency.example'
const PLATFORM = 'analyst@platform.example'

onServer('composing', (open) => {
  let node: TestExchange
  let groupId: string
  beforeAll(async () => {
    node = await startTestExchange({ database: await open(), pack: 'us' })
    await node.admit({ name: 'Hub', kind: 'hub', email: 'hub@hub.example', roles: ['operator'] })
    const sender = await node.admit({
      name: 'Platform C',
      kind: 'platform',
      email: SENDER,
      roles: ['analyst'],
    })
    const platform = await node.admit({
      name: 'Platform A',
      kind: 'platform',
      email: PLATFORM,
      roles: ['analyst'],
    })
    await node.admit({ name: 'Agency', kind: 'agency', email: AGENCY, roles: ['analyst'] })
    const hub = await node.stage.as('hub@hub.example')
    await hub(invitePerson, {
      params: { id: sender },
      body: { name: 'Second analyst', email: SECOND, roles: ['analyst'] },
    })
    const group = await hub(createGroup, {
      body: {
        name: 'Election room',
        charter: 'Threats to the running of the election.',
        purposes: ['election-security'],
        legalBasis: 'Agreement',
        maxTlp: 'amber',
        expiresAt: '2027-01-01T00:00:00.000Z',
      },
    })
    groupId = group.id
    for (const memberId of [sender, platform])
      await hub(addToGroup, { params: { id: groupId, memberId } })
    await hub(importContacts, {
      body: {
        contacts: [
          {
            jurisdiction: '39049',
            role: 'clerk',
            rank: 0,
            title: 'Clerk',
            email: 'clerk@county.example',
            language: 'en',
          },
        ],
      },
    })
  })
  afterAll(async () => {
    const { database } = node.context
    await node.close()
    await database.close()
  })

  const read = (email: string, text: string | Uint8Array<ArrayBuffer>, query = '') =>
    node.stage.upload(email, readComposed, query, new Blob([text])) as Promise<ComposedReading>
  const compositionOf = ({ items, words }: ComposedReading): Composition => ({
    title: 'A list',
    words,
    items,
    lookFor: true,
  })

  test('2,000 accounts pasted as a list are read, made into STIX and released under the terms, marked as they are', async () => {
    const sender = await node.stage.as(SENDER)
    const lines = Array.from({ length: 2000 }, (_, i) => `@account_${i}`)
    const reading = await read(SENDER, lines.join('\n'), 'platform=twitter')
    expect(reading).toMatchObject({ rows: 2000, unread: [], duplicates: [] })
    const { objects, asGiven } = await sender(composeStix, { body: compositionOf(reading) })
    expect(objects).toHaveLength(2002)
    const draft: ReleaseDraft = {
      title: 'Accounts',
      terms: {
        groupId,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Agreement',
      },
      objects,
      composed: { asGiven },
    }
    const { digest, faults } = await sender(previewRelease, { body: draft })
    expect(faults).toEqual([])
    const release = await sender(createRelease, { body: { draft, digest } })
    const platform = await node.stage.as(PLATFORM)
    const bundle = await platform(getReleaseObjects, { params: { id: release.summary.id } })
    const accounts = (bundle.objects as { type: string; object_marking_refs?: string[] }[]).filter(
      ({ type }) => type === 'user-account',
    )
    expect(accounts).toHaveLength(2000)
    expect(accounts.every(({ object_marking_refs: refs }) => refs?.length === 2)).toBe(true)
  })

  test('what the member was given already is told with its sender and marking, and to nobody else', async () => {
    const { items } = await read(PLATFORM, 'https://x.com/account_7\nhttps://t.me/account_7')
    const platform = await node.stage.as(PLATFORM)
    const found = await platform(checkComposed, { body: { items } })
    expect(found.known).toMatchObject([
      { value: 'account_7', title: 'Accounts', tlp: 'amber', from: { name: 'Platform C' } },
    ])
    expect(found.absent).toHaveLength(3)
    const stranger = await node.admit({
      name: 'Platform B',
      kind: 'platform',
      email: 'b@b.example',
      roles: ['analyst'],
    })
    expect(stranger).toBeTypeOf('string')
    const other = await node.stage.as('b@b.example')
    expect((await other(checkComposed, { body: { items } })).known).toEqual([])
  })

  test('a picture is shared by its hashes, and whoever puts it in again learns that it is here, under whatever name', async () => {
    const picture = Uint8Array.from(greyPng(120, 120, greySpots(120)))
    const reading = await read(SENDER, picture, 'name=poster.png')
    const sender = await node.stage.as(SENDER)
    const { objects, asGiven } = await sender(composeStix, { body: compositionOf(reading) })
    expect(objects).toContainEqual(
      expect.objectContaining({ type: 'file', size: picture.length, mime_type: 'image/png' }),
    )
    const draft: ReleaseDraft = {
      title: 'A poster',
      terms: {
        groupId,
        tlp: 'amber',
        pap: 'amber',
        purpose: 'election-security',
        basis: 'Agreement',
      },
      objects,
      composed: { asGiven },
    }
    const { digest } = await sender(previewRelease, { body: draft })
    await sender(createRelease, { body: { draft, digest } })
    const { items } = await read(PLATFORM, picture, 'name=other.jpg&fileNames=true')
    expect(items[0]?.media?.name).toBe('other.jpg')
    const platform = await node.stage.as(PLATFORM)
    const { known } = await platform(checkComposed, { body: { items } })
    expect(known).toMatchObject([{ title: 'A poster', from: { name: 'Platform C' } }])
  })

  test('mail domains of the own people and of offices are warned of, as far as the member may see them', async () => {
    const { items } = await read(AGENCY, 'someone@agency.example\nother@county.example')
    const body = { items }
    const listsFor = async (email: string) =>
      (await (await node.stage.as(email))(checkComposed, { body })).warnings.map(
        ({ list, values }) => [list, values.length],
      )
    expect(await listsFor(AGENCY)).toEqual([
      ['own-mail', 1],
      ['own-mail', 1],
      ['reserved-names', 2],
    ])
    expect(await listsFor(PLATFORM)).toEqual([['reserved-names', 2]])
  })

  test('a draft is opened by a second person, and the later of two saves is refused with what changed', async () => {
    const [first, second] = [await node.stage.as(SENDER), await node.stage.as(SECOND)]
    const composition = compositionOf(await read(SENDER, 'votes.com\nother.com'))
    const { summary } = await first(createComposeDraft, { body: composition })
    const params = { id: summary.id }
    expect(await second(getComposeDraft, { params })).toMatchObject({
      composition,
      summary: { version: 1, items: 2 },
    })
    const mine = { ...composition, items: composition.items.slice(0, 1), title: 'Fewer' }
    const saved = await second(saveComposeDraft, {
      params,
      body: { version: 1, composition: mine },
    })
    expect(saved.summary).toMatchObject({ version: 2, title: 'Fewer', savedBy: 'Second analyst' })
    await expect(
      first(saveComposeDraft, { params, body: { version: 1, composition } }),
    ).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(
        /Second analyst saved.*the title is “Fewer”; 1 fewer \(other\.com\)/,
      ),
    })
    expect((await first(getComposeDraft, { params })).summary.version).toBe(2)
    const platform = await node.stage.as(PLATFORM)
    expect((await platform(listComposeDrafts)).items).toEqual([])
    for (const act of [
      () => platform(getComposeDraft, { params }),
      () => platform(saveComposeDraft, { params, body: { version: 2, composition } }),
      () => platform(dropComposeDraft, { params }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'not-found' })
    expect((await second(listComposeDrafts)).items).toHaveLength(1)
    await second(dropComposeDraft, { params })
    expect((await first(listComposeDrafts)).items).toEqual([])
  })

  test('a draft that nobody saves for thirty days is deleted', async () => {
    const sender = await node.stage.as(SENDER)
    await sender(createComposeDraft, {
      body: { title: 'Old', words: 'Words.', items: [], lookFor: false },
    })
    await pruneDrafts(node.context)
    const { items } = await sender(listComposeDrafts)
    expect(items).toHaveLength(1)
    node.clock.advance(30 * 86_400_000 + 1)
    await pruneDrafts(node.context)
    expect((await sender(listComposeDrafts)).items).toEqual([])
  })
})
