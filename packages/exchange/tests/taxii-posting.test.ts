/** What machines post: what their markings mean, what fails alone, and how the terms reach whoever polls. */
import { deterministicId, TLP, validate } from '@tocsin/stix'
import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { TERMS_EXTENSION } from '../src/sharing/terms-object.ts'
import { type Actor, openStage, type Stage } from './members-at-work.ts'

type Stix = Record<string, unknown> & { id: string; type: string }
type Status = {
  success_count: number
  failure_count: number
  failures?: { id: string; message: string }[]
}

const TAXII = 'application/taxii+json;version=2.1'

onEachDatabase('What is posted over TAXII', (open) => {
  let database: TestDatabase
  let stage: Stage
  let poster: Actor
  let poller: Actor

  beforeAll(async () => {
    database = await open()
    stage = await openStage(database)
    poster = await stage.withKey(await stage.admit('Platform A', 'platform'))
    poller = await stage.withKey(await stage.admit('Hub', 'hub'))
  })
  afterAll(async () => {
    await stage?.close()
    await database?.close()
  })

  const found = (charter: Parameters<Stage['found']>[2] = { maxTlp: 'amber' }) =>
    stage.found(`Group ${randomUUID()}`, [poster, poller], charter)
  const send = async (group: string, objects: unknown[], by = poster) => {
    const reply = await by.send(`/taxii2/exchange/collections/${group}/objects/`, {
      method: 'POST',
      headers: { accept: TAXII, 'content-type': TAXII },
      body: JSON.stringify({ objects }),
    })
    return { status: reply.status, body: (await reply.json()) as Status & { description?: string } }
  }
  const poll = async (group: string, by = poller): Promise<Stix[]> => {
    const objects: Stix[] = []
    let next = ''
    do {
      const path = `/taxii2/exchange/collections/${group}/objects/?limit=1000${next}`
      const reply = await by.send(path, { headers: { accept: TAXII } })
      const page = (await reply.json()) as { objects?: Stix[]; next?: string }
      objects.push(...(page.objects ?? []))
      next = page.next ? `&next=${page.next}` : ''
    } while (next !== '')
    return objects
  }
  const base = () => ({
    spec_version: '2.1',
    created: '2026-09-01T00:00:00.000Z',
    modified: '2026-09-01T00:00:00.000Z',
  })
  const campaign = (more: object = {}): Stix => ({
    type: 'campaign',
    id: `campaign--${randomUUID()}`,
    ...base(),
    name: 'A campaign',
    ...more,
  })
  const definition = (more: object): Stix => ({
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${randomUUID()}`,
    created: '2026-09-01T00:00:00.000Z',
    ...more,
  })
  const statement = () =>
    definition({ definition_type: 'statement', definition: { statement: 'Copyright, the maker' } })
  const marked = (...ids: string[]) => ({ object_marking_refs: ids })
  const domain = (value: string, more: object = {}): Stix => {
    const object = { type: 'domain-name', spec_version: '2.1', value }
    return { ...object, id: deterministicId(object)!, ...more }
  }
  const termsOf = (objects: Stix[]) =>
    objects.flatMap(
      ({ extensions }) => (extensions as Record<string, object>)?.[TERMS_EXTENSION] ?? [],
    )

  test('a marking that the exchange holds means what it meant the first time, in its envelope or without', async () => {
    const group = await found()
    const mark = statement()
    const objects = Array.from({ length: 3 }, () => campaign(marked(mark.id)))
    for (const envelope of [[mark, objects[0]], [mark, objects[1]], [objects[2]]])
      expect((await send(group, envelope)).body).toMatchObject({ failure_count: 0 })
    expect((await poll(group)).filter(({ type }) => type === 'campaign')).toEqual(objects)
  })

  test('a knowledge base of 1,830 objects in ten envelopes, the definition in each, is taken whole', async () => {
    const group = await found()
    const mark = statement()
    const all = Array.from({ length: 1829 }, (_, i) =>
      campaign({ name: `${i}`, ...marked(mark.id) }),
    )
    let taken = 0
    for (let from = 0; from < all.length; from += 183) {
      const { status, body } = await send(group, [mark, ...all.slice(from, from + 183)])
      expect([status, body.failure_count]).toEqual([202, 0])
      taken += body.success_count
    }
    expect(taken).toBe(1829 + 10)
    const read = await poll(group)
    expect(read.filter(({ type }) => type === 'campaign')).toEqual(all)
    expect(read.filter(({ id }) => id === mark.id)).toEqual([mark])
  })

  test('a marking nobody can read is refused, unless the charter allows it by name or by id', async () => {
    const own = definition({
      name: 'HOUSE-RULES',
      extensions: {
        [`extension-definition--${randomUUID()}`]: {
          extension_type: 'property-extension',
          level: 3,
        },
      },
    })
    expect(
      (await send(await found(), [own, campaign(marked(own.id))])).body.failures,
    ).toMatchObject([{ message: expect.stringContaining('charter-max-tlp') }])
    for (const allowed of ['house-rules', own.id]) {
      const group = await found({ maxTlp: 'amber', markings: [allowed] })
      const { status, body } = await send(group, [own, campaign(marked(own.id))])
      expect([status, body.failure_count]).toEqual([202, 0])
    }
  })

  test('one object that the charter does not carry fails alone, by its rule, and that is recorded', async () => {
    const group = await found()
    const good = [campaign(marked(TLP.green.id)), campaign(marked(TLP.amber.id))]
    const bad = campaign(marked(TLP.red.id))
    const { status, body } = await send(group, [good[0], bad, good[1]])
    expect(status).toBe(202)
    expect(body).toMatchObject({
      success_count: 2,
      failure_count: 1,
      failures: [{ id: bad.id, message: expect.stringContaining('charter-max-tlp') }],
    })
    expect((await poll(group)).filter(({ type }) => type === 'campaign')).toEqual(good)
    const { rows } = { rows: await database.db.selectFrom('refusals').selectAll().execute() }
    expect(rows.filter(({ subject }) => subject.startsWith('posting:')).at(-1)).toMatchObject({
      rule: 'charter-max-tlp',
      by_member: poster.id,
    })
  })

  test('a posting that is refused whole keeps nothing, and can be sent again elsewhere', async () => {
    const red = campaign(marked(TLP.red.id))
    expect((await send(await found(), [red])).status).toBe(403)
    const kept = await database.db
      .selectFrom('objects')
      .select('row')
      .where('stix_id', '=', red.id)
      .execute()
    expect(kept).toEqual([])
    const milder = { ...red, ...marked(TLP.amber.id) }
    expect((await send(await found(), [milder])).body).toMatchObject({ failure_count: 0 })
  })

  test('terms that the objects do not say themselves stand before them; each object keeps its bytes', async () => {
    const group = await found()
    const silent = campaign()
    const green = campaign(marked(TLP.green.id))
    const amber = campaign(marked(TLP.amber.id))
    await send(group, [amber])
    expect(await poll(group)).toEqual([amber])
    await send(group, [silent])
    await send(group, [green, campaign(marked(TLP.amber.id))])
    const [, first, second, third] = await poll(group)
    expect(second).toEqual(silent)
    expect(first).toMatchObject({
      type: 'grouping',
      object_marking_refs: [TLP.amber.id],
      object_refs: [silent.id],
    })
    expect(validate(first).faults.filter(({ level }) => level === 'must')).toEqual([])
    expect(termsOf([first!])).toMatchObject([
      { tlp: 'amber', pap: 'amber', purpose: 'election-security' },
    ])
    expect(third).toMatchObject({ object_refs: [green.id, expect.any(String)] })
  })

  test('an object posted alone can be deleted alone, its terms with it', async () => {
    const group = await found()
    const silent = campaign()
    await send(group, [silent])
    const [terms] = await poll(group)
    const remove = (id: string) =>
      poster.send(`/taxii2/exchange/collections/${group}/objects/${id}/`, {
        method: 'DELETE',
        headers: { accept: TAXII },
      })
    expect((await remove(terms!.id)).status).toBe(403)
    expect((await remove(silent.id)).status).toBe(200)
    expect(await poll(group)).toEqual([])
  })

  test.each([
    [
      'as MISP and OpenCTI name it',
      { name: 'PAP:RED', definition_type: 'PAP', definition: { PAP: 'PAP:RED' } },
    ],
    ['as a statement', { definition_type: 'statement', definition: { statement: 'PAP:RED' } }],
  ])('PAP:RED %s is never fed to machines: the object fails alone', async (_, how) => {
    const group = await found()
    const pap = definition(how)
    const [open, closed] = [campaign(marked(TLP.amber.id)), campaign(marked(TLP.amber.id, pap.id))]
    const { body } = await send(group, [pap, open, closed])
    expect(body.failures).toMatchObject([
      { id: closed.id, message: expect.stringContaining('pap-red-no-feed') },
    ])
  })

  test('an observable given under AMBER is not passed on as CLEAR, by whoever first heard of it so', async () => {
    const [first, second] = [await found(), await found()]
    const value = `${randomUUID()}.example`
    await send(first, [domain(value, marked(TLP.amber.id))])
    const passed = await send(second, [domain(value, marked(TLP.clear.id))], poller)
    expect(passed.body.description).toContain('tlp-observable')
    expect((await send(second, [domain(value, marked(TLP.amber.id))], poller)).status).toBe(202)
  })

  test('whoever saw an observable before it was told of it keeps its own terms', async () => {
    const [first, second] = [await found(), await found()]
    const value = `${randomUUID()}.example`
    await send(first, [domain(value, marked(TLP.clear.id))], poller)
    await send(first, [domain(value, marked(TLP.amber.id))])
    stage.clock.advance(1000)
    const again = domain(value, { ...marked(TLP.clear.id), defanged: false })
    expect((await send(second, [again], poller)).body).toMatchObject({ failure_count: 0 })
  })
})
