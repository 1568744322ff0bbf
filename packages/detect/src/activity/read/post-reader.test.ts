import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DetectError } from '../../errors.ts'
import type { ColumnMapping } from '../presets/roles.ts'
import { createPostReader } from './post-reader.ts'

const COLUMNS = { account: 'who', time: 'at', text: 'body' }
/** The one post of a line; its fault is thrown. */
const readOne = (line: string, columns?: ColumnMapping) => {
  const { posts, faults } = createPostReader(columns)(line, { line: 7 })
  if (faults[0]) throw faults[0]
  return posts[0]
}
const read = (record: unknown, columns: ColumnMapping = COLUMNS) =>
  readOne(JSON.stringify(record), columns)

test.each([
  [1_700_000_000, 1_700_000_000],
  [1_700_000_000_500, 1_700_000_000.5],
  ['2023-11-14T22:13:20Z', 1_700_000_000],
  ['2023-11-14 22:13:20', 1_700_000_000],
  ['2023-11-15T00:13:20+02:00', 1_700_000_000],
  ['2023-11-14T22:13:20.250Z', 1_700_000_000.25],
  ['2023-11-14', 1_699_920_000],
])('a time written %s is %d seconds since 1970', (at, seconds) => {
  expect(read({ who: 'a', at, body: 'x' })).toEqual({ account: 'a', time: seconds, text: 'x' })
})

test('fields inside fields are reached by dots, and a known export needs no columns', () => {
  const bluesky = {
    uri: 'at://x/1',
    author: { did: 'did:plc:x' },
    record: { createdAt: '2024-05-01T10:00:00Z', text: 'hello #vote' },
  }
  expect(readOne(JSON.stringify(bluesky))).toMatchObject({
    account: 'did:plc:x',
    content: 'at://x/1',
    text: 'hello #vote',
  })
})

test.each([
  ['a line that is no JSON', '{"who":', 'MALFORMED'],
  ['a list', '[1]', 'MALFORMED'],
  ['no account', '{"at":1}', 'NULL_VALUE'],
  ['no time', '{"who":"a"}', 'NULL_VALUE'],
  ['a time in words', '{"who":"a","at":"yesterday"}', 'BAD_TIME'],
  ['a time before 1970', '{"who":"a","at":-5}', 'TIME_OUT_OF_RANGE'],
  ['a name without end', `{"who":"${'a'.repeat(3000)}","at":1}`, 'MALFORMED'],
])('%s is refused with its line', (_, line, code) => {
  try {
    readOne(line, COLUMNS)
    expect.unreachable()
  } catch (error) {
    expect(error).toBeInstanceOf(DetectError)
    expect(error).toMatchObject({ code, place: { line: 7 } })
  }
})

test('any line gives a post or a coded error', () => {
  const reader = createPostReader(COLUMNS)
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (line) => {
      try {
        for (const { account } of reader(line, {}).posts) expect(account).not.toBe('')
      } catch (error) {
        expect(error).toBeInstanceOf(DetectError)
      }
    }),
  )
})
