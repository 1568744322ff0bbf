import { expect, test } from 'vitest'
import { readHashList } from './hash-list.ts'
import { formatHash256 } from './hash256.ts'

const A = 'a'.repeat(64)
const B = '0123456789abcdef'.repeat(4)

const read = (text: string) => {
  const { hashes, faults } = readHashList(text, 'list')
  return {
    hashes: hashes.map(({ hash, note, line }) => [formatHash256(hash), note, line]),
    faults,
  }
}

test('hashes one a line, in capitals or small letters, with empty lines and remarks', () => {
  expect(read(`# ours\n${A}\n\n${B.toUpperCase()}\r\n`)).toEqual({
    hashes: [
      [A, '', 2],
      [B, '', 4],
    ],
    faults: [],
  })
})

test('a table with a heading, whose other kinds of hashes are left out by line', () => {
  const table = `Type,Indicator,Tags\nHASH_PDQ,${A},rumour\nHASH_MD5,d41d8cd98f00b204e9800998ecf8427e,\nhash_pdq,short,x`
  expect(read(table)).toEqual({
    hashes: [[A, 'rumour', 2]],
    faults: [
      { line: 3, reason: 'a hash of the kind HASH_MD5, not PDQ' },
      { line: 4, reason: 'no hash of 64 hexadecimal digits: "short"' },
    ],
  })
})

test('an answer of a hash-sharing system: a list under data, with tags', () => {
  const answer = { data: [{ type: 'HASH_PDQ', indicator: A, tags: ['one', 'two'] }, { id: 7 }] }
  expect(read(JSON.stringify(answer))).toEqual({
    hashes: [[A, 'one two', 1]],
    faults: [{ line: 2, reason: 'no hash in it' }],
  })
})

test('an object a line, and a list of plain hashes', () => {
  expect(read(`{"pdq":"${A}"}\n{"hash":"${B}","name":"poster"}\n`).hashes).toEqual([
    [A, '', 1],
    [B, 'poster', 2],
  ])
  expect(read(JSON.stringify([A, 5])).faults).toEqual([{ line: 2, reason: 'no hash in it' }])
})

test('what is no list is refused with its place', () => {
  expect(() => read('')).toThrow('list: a list without hashes')
  expect(() => read('{"pdq": \n{')).toThrow('list, line 1: no JSON')
  expect(() => read('pdq,"note\n1,2')).toThrow(/list: no CSV/)
})

test('an entry that is no text, no object and no hash is named, whatever it is', () => {
  expect(read(JSON.stringify([null, [A], true, { pdq: { deep: A } }])).faults).toHaveLength(4)
})
