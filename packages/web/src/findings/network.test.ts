import { expect, test } from 'vitest'
import { lookOfEdge, lookOfNode } from './network-look.ts'
import { neighboursOf, rankCommunities, toNetwork } from './network.ts'

const member = (account: string) => ({ account, score: 1, degree: 1, posts: 1, matched: 1 })
const edge = (a: number, b: number) => ({
  a,
  b,
  weight: 3,
  objects: 1,
  meanLag: 1,
  first: '',
  last: '',
  q: null,
})
const NETWORK = toNetwork({
  members: [member('a'), member('b'), member('c')],
  edges: [edge(0, 1), edge(1, 2), edge(2, 7), edge(1, 1)],
})

test('edges to members that the document does not hold are left out', () => {
  expect(Array.from(NETWORK.sources)).toEqual([0, 1])
  expect(Array.from(NETWORK.targets)).toEqual([1, 2])
})

test('neighbours are found from either end', () => {
  expect(neighboursOf(NETWORK, 1)).toEqual(new Set([0, 2]))
  expect(neighboursOf(NETWORK, 0)).toEqual(new Set([1]))
})

test('communities are numbered by size, largest first', () => {
  expect(Array.from(rankCommunities([5, 2, 2, 9, 2, 9]))).toEqual([2, 0, 0, 1, 0, 1])
})

test('with an account selected, only it and those it acted with stand out', () => {
  const look = { color: 'red', label: 'x', size: 3 }
  const focus = { selected: '1', neighbours: new Set(['0']) }
  expect(lookOfNode('1', look, focus, 'grey').color).toBe('red')
  expect(lookOfNode('0', look, focus, 'grey').color).toBe('red')
  expect(lookOfNode('2', look, focus, 'grey')).toMatchObject({ color: 'grey', label: null })
  const line = { ...look, place: 0 }
  expect(lookOfEdge(['0', '2'], line, focus)).toMatchObject({ hidden: true })
  expect(lookOfEdge(['0', '1'], line, focus)).not.toHaveProperty('hidden')
  const touched = { members: new Set([0, 1]), edges: new Set([1]) }
  expect(lookOfEdge(['0', '1'], line, { ...focus, touched })).toMatchObject({ hidden: true })
  expect(lookOfEdge(['0', '1'], { ...line, place: 1 }, { ...focus, touched })).not.toHaveProperty(
    'hidden',
  )
  expect(lookOfNode('2', look, { ...focus, selected: undefined, touched }, 'grey').label).toBe(null)
})

test('with none selected, everything looks as it is', () => {
  const look = { color: 'red', label: 'x', size: 3 }
  expect(lookOfNode('2', look, { selected: undefined, neighbours: new Set() }, 'grey')).toBe(look)
})
