import { ACT_KINDS } from '@tocsin/api'
import { expect, test } from 'vitest'
import { PUBLIC_WORDS } from './words.ts'

test.each(Object.entries(PUBLIC_WORDS))(
  'the log has words for every kind of act, in %s',
  (_, words) => {
    expect(Object.keys(words.acts).toSorted()).toEqual([...ACT_KINDS].toSorted())
  },
)
