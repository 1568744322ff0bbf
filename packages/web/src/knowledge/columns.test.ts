import type { TechniqueBrief } from '@tocsin/api'
import { expect, test } from 'vitest'
import { toColumns } from './columns.ts'

const brief = (id: string, tactics: string[], parentId?: string): TechniqueBrief => ({
  id,
  name: id,
  state: 'current',
  tactics,
  ...(parentId === undefined ? {} : { parentId }),
})
const framework = {
  tactics: [
    { shortname: 'plan', name: 'Plan', code: 'TA02' },
    { shortname: 'act', name: 'Act' },
  ],
}
const drawn = (techniques: TechniqueBrief[]) =>
  toColumns(framework, techniques).map(({ key, cells }) => [
    key,
    cells.map(({ technique, subs }) => [technique.id, ...subs.map(({ id }) => id)]),
  ])

test('a sub-technique stands below its technique, and by itself where that is not in the column', () => {
  expect(drawn([brief('a', ['plan']), brief('b', ['plan', 'act'], 'a')])).toEqual([
    ['plan', [['a', 'b']]],
    ['act', [['b']]],
  ])
})

test('what stands in no tactic of the matrix has a column of its own, at the end', () => {
  expect(drawn([brief('a', ['gone']), brief('b', ['act'])])).toEqual([
    ['plan', []],
    ['act', [['b']]],
    ['', [['a']]],
  ])
})
