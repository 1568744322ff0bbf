import { expect, test } from 'vitest'
import type { ObjectBytes, Page } from '../store.ts'
import { respondPage } from './respond.ts'

const TEXT = '{"id":"a"},{"id":"b"}'
const DATE = '2026-09-01T00:00:00.000000Z'

function pageWithRoom(before: number, after: number): Page<ObjectBytes> & { items: ObjectBytes } {
  const buffer = new TextEncoder().encode('x'.repeat(before) + TEXT + 'x'.repeat(after))
  const items = { buffer, start: before, end: before + TEXT.length }
  return { items, count: 2, first: DATE, last: DATE, next: null }
}

test.each([
  [200, 2],
  [0, 0],
  [200, 1],
  [10, 100],
])('a page with %i octets of room before it and %i after it is one envelope', async (...room) => {
  const page = pageWithRoom(...room)
  const response = respondPage(page, page.items, 'objects', 'token')
  expect(await response.json()).toEqual({
    more: true,
    next: 'token',
    objects: [{ id: 'a' }, { id: 'b' }],
  })
})

test('a body that is still on its way stays as it is when the same page goes out with another head', async () => {
  const page = pageWithRoom(200, 10)
  const first = respondPage(page, page.items, 'objects', 'token')
  const second = respondPage(page, page.items, 'objects', null)
  expect(await first.json()).toMatchObject({ more: true, next: 'token' })
  expect(await second.json()).toEqual({ more: false, objects: [{ id: 'a' }, { id: 'b' }] })
})
