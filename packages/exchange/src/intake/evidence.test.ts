import { expect, test } from 'vitest'
import { takeFile } from './evidence.ts'

const fileOf = (text: string) => ({
  name: 'evidence.txt',
  content: Buffer.from(text).toString('base64'),
})
const HOME = 'Come to 12 Elm Street, Springfield, IL 62701 tonight.'
const QUIET = 'The page was slow this morning and people could not see it. '

test('a file that holds an address of a home is kept as its hash alone, wherever the address stands', async () => {
  for (const before of [0, 3_570, 3_980, 40_000]) {
    const text = QUIET.repeat(1000).slice(0, before) + `\n${HOME}`
    const { state, content } = await takeFile(fileOf(text), 0)
    expect([before, state, content]).toEqual([before, 'withheld', null])
  }
  expect(await takeFile(fileOf(QUIET.repeat(100)), 0)).toMatchObject({ state: 'kept' })
})

test('other work goes on while a long file is searched', async () => {
  let turns = 0
  const timer = setInterval(() => void turns++, 1)
  await takeFile(fileOf('Anna Maria Berg of the North Main Street '.repeat(1000)), 0)
  clearInterval(timer)
  expect(turns).toBeGreaterThan(3)
})
