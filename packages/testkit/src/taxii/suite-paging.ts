import { setImmediate } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ask, post, type TaxiiHarness, walk } from './harness.ts'
import { testCampaign, testIndicator, type TestObject } from './objects.ts'

const range = (from: number, to: number): TestObject[] =>
  Array.from({ length: to - from }, (_, i) => testIndicator(from + i))
const idsOf = (objects: TestObject[]): string[] => objects.map(({ id }) => id)

export function testPaging(harness: () => TaxiiHarness): void {
  const filled = async (count: number): Promise<string> => {
    const id = await harness().collection()
    for (let from = 0; from < count; from += 100)
      await post(harness(), id, range(from, Math.min(count, from + 100)))
    return id
  }

  test('following next returns every object once, in order', async () => {
    const id = await filled(25)
    const { objects, pages } = await walk(harness(), `collections/${id}/objects/`, { limit: '7' })
    expect(objects).toEqual(range(0, 25))
    expect(pages.map((page) => page.json.objects.length)).toEqual([7, 7, 7, 4])
  })

  test('more is true exactly where next is given', async () => {
    const id = await filled(4)
    for (const [limit, more] of [
      [3, true],
      [4, false],
      [5, false],
    ] as const) {
      const { json } = await ask(harness(), `collections/${id}/objects/?limit=${limit}`)
      expect(json.more).toBe(more)
      expect('next' in json).toBe(more)
    }
  })

  test('without a limit a page never holds a whole large collection', async () => {
    const id = await filled(130)
    const { json } = await ask(harness(), `collections/${id}/objects/`)
    expect(json.objects).toHaveLength(100)
    expect(json.more).toBe(true)
  })

  test('a limit larger than the server grants is lowered', async () => {
    const id = await filled(3)
    const { json } = await ask(harness(), `collections/${id}/objects/?limit=99999999999999999999`)
    expect(json.objects).toHaveLength(3)
  })

  test('asking for the same next again gives the same page, though others add and revise meanwhile', async () => {
    const id = await filled(9)
    const first = await ask(harness(), `collections/${id}/objects/?limit=3`)
    const path = `collections/${id}/objects/?limit=3&next=${first.json.next}`
    const once = await ask(harness(), path)
    await post(harness(), id, [testIndicator(4, 500), testIndicator(100)])
    const again = await ask(harness(), path)
    expect(again.text).toBe(once.text)
    expect(once.json.objects).toEqual(range(3, 6))
  })

  test('next carries its filters: fewer are fine, one that differs is refused with 400', async () => {
    const id = await filled(5)
    const path = `collections/${id}/objects/`
    const added = '2026-01-01T00:00:00.000Z'
    const filters = `added_after=${added}&match[type]=indicator,campaign`
    const { json } = await ask(harness(), `${path}?limit=2&${filters}`)
    for (const query of [
      '&match[type]=campaign',
      '&match[type]=indicator,campaign&match[version]=all',
      '&added_after=2025-12-31T00:00:00.000Z',
      `&match[id]=${testIndicator(3).id}`,
      '&match[spec_version]=2.1',
    ])
      expect((await ask(harness(), `${path}?next=${json.next}${query}`)).status, query).toBe(400)
    for (const query of ['', '&match[type]=campaign,indicator', `&added_after=${added}`]) {
      const rest = await ask(harness(), `${path}?next=${json.next}&limit=2${query}`)
      expect(rest.json.objects).toEqual(range(2, 4))
    }
  })

  test('a next that is left over from before begins anew where a later added_after stands beside it', async () => {
    const id = await filled(5)
    const path = `collections/${id}/objects/`
    const early = 'added_after=2026-01-01T00:00:00.000Z&match[type]=indicator'
    const { json } = await ask(harness(), `${path}?limit=2&${early}`)
    const all = await ask(harness(), `${path}?limit=5`)
    const last = all.headers.get('x-taxii-date-added-last')
    await post(harness(), id, [testIndicator(7), testCampaign(7), testIndicator(8)])
    const path2 = `${path}?limit=1&next=${json.next}&added_after=${last}`
    const second = await ask(harness(), path2)
    expect(second.json).toMatchObject({ more: true, objects: [testIndicator(7)] })
    const third = await ask(harness(), `${path}?limit=1&next=${second.json.next}`)
    expect(third.json).toEqual({ more: false, objects: [testIndicator(8)] })
  })

  test('a page after a filtered one is filtered alike, whether the filters are repeated or not', async () => {
    const id = await harness().collection()
    await post(
      harness(),
      id,
      [1, 2, 3, 4].flatMap((n) => [testIndicator(n), testCampaign(n)]),
    )
    const path = `collections/${id}/objects/`
    const first = await ask(harness(), `${path}?limit=2&match[type]=campaign`)
    const second = await ask(harness(), `${path}?limit=1&next=${first.json.next}`)
    const third = await ask(harness(), `${path}?limit=5&next=${second.json.next}`)
    expect(third.json).toEqual({ more: false, objects: [testCampaign(4)] })
  })

  test('filters too long for an address are not carried, and must be repeated', async () => {
    const id = await filled(5)
    const path = `collections/${id}/objects/`
    const ids = `match[id]=${Array.from({ length: 40 }, (_, n) => testIndicator(n).id).join()}`
    const { json } = await ask(harness(), `${path}?limit=2&${ids}`)
    expect((await ask(harness(), `${path}?limit=2&next=${json.next}`)).status).toBe(400)
    const rest = await ask(harness(), `${path}?limit=2&next=${json.next}&${ids}`)
    expect(rest.json.objects).toEqual(range(2, 4))
  })

  test('next of one endpoint or member is refused for another', async () => {
    const id = await filled(5)
    const { json } = await ask(harness(), `collections/${id}/objects/?limit=2`)
    const query = `?limit=2&next=${json.next}`
    expect((await ask(harness(), `collections/${id}/manifest/${query}`)).status).toBe(400)
    expect((await ask(harness(), `collections/${id}/objects/${query}`, { as: 'b' })).status).toBe(
      400,
    )
  })

  test('a connector that takes the next of one collection to the one after reads all of each, by the same filters', async () => {
    const [one, other] = [await filled(5), await filled(7)]
    const page = (id: string, query: string) =>
      ask(harness(), `collections/${id}/objects/?limit=2${query}`)
    const type = '&match[type]=indicator'
    const last = (await page(one, `${type}&next=${(await page(one, type)).json.next}`)).json.next
    const seen: string[] = []
    for (let next = last, more = true; more;) {
      const { status, json } = await page(other, `&next=${next}`)
      expect(status).toBe(200)
      seen.push(...idsOf(json.objects))
      ;({ next, more } = json)
    }
    expect(seen).toEqual(idsOf(range(0, 7)))
    expect((await page(other, `&next=${last}&match[type]=malware`)).status).toBe(400)
  })

  test('a thousand objects with one date added are paged without loss', async ({ skip }) => {
    skip(!harness().oneInstant, 'this store never gives two objects one date')
    const date_added = '2026-09-01T00:00:00.000000Z'
    const objects = range(0, 1000).map((object) => ({ object, date_added }))
    const id = await harness().collection({ objects })
    const path = `collections/${id}/objects/`
    const { objects: seen } = await walk(harness(), path, { limit: '90' })
    expect(idsOf(seen)).toEqual(idsOf(range(0, 1000)))
    const manifest = await walk(harness(), `collections/${id}/manifest/`, { limit: '300' })
    expect(manifest.objects).toHaveLength(1000)
  })

  test('manifest and versions are paged too', async () => {
    const id = await harness().collection()
    for (let version = 0; version < 5; version++)
      await post(harness(), id, [testIndicator(1, version)])
    const manifest = await walk(harness(), `collections/${id}/manifest/`, {
      limit: '2',
      'match[version]': 'all',
    })
    expect(manifest.pages).toHaveLength(3)
    const path = `collections/${id}/objects/${testIndicator(1).id}/versions/`
    const one = await ask(harness(), `${path}?limit=3`)
    const two = await ask(harness(), `${path}?limit=3&next=${one.json.next}`)
    const versions = [...one.json.versions, ...two.json.versions]
    expect(versions).toEqual([0, 1, 2, 3, 4].map((v) => testIndicator(1, v)['modified']))
  })

  test('a poller that follows added_after while others write loses nothing and sees nothing twice', async () => {
    const id = await harness().collection()
    const path = `collections/${id}/objects/`
    const seen: string[] = []
    let after = '1970-01-01T00:00:00.000000Z'
    const writing = { now: true }
    const writers = [0, 1, 2].map(async (writer) => {
      for (let round = 0; round < 8; round++) {
        const from = (writer * 8 + round) * 20
        await post(harness(), id, range(from, from + 20), writer % 2 ? 'b' : 'a')
      }
    })
    const poll = async (): Promise<boolean> => {
      const page = await ask(harness(), `${path}?limit=33&added_after=${after}`)
      seen.push(...idsOf(page.json.objects ?? []))
      after = page.headers.get('x-taxii-date-added-last') ?? after
      return page.json.more === true
    }
    const poller = (async () => {
      for (;;) {
        const last = !writing.now
        const more = await poll()
        if (last && !more) return
        // In memory no answer waits for anything: a poller that never rests would leave the writers no turn.
        await setImmediate()
      }
    })()
    await Promise.all(writers)
    writing.now = false
    await poller
    expect(seen.length).toBe(480)
    expect(new Set(seen)).toEqual(new Set(idsOf(range(0, 480))))
  })
}
