import { expect, test } from 'vitest'
import { readApart, type Order } from './apart.ts'

test('mails that anybody may send wait among themselves, and keep nobody of a page waiting', async () => {
  const order: Order = {
    looked: { words: 'https://a.example/' },
    own: [],
    resolvers: undefined,
    now: 0,
  }
  const mails = [readApart(order, 'mail'), readApart(order, 'mail')]
  const both = Promise.all(mails).then(() => 'mails')
  expect(await Promise.race([readApart(order).then(() => 'page'), both])).toBe('page')
  expect(await both).toBe('mails')
})
