import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readSentences } from '../../bench/asking-sentences.ts'
import {
  EVASIONS,
  isFoundWhole,
  LABELS,
  PERSONS,
  seeded,
  sentenceWith,
} from '../../bench/persons.ts'
import { findInText } from './find-text.ts'
import { toDeclared } from './names.ts'

test('of identifiers of persons, in each way that hides them, at least 995 of 1000 are found whole', () => {
  const random = seeded(20261129)
  let [all, found] = [0, 0]
  for (const hide of Object.values(EVASIONS))
    for (const [kind, make] of Object.entries(PERSONS))
      for (let i = 0; i < 12; i++) {
        const hidden = hide(make(random), random)
        if (hidden === undefined) continue
        const { text, start } = sentenceWith(LABELS[kind] ?? '', hidden, random)
        all++
        if (isFoundWhole(text, start, hidden)) found++
      }
  expect(all).toBeGreaterThan(2500)
  expect(found / all).toBeGreaterThanOrEqual(0.995)
}, 60_000)

test('of sentences that inform and name nobody, at most one in a hundred is taken to name somebody', () => {
  const sentences = (['first', 'second', 'third'] as const).flatMap((set) => {
    const { plain, hard } = readSentences(set)
    return [...plain, ...hard]
  })
  const named = sentences.filter((text) => findInText(text).length > 0)
  expect(named.length).toBeLessThanOrEqual(0.01 * sentences.length)
}, 60_000)

test.each([
  ['jane.roe@example.com', 'mail:jane.roe@example.com'],
  ['j a n e . r o e @ e x a m p l e . c o m', 'mail:jane.roe@example.com'],
  ['jane dot roe at example dot com', 'mail:jane.roe@example.com'],
  ['jane&#46;roe&commat;example%2Ecom', 'mail:jane.roe@example.com'],
  ['ｊａｎｅ．ｒｏｅ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'mail:jane.roe@example.com'],
  ['(202) 555-0134', 'phone:+12025550134'],
  ['two oh two, five five five, oh one three four', 'phone:+12025550134'],
  ['+44 20 7946 0958', 'phone:+442079460958'],
  ['12 Main Street, Springfield, OH 45501', 'postal:12mainstreetspringfieldoh45501'],
  ['@eagle_1776', 'account:eagle_1776'],
  ['@eagle\u200b_17\u00ad76', 'account:eagle_1776'],
  ['Jane Roe', 'name:janeroe'],
])('the same identifier has the same key however it is written: %s', (said, key) => {
  expect(findInText(`It was written by ${said} in May.`)).toMatchObject([{ key }])
})

test.each([
  ['the page bsky.app/profile/old-heron.bsky.social', 'old-heron.bsky.social'],
  ['the channel rumble.com/user/OldHeron', 'OldHeron'],
  ['steamcommunity.com/id/oldheron', 'oldheron'],
  ['Discord oldheron#0417', 'oldheron#0417'],
  ['the Discord username old.heron', 'old.heron'],
  ['IG: old_heron.9', 'old_heron.9'],
  ['Cash App $oldheron', '$oldheron'],
  ['the date of birth 03/\n09/1961', '03/\n09/1961'],
  ['the plate MT 7-20416B', 'MT 7-20416B'],
  ['tag number HRN 2204', 'HRN 2204'],
  ['VIN 1FTFW1E50NFA00099', '1FTFW1E50NFA00099'],
])('an account, a day, a plate or a vehicle is found whole: %s', (said, whole) => {
  const text = `It was tied to ${said} in May.`
  const start = text.indexOf(whole)
  expect(
    findInText(text).some((one) => one.start <= start && one.end >= start + whole.length),
  ).toBe(true)
})

test.each([
  'The budget is for 2026-2027 and was voted in May.',
  'Its handle elections.example.gov is a domain of the state.',
  'The report of 2026-10-01T10:00:00.000Z refers to note--311b2d2d-f010-4473-83ec-1edf84858f4c.',
  'It came from 192.0.2.7 and had the hash d41d8cd98f00b204e9800998ecf8427e.',
  'The site was seen at peacedata.net on 1 September 2020; 1,204 posts linked to it.',
  'CVE-2021-42574 was used in 14 counties between 10 and 12 March.',
])('what names nobody is let be: %s', (text) => {
  expect(findInText(text)).toEqual([])
})

test('lines of a list are one each, and no word beside an identifier is taken with it', () => {
  const shown = (text: string) => findInText(text).map(({ start, end }) => text.slice(start, end))
  expect(shown('@jane_roe\n@omar_poe\n@lena_doe')).toEqual(['@jane_roe', '@omar_poe', '@lena_doe'])
  expect(shown('a.roe@example.com\nb.roe@example.com')).toEqual([
    'a.roe@example.com',
    'b.roe@example.com',
  ])
  expect(shown('Write to a.roe@example.com, not to them.')).toEqual(['a.roe@example.com'])
})

test('a declared name is found in other letters, set apart, and with marks', () => {
  const names = toDeclared(['Nadia Example'])
  for (const said of [
    'nadia example',
    'N a d i a E x a m p l e',
    'Nаdiа\u200b Exаmple',
    'Nádia  Exâmple',
  ])
    expect(findInText(`By ${said}, they say`, names).map(({ key }) => key)).toEqual([
      'name:nadiaexample',
    ])
})

test.each([
  ['Иван Петров', 'Это написал Иван Петров в мае.'],
  ['Γιάννης Ρούσσος', 'Το έγραψε ο Γιάννης Ρούσσος τον Μάιο.'],
  ['王小明', '据王小明说,他们看见了。'],
  ['김철수', '그것은 김철수가 썼다.'],
])('a declared name is found in the letters in which it is written: %s', (name, text) => {
  const found = findInText(text, toDeclared([name]))
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([name])
})

test('of declared names the longer is found where one begins the other, and one without letters nowhere', () => {
  const text = 'By Jane Roe Smith; by Jane Roe - in May.'
  const found = findInText(text, toDeclared(['...', 'Jane Roe', ' - ', 'Jane Roe Smith']))
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual([
    'Jane Roe Smith',
    'Jane Roe',
  ])
})

test.each([
  ['Call 202-555-0134--311b2d2d-f010-4473-83ec-1edf84858f4c now', 'phone:+12025550134'],
  ['Call 202.555.013.4 now', 'number:2025550134'],
  ['Number 078.05.112.0 was used', 'number:078051120'],
])('what only looks like an id or an address of the net is read: %s', (text, key) => {
  expect(findInText(text).map((one) => one.key)).toContain(key)
})

test('what is found in a long text that is full of it lies there once', () => {
  const text = Array.from({ length: 4000 }, (_, i) => `a${i}@example.com`).join(' ')
  const found = findInText(text)
  expect(found.map(({ start, end }) => text.slice(start, end))).toEqual(text.split(' '))
}, 60_000)

test('what is found lies in the text, in its order, and nothing lies on another', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.constantFrom(
      '@',
      ' at ',
      ' dot ',
      '.',
      '\n',
      '202',
      '555-01',
      '34',
      ' one ',
      'jane',
      '%40',
      '&#64;',
      '\u202e',
      '\u202c',
      '<b>',
      '_',
    ),
  )
  const property = fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
    const text = pieces.join('')
    let done = 0
    for (const { start, end } of findInText(text)) {
      expect(start).toBeGreaterThanOrEqual(done)
      expect(end).toBeGreaterThan(start)
      done = end
    }
    expect(done).toBeLessThanOrEqual(text.length)
  })
  expect(() => fc.assert(property, { numRuns: 500 })).not.toThrow()
}, 60_000)

test.each([
  ' ',
  '\n',
  '-',
  'a.',
  '1.',
  'a ',
  '1 ',
  '@',
  'account ',
  'one ',
  '%41',
  'a\n',
  '12 main ',
  'a@a.',
  'A B ',
  'Aa Bb ',
  '1-',
  '12-a.',
  'A’',
  'A-',
  'Mr. ',
  'Aa, ',
  'Aa "',
  'moc.a@',
  'twenty one ',
  'one5',
  'calle a ',
  'DE89 ',
])(
  'a long text is read to its end, of whatever it is made: %j',
  (part) => {
    const text = `${part.repeat(30_000 / part.length)}. `
    const found = findInText(`${text}jane.roe@example.com`)
    expect(found.some(({ end }) => end === text.length + 20)).toBe(true)
  },
  60_000,
)

test.each([
  ['Ring (312) 555-0199 ext. 21 now.', '(312) 555-0199 ext. 21'],
  ['Ring 312   -   555 - 0199 now.', '312   -   555 - 0199'],
  ['Ring eight0eight five5five 01nine nine now.', 'eight0eight five5five 01nine nine'],
  ['Ring three-one-two dash 555 dash 0199 now.', 'three-one-two dash 555 dash 0199'],
  ['The last four of her social: 8821, they say.', '8821'],
  ['SSN 901 dash 22 dash 8821 is hers.', '901 dash 22 dash 8821'],
  ['DOB: 1979-05-30 of the voter', '1979-05-30'],
  ['Born on 30 May 1979, she votes.', '30 May 1979'],
  ['The plate 4XYZ987 was seen.', '4XYZ987'],
  ['Paid to GB82 WEST 1234 5698 7654 32 today.', 'GB82 WEST 1234 5698 7654 32'],
  ['The key of the file is OH-000331852 today.', 'OH-000331852'],
])('a number of a person is found whole: %s', (text, said) => {
  expect(findInText(text).map(({ start, end }) => text.slice(start, end))).toEqual([said])
})

test.each([
  'P.O. Box 77, Dover, DE 19901',
  'HC 3 Box 418, Tonopah, NV 89049',
  '270 S 1350 W, Ogden, UT 84404',
  'N2210 County Road ZZ, Kaukauna, WI 54130',
  '40 Pine Street, Boise, ID 83702',
  '5 Elm Street, Concord, New Hampshire 03301',
  '61 Calle del Sol, Ponce, PR 00716',
  'Calle Hidalgo 118, Laredo, TX 78040',
])('a postal address is found to its end: %s', (address) => {
  const text = `It went to ${address} in May.`
  expect(findInText(text).map(({ start, end }) => text.slice(start, end))).toEqual([address])
})

test.each([
  ['mail=bGVuYS5wb2VAZXhhbXBsZS5vcmc= in the log', 'bGVuYS5wb2VAZXhhbXBsZS5vcmc='],
  ['It says gro.elpmaxe@eop.anel there.', 'gro.elpmaxe@eop.anel'],
  ['It says l3na.p03 4t ex4mple d0t 0rg there.', 'l3na.p03 4t ex4mple d0t 0rg'],
  ['It says l e n a dot p o e at example dot org.', 'l e n a dot p o e at example dot org'],
  ['It says lena underscore poe at example dot org.', 'lena underscore poe at example dot org'],
  ['It says lena.poe (no machines) @example.org.', 'lena.poe (no machines) @example.org'],
  ['It says lena<!-- a -->@<!-- b -->example.org.', 'lena<!-- a -->@<!-- b -->example.org'],
  ['The user @lena.poe@vote.example wrote.', '@lena.poe@vote.example'],
  ['?near=40+Pine+Street&x=1', '40+Pine+Street'],
  ['the file 40_Pine_Street.png', '40_Pine_Street'],
  ['Discord name lenapoe#1234 wrote.', 'lenapoe#1234'],
  [String.raw`It read C:\Users\lpoe\a.txt then.`, 'lpoe'],
  ['It read /home/lena.poe/a.txt then.', 'lena.poe'],
])('a mailbox, an account or an address that is hidden is found whole: %s', (text, said) => {
  expect(findInText(text).map(({ start, end }) => text.slice(start, end))).toEqual([said])
})

test.each([
  ['They wrote to Ms. Quach at noon.', 'Quach'],
  ['It was signed by T. Vasquez at noon.', 'T. Vasquez'],
  ['It was the clerk Lubomira Sedlak at noon.', 'Lubomira Sedlak'],
  ['A woman named Oyinda rang.', 'Oyinda'],
  ['Her brother, Teo, rang.', 'Teo'],
  ['Sedlak, Lubomira T. is on it.', 'Sedlak, Lubomira T.'],
  ['Author: Oyinda Quach <x@example.org>', 'Oyinda Quach'],
])('a name that a title, a role or a mailbox tells is found: %s', (text, said) => {
  expect(findInText(text).map(({ start, end }) => text.slice(start, end))).toContain(said)
})

test.each([
  'Technique T1059.001 was seen on 4 May 2026.',
  'They met the clerk Monday and the judge in April.',
  'By U.S. Code and D.C. Circuit rules, it was filed with the state.',
  'It was left in /home/user/ and C:\\Users\\Public\\ by the driver.',
  'The Election Judge Handbook and the Judge Advocate General agree.',
  'At 44 N 90 W a storm began.',
])('what only looks like a person is let be: %s', (text) => {
  expect(findInText(text)).toEqual([])
})

test('the same is found by an engine that no longer optimises, as it does in a process that holds many expressions', () => {
  const texts = [
    'It went to P.O. Box 77, Dover, DE 19901 in May.',
    'It went to N2210 County Road ZZ, Kaukauna, WI 54130 in May.',
    'It went to 40 pine street, boise, id 83702 in May.',
    'It went to 270 S 1350 W, Ogden, UT 84404 in May.',
    'The plate 4XYZ987, (312) 555-0199 ext. 21, lena.poe (at) example.org and Ms. Quach, born on 30 May 1979.',
  ]
  const program = `
    import { findInText } from ${JSON.stringify(new URL('./find-text.ts', import.meta.url).href)}
    console.log(JSON.stringify(${JSON.stringify(texts)}.map((text) => findInText(text))))`
  const args = ['--no-regexp-optimization', '--conditions=@tocsin/source', '--no-warnings']
  const run = spawnSync(process.execPath, [...args, '--input-type=module', '-e', program])
  expect(run.stderr.toString()).toBe('')
  const found = texts.map((text) => findInText(text))
  expect(JSON.parse(run.stdout.toString())).toEqual(found)
  expect(found.map((one) => one.length)).toEqual([1, 1, 1, 1, 5])
})
