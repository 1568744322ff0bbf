import { expect, test } from 'vitest'
import { readSentences } from '../../bench/asking-sentences.ts'
import { findAsk } from './ask.ts'
import { findAskAcross, readAcrossAhead } from './ask-across.ts'

const note = (content: string, abstract?: string) => ({
  type: 'note',
  ...(abstract === undefined ? {} : { abstract }),
  content,
})

test.each([
  ['Take', [note('these accounts down')]],
  ['the page be closed', [note('We saw accounts that post in step. We ask that')]],
  ['Accounts in step\nTitle 52\nWe ask', [note('that the page be closed')]],
  [
    'Accounts in step',
    [note('The accounts in the list', 'What was seen.'), note('ought to'), note('come down')],
  ],
  ['Accounts in step', [{ type: 'report', labels: ['Rem', 'ove these accounts today'] }]],
  ['We ask', [{ type: 'indicator', description: 'that the page be closed' }]],
  [
    'Accounts in step',
    [{ type: 'note', x_first: 'We ask', x_second: { x_third: 'that the page be closed' } }],
  ],
])('a request that is split over texts of a release is found: %j', (title, objects) => {
  expect(findAsk(title, objects)).toBeUndefined()
  expect(findAskAcross(title, objects)).toMatch(/read together/)
})

test('both texts are named, and what stands twice is read once', () => {
  const objects = [{ type: 'grouping', name: 'Take' }, note('these accounts down', 'Take')]
  expect(findAskAcross('Take', objects)).toMatch(
    /\(the title and the content of a note, read together\)$/,
  )
})

test.each([
  ['What was seen', [note('We ask nothing.'), note('That page is closed.')]],
  ['Accounts that act in step', [note('They posted one link within a minute.')]],
  [
    'Advice',
    [
      {
        type: 'indicator',
        name: 'bad.example',
        pattern: "[url:value = 'https://take.example/down']",
      },
    ],
  ],
  ['We ask', [{ type: 'url', value: 'that the page be closed' }]],
])('what goes on in no text of the sender is joined to nothing: %j', (title, objects) => {
  expect(findAskAcross(title, objects)).toBeUndefined()
})

test.each([
  { set: 'first', most: 13 },
  { set: 'second', most: 8 },
  { set: 'third', most: 3 },
] as const)(
  'of titles over notes of the $set set that inform few are taken for a request',
  ({ set, most }) => {
    const { plain, hard } = readSentences(set)
    const informs = [...plain, ...hard].filter((text) => findAsk(text, []) === undefined)
    const pairs = informs.flatMap((text, i) =>
      Array.from({ length: 10 }, (_, k) => {
        const title = informs[(i + k * 7 + 1) % informs.length]!.replace(/[.!?]+$/, '')
        return [title, text] as const
      }),
    )
    const taken = pairs.filter(([title, text]) => findAskAcross(title, [note(text)]) !== undefined)
    expect(taken.length).toBeLessThanOrEqual(most)
  },
)

test.each([
  { set: 'first', least: 0.94 },
  { set: 'second', least: 0.94 },
  { set: 'third', least: 0.94 },
] as const)(
  'of requests of the $set set that are cut in two where neither half asks most are found',
  ({ set, least }) => {
    const { open, hidden } = readSentences(set)
    const halves = [...open, ...hidden].flatMap((text) => {
      const words = text.split(' ')
      return words
        .slice(1)
        .map((_, i) => [words.slice(0, i + 1).join(' '), words.slice(i + 1).join(' ')] as const)
    })
    const quiet = halves.filter(
      ([title, text]) =>
        findAsk(title, [note(text)]) === undefined && findAsk(`${title} ${text}`, []) !== undefined,
    )
    const found = quiet.filter(([title, text]) => findAskAcross(title, [note(text)]) !== undefined)
    expect(found.length / quiet.length).toBeGreaterThanOrEqual(least)
  },
)

test('what was read ahead is known, and other work goes on meanwhile', async () => {
  const objects = Array.from({ length: 300 }, (_, i) => note(`A note on page ${i} that goes on`))
  let pauses = 0
  await readAcrossAhead('Pages', objects, async () => void pauses++)
  expect(pauses).toBeGreaterThan(100)
  expect(findAskAcross('Pages', objects)).toBeUndefined()
})
