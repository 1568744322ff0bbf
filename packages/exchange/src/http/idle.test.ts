import { expect, test } from 'vitest'
import { unlessIdle } from './idle.ts'

async function* said(...parts: (string | undefined)[]) {
  for (const part of parts) {
    if (part === undefined) await new Promise(() => {})
    else yield part
  }
}

test('a body that comes is passed on, and one that stops coming is given up', async () => {
  const heard: string[] = []
  for await (const part of unlessIdle(said('a', 'b'), 1)) heard.push(part)
  expect(heard).toEqual(['a', 'b'])
  await expect(async () => {
    for await (const part of unlessIdle(said('c', undefined), 0.05)) heard.push(part)
  }).rejects.toMatchObject({ code: 'bad-request', message: /nothing more of the body came/ })
  expect(heard).toEqual(['a', 'b', 'c'])
})
