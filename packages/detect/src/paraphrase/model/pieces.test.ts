import { array, assert, constantFrom, integer, property, record } from 'fast-check'
import { describe, expect, test } from 'vitest'
import { vocabulary } from '../../../tests/sentence-model.ts'
import { readPieces, segment } from './pieces.ts'

const RESERVED = ['<unk>', '<s>', '</s>'].map((piece) => ({ piece, score: 0 }))
const letters = constantFrom('a', 'b', '\u2581')
const word = array(letters, { minLength: 1, maxLength: 3 }).map((some) => some.join(''))

describe('pieces of a text', () => {
  test('are the likeliest of all ways to cut it', () => {
    const pieces = array(record({ piece: word, score: integer({ min: -40, max: -1 }) }), {
      minLength: 1,
      maxLength: 8,
    })
    assert(
      property(pieces, array(constantFrom('a', 'b', ' '), { maxLength: 9 }), (given, typed) => {
        const known = [...new Map(given.map((one) => [one.piece, one])).values()]
        const read = readPieces(vocabulary([...RESERVED, ...known]))
        const numbers = segment(read, typed.join('')).slice(1, -1)
        const text = typed.join('').trim().replace(/ +/g, ' ')
        if (text === '') {
          expect(numbers).toEqual([0])
          return
        }
        const scoreOf = (number: number) =>
          number === 0 ? read.unknownScore : read.scores[number]!
        const total = numbers.reduce((sum, number) => sum + scoreOf(number), 0)
        const marked = `\u2581${text.replaceAll(' ', '\u2581')}`
        expect(total).toBeCloseTo(best(marked, known, read.unknownScore), 4)
      }),
    )
  })

  test('do not differ by the form of a character, or by what nobody sees', () => {
    const read = readPieces(
      vocabulary([...RESERVED, { piece: '\u2581é', score: -1 }, { piece: 'a', score: -1 }]),
    )
    const plain = segment(read, 'éa')
    for (const text of ['e\u0301a', '  éa ', 'é\u200Ba', '\uFFFDéa', '\u0007éａ'])
      expect(segment(read, text)).toEqual(plain)
  })
})

/** The highest sum of scores of any way to cut `text`. */
function best(
  text: string,
  known: readonly { piece: string; score: number }[],
  unknown: number,
): number {
  if (text === '') return 0
  const starts = known.filter(({ piece }) => text.startsWith(piece))
  const ways = starts.map(
    ({ piece, score }) => score + best(text.slice(piece.length), known, unknown),
  )
  if (!starts.some(({ piece }) => piece.length === 1))
    ways.push(unknown + best(text.slice(1), known, unknown))
  return Math.max(...ways)
}
