import { expect, test } from 'vitest'
import { ask, type TaxiiHarness, walk } from './harness.ts'
import { testIndicator } from './objects.ts'

export function testVisibility(harness: () => TaxiiHarness): void {
  test('two members polling one collection see different objects, and paging betrays nothing else', async () => {
    const id = await harness().collection()
    for (let n = 0; n < 12; n++)
      await harness().show(id, testIndicator(n), n % 3 === 0 ? ['a', 'b'] : ['a'])
    const path = `collections/${id}/objects/`
    const [a, b] = [
      await walk(harness(), path, { limit: '2' }, 'a'),
      await walk(harness(), path, { limit: '2' }, 'b'),
    ]
    expect(a.objects).toHaveLength(12)
    expect(b.objects).toEqual([0, 3, 6, 9].map((n) => testIndicator(n)))
    expect(b.pages.map((page) => page.json.objects.length)).toEqual([2, 2])
    expect(b.pages[0]!.json.next).toHaveLength(a.pages[4]!.json.next.length)
    const manifest = await ask(harness(), `collections/${id}/manifest/`, { as: 'b' })
    expect(manifest.json.objects).toHaveLength(4)
    expect(manifest.json.more).toBe(false)
  })

  test('an object a member may not see is not there for it, at any endpoint', async () => {
    const id = await harness().collection()
    const hidden = testIndicator(1)
    await harness().show(id, hidden, ['a'])
    const path = `collections/${id}/objects/${hidden.id}/`
    expect((await ask(harness(), path, { as: 'a' })).status).toBe(200)
    for (const rest of ['', 'versions/', '?match[version]=all'])
      expect((await ask(harness(), path + rest, { as: 'b' })).status).toBe(404)
    expect((await ask(harness(), path, { as: 'b', method: 'DELETE' })).status).toBe(404)
    const list = await ask(harness(), `collections/${id}/objects/?match[id]=${hidden.id}`, {
      as: 'b',
    })
    expect(list.text).toBe('{}')
  })

  test('a version hidden from a member does not stand in the way of the last one it may see', async () => {
    const id = await harness().collection()
    await harness().show(id, testIndicator(1), ['a', 'b'])
    await harness().show(id, testIndicator(2), ['a'])
    await harness().show(id, testIndicator(3), ['b', 'a'])
    const { objects } = await walk(harness(), `collections/${id}/objects/`, {}, 'b')
    expect(objects).toEqual([testIndicator(1), testIndicator(3)])
  })
}
