import { expect, test } from 'vitest'
import { readInput } from './read.ts'

const read = (text: string, name?: string) => readInput(new TextEncoder().encode(text), { name })

const ENGLISH = [
  'Facts:',
  'The pages copy a county office.',
  'votes-county.com',
  'Attribution:',
  'Actor: Group Nine',
  'Likelihood: very likely',
  'Confidence: moderate',
  'The pages share a certificate with pages of that group.',
  'Advice:',
  'Offices may tell voters where the official page is.',
].join('\n')

test('headings of a text propose the three parts, and each row is in one of them', async () => {
  const { words, items, parts, said, unread, rows, remarks } = await read(ENGLISH)
  expect(words).toBe('The pages copy a county office.')
  expect(items.map(({ value }) => value)).toEqual(['votes-county.com'])
  expect(parts).toEqual({
    attribution: {
      actor: 'Group Nine',
      likelihood: 'very-likely',
      confidence: 'moderate',
      basis: 'The pages share a certificate with pages of that group.',
    },
    advice: 'Offices may tell voters where the official page is.',
    rows: [1, 4, 5, 6, 7, 8, 9, 10],
  })
  expect(unread).toEqual([])
  expect(parts!.rows.length + said.length + items.length).toBe(rows)
  expect(remarks).toContainEqual(expect.stringMatching(/that is a proposal/))
})

test.each([
  ['Spanish', 'Hechos:', 'Atribución:', 'Confianza: alta', 'Recomendaciones:'],
  ['French', 'Faits :', 'Attribution :', 'Confiance : élevée', 'Conseils :'],
  ['Markdown', '## Facts', '## Attribution', 'Confidence: high', '## Advice'],
  ['capitals and stars', '**FACTS:**', '**Attribution**', 'confidence: HIGH.', '3. ADVICE:'],
])('headings in %s are read', async (_, facts, attribution, sure, advice) => {
  const text = [facts, 'It was seen twice.', attribution, sure, 'It is theirs, we hold.', advice]
  const { words, parts } = await read([...text, 'Look at both pages.'].join('\n'))
  expect(words).toBe('It was seen twice.')
  expect(parts).toMatchObject({
    attribution: { actor: '', confidence: 'high', basis: 'It is theirs, we hold.' },
    advice: 'Look at both pages.',
  })
})

test('what cannot be assigned stays with the facts and is said', async () => {
  const { words, parts, unread, remarks } = await read(
    [
      'Advice: keep a copy.',
      'Background:',
      'It began in May.',
      'Attribution:',
      'Likelihood: 70 %',
      'bad-votes.com is theirs, we hold.',
      '-- ',
      'The desk',
    ].join('\n'),
  )
  expect(words).toBe('It began in May.\nThe desk')
  expect(unread.map(({ text }) => text)).toEqual(['Background:', '--'])
  expect(parts).toMatchObject({
    advice: 'keep a copy.',
    attribution: { actor: '', basis: 'Likelihood: 70 %\nbad-votes.com is theirs, we hold.' },
  })
  expect(remarks).toEqual([
    expect.stringMatching(/^Row 2, “Background:”, is the heading of no part/),
    expect.stringMatching(/^Row 7/),
    expect.stringMatching(/^1 row under attribution or advice names things/),
    expect.stringMatching(/proposal/),
    expect.stringMatching(/“Likelihood: 70 %” says the likelihood in none of the words/),
  ])
})

test('more than a part holds is read with the facts and counted; a heading over nothing is said', async () => {
  const long = 'The pages share one certificate, as was seen. '.repeat(30).trim()
  const text = ['Attribution:', ...Array.from({ length: 8 }, () => long), 'Advice:'].join('\n')
  const { words, parts, remarks } = await read(text)
  expect(words.split('\n')).toHaveLength(3)
  expect(parts!.attribution!.basis.length).toBeLessThanOrEqual(8000)
  expect(remarks).toContainEqual(expect.stringMatching(/^3 rows .* no longer fitted/))
  expect(remarks).toContain('Nothing that was read stands under the heading of the advice.')
})

test('a text without such headings has no parts, and its colons are read as before', async () => {
  const { parts, words } = await read(
    'What we saw:\nTwo pages that copy an office.\nOur advice is none.',
  )
  expect(parts).toBeUndefined()
  expect(words).toContain('What we saw:')
})

test('the headings of a mail are read in its text, addressees masked in each part', async () => {
  const mail = [
    'From: desk@lab.example',
    'To: clerk@county.example',
    'Subject: Two pages',
    '',
    'Facts:',
    'Seen at https://votes-county.com/a',
    'Attribution:',
    'clerk@county.example asked who it is. We hold Group Nine for it.',
    'Advice:',
    'See https://help.example/mfa for how.',
    '',
  ].join('\r\n')
  const { parts, words, items, remarks } = await read(mail, 'one.eml')
  expect(words).toContain('Seen at https://votes-county.com/a')
  expect(words).not.toContain('help.example')
  expect(parts!.attribution!.basis).toMatch(/^\[.*\] asked who it is/)
  expect(parts!.advice).toBe('See https://help.example/mfa for how.')
  expect(items.map(({ value }) => value)).toContain('https://help.example/mfa')
  expect(remarks).toContainEqual(expect.stringMatching(/links of a mail are things of the facts/))
})
