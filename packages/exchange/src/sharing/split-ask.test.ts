import { expect, test } from 'vitest'
import { readSentences } from '../../bench/asking-sentences.ts'
import { findAsk } from './ask.ts'
import { findSplitAsk } from './split-ask.ts'

const toPieces = (words: readonly string[], isNew = (at: number) => at === words.length - 1) =>
  words.map((one, at) => ({ where: `line ${at + 1}`, words: one, isNew: isNew(at) }))

test.each([
  [['We ask', 'that the page be closed']],
  [['Take', 'these accounts down']],
  [['The accounts in the list', 'ought to', 'come down']],
  [['We saw accounts in step. Take', 'How offices are told', 'the page down']],
  [['Rem', 'ove these accounts today']],
  [['What was seen this week', 'We ask', 'that the page be closed']],
])('a request that is split over several places of a meeting is found: %j', (words) => {
  expect(words.map((one) => findAsk(one, []))).toEqual(words.map(() => undefined))
  expect(findSplitAsk(toPieces(words))).toMatchObject({ to: `line ${words.length}` })
})

test('both places are named, and of what stood there before alone nothing is said', () => {
  const words = ['Opening', 'Take', 'How offices are told', 'these accounts down']
  expect(findSplitAsk(toPieces(words))).toMatchObject({ from: 'line 2', to: 'line 4' })
  expect(findSplitAsk(toPieces(words, (at) => at === 1))).toMatchObject({ from: 'line 2' })
  expect(findSplitAsk(toPieces(words, (at) => at === 2))).toBeUndefined()
})

test('lines that inform and stand beside each other are seldom taken for a request', () => {
  for (const set of ['first', 'second'] as const) {
    const { plain, hard } = readSentences(set)
    const informs = [...plain, ...hard].filter((text) => findAsk(text, []) === undefined)
    // As a title or a line of an agenda is written: with no mark of its end.
    const lines = informs.map((text) => text.replace(/[.!?]+$/, ''))
    const pairs = lines.slice(1).map((line, i) => [lines[i]!, line])
    const found = pairs.filter((pair) => findSplitAsk(toPieces(pair)) !== undefined)
    expect(found.length).toBeLessThanOrEqual(0.03 * pairs.length)
    const ended = informs.slice(1).map((line, i) => [informs[i]!, line])
    expect(ended.filter((pair) => findSplitAsk(toPieces(pair)) !== undefined)).toEqual([])
  }
})
