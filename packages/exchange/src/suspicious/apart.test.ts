import { expect, test } from 'vitest'
import { readApart, type Order } from './apart.ts'

test('mails that anybody may send wait among themselves, and keep nobody of a page waiting', async () => {
  const order: Order = {
    looked: { words: 'https://a.example/' },
    own: [],
    resolvers: undefined,
    now: 0,
  }
  const mails = Array.from({ length: 21 }, () => readApart(order, 'mail'))
  await expect(readApart(order, 'mail')).rejects.toMatchObject({ code: 'unavailable' })
  const first = await Promise.race([readApart(order).then(() => 'page'), Promise.all(mails)])
  expect(first).toBe('page')
  expect(await Promise.all(mails)).toHaveLength(21)
})
