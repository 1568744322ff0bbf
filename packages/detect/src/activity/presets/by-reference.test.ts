import { expect, test } from 'vitest'
import { guessByName } from './by-name.ts'
import { guessByValue } from './by-reference.ts'
import type { ColumnSample } from './by-value.ts'

const sample = (values: readonly string[]): ColumnSample => ({
  values: values.filter((value) => value !== ''),
  filled: values.filter((value) => value !== '').length,
  distinct: new Set(values.filter((value) => value !== '')).size,
})
const rows = (valueOf: (row: number) => string) =>
  sample(Array.from({ length: 100 }, (_, k) => valueOf(k)))

const COLUMNS: Record<string, ColumnSample> = {
  beitrag_id: rows((k) => `p${k}`),
  antwort_parent: rows((k) => (k % 7 === 6 ? `p${k - 3}` : '')),
  orig: rows((k) => (k % 5 === 4 ? `p${k - 4}` : '')),
  bild: rows((k) => (k % 2 ? `https://pics.example/${k % 9}.jpg` : '')),
  made_with: rows((k) => (k % 2 ? 'Twitter for iPhone' : 'Buffer')),
  thread_id: rows((k) => `p${k - (k % 4)}`),
  row_id: rows((k) => `${k}`),
  mood: rows((k) => (k % 3 ? 'calm' : 'glad')),
}
const guess = (columns = COLUMNS) =>
  guessByValue(Object.keys(columns), {}, new Map(Object.entries(columns)))

test('columns of unknown names are known by what stands in them: own ids, ids of other posts, pictures, clients', () => {
  expect(guess()).toEqual({
    content: 'beitrag_id',
    replyTo: 'antwort_parent',
    reshareOf: 'orig',
    media: 'bild',
    client: 'made_with',
  })
})

test('a thread, a number of the row and ids of no post of the file are no reference', () => {
  const { beitrag_id, thread_id, row_id } = COLUMNS as Record<string, ColumnSample>
  const strange = { ...COLUMNS, orig: rows((k) => (k % 5 ? '' : `q${k}`)) }
  expect(guess(strange)).not.toHaveProperty('reshareOf')
  expect(guess({ thread_id: thread_id!, row_id: row_id! })).toEqual({})
  expect(guess({ beitrag_id: beitrag_id! })).toEqual({ content: 'beitrag_id' })
})

test('what a person or a name has said stays as it is', () => {
  const columns = Object.keys(COLUMNS)
  const said = { content: 'row_id', media: 'mood' }
  expect(guessByValue(columns, said, new Map(Object.entries(COLUMNS)))).toMatchObject(said)
})

test('the usual names of ids, reshares, replies, creation times, clients and media are known', () => {
  const columns = [
    'post_id',
    'original_post',
    'in_reply_to',
    'account_created_at',
    'posting_client',
    'image_url',
  ]
  expect(guessByName(columns)).toEqual({
    content: 'post_id',
    reshareOf: 'original_post',
    replyTo: 'in_reply_to',
    accountCreated: 'account_created_at',
    client: 'posting_client',
    media: 'image_url',
  })
})
