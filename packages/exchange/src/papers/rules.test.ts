import type { PaperContent } from '@tocsin/api'
import { expect, test } from 'vitest'
import { differences } from './rules.ts'

const text = { subject: 'S', what: 'W', howSure: '', actions: ['A', ''], whoToCall: '' }
const content = (more: Partial<PaperContent> = {}): PaperContent => ({
  kind: 'notice',
  tlp: 'green',
  texts: { en: text },
  without: ['es'],
  minutes: '120',
  releaseId: '',
  picked: [{ jurisdiction: '12', role: 'clerk', place: 'Florida', kind: 'state' }],
  ...more,
})

test('two states of one draft are told apart by what the other one has', () => {
  const mine = { name: 'Hours', content: content() }
  expect(differences(mine, { name: 'Hours', content: content() })).toBe('in nothing that is sent')
  const theirs = content({
    tlp: 'amber',
    minutes: '60',
    without: [],
    texts: { en: { ...text, what: 'Other', actions: ['A'] }, es: text },
    picked: [{ jurisdiction: '39', role: 'clerk', place: 'Ohio', kind: 'state' }],
  })
  expect(differences(mine, { name: 'Polls', content: theirs })).toBe(
    'it is called “Polls”; what happened in en; words in es; 1 offices more (Ohio); 1 offices fewer (Florida); the marking is TLP:AMBER; 60 minutes to answer',
  )
})
