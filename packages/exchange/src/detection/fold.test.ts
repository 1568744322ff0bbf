import { expect, test } from 'vitest'
import { foldNetworks, type Foldable } from './fold.ts'

const finding = (
  id: string,
  confidence: number | null,
  members: string[],
  run = 'run',
): Foldable => ({
  id,
  run,
  standing: 'stands',
  confidence,
  score: 0.5,
  trace: id === 'fused' ? 'fused' : 'link',
  members,
})

test('the traces of one network fold under the surest of them, other networks stand apart', () => {
  const folded = foldNetworks([
    finding('links', 0.4, ['a', 'b', 'c']),
    finding('fused', 1, ['a', 'b', 'c', 'd']),
    finding('untested', null, ['c', 'd']),
    finding('other', 0.9, ['x', 'y', 'z']),
  ])
  expect(Object.fromEntries(folded)).toEqual({ links: 'fused', untested: 'fused' })
})

test('of equally sure ones that of all traces together leads', () => {
  const folded = foldNetworks([finding('links', 1, ['a', 'b']), finding('fused', 1, ['a', 'b'])])
  expect(Object.fromEntries(folded)).toEqual({ links: 'fused' })
})

test('among many networks of large groups each is found again', () => {
  const accounts = (n: number) => Array.from({ length: 200 }, (_, i) => `account ${n} ${i}`)
  const many = Array.from({ length: 300 }, (_, n) => finding(`find ${n}`, 1, accounts(n)))
  expect(foldNetworks([...many, finding('again', 0.5, accounts(7))])).toEqual(
    new Map([['again', 'find 7']]),
  )
})

test('of two networks that one lies within, the surer takes it', () => {
  const folded = foldNetworks([
    finding('less sure', 0.7, ['b', 'c', 'x', 'y', 'z']),
    finding('surer', 0.9, ['a', 'b', 'c', 'd', 'e']),
    finding('within', 0.5, ['c', 'b']),
  ])
  expect(Object.fromEntries(folded)).toEqual({ within: 'surer' })
})

test('the same accounts in another run, and findings that name nobody, are not folded', () => {
  const folded = foldNetworks([
    finding('one', 1, ['a', 'b', 'c']),
    finding('later', 0.5, ['a', 'b'], 'next run'),
    finding('empty', 0.5, []),
    finding('half', 0.5, ['x', 'y', 'a', 'z', 'w']),
  ])
  expect(folded.size).toBe(0)
})

test('what stands leads what is explained, however sure that is, and what chance would do leads nothing else', () => {
  const folded = foldNetworks([
    { ...finding('explained', 0.9, ['a', 'b', 'c']), standing: 'explained' },
    { ...finding('stands', 0.3, ['a', 'b']), standing: 'stands' },
    { ...finding('chance', 0.95, ['a', 'b']), standing: 'chance' },
  ])
  expect(Object.fromEntries(folded)).toEqual({ explained: 'stands', chance: 'stands' })
})
