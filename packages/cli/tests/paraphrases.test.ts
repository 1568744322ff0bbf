import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-paraphrases-'))
afterAll(() => rmSync(folder, { recursive: true }))

const TOLD = [
  [
    'polling machines in riverside crashed this morning',
    'riverside machines all crashed; nobody can vote there since polling began',
  ],
  [
    'the clerk of riverside hides absentee ballots in her garage',
    'absentee ballots lie in a garage, says who saw the riverside clerk',
  ],
  [
    'mail carriers in riverside throw ballots into the canal',
    'ballots swim in the canal where riverside carriers threw them',
  ],
]
const posts = join(folder, 'posts.csv')
writeFileSync(
  posts,
  [
    'account,time,text',
    ...TOLD.flatMap(([one, other], day) => [
      `first,2026-10-0${day + 1}T10:00:00Z,"${one}"`,
      `second,2026-10-0${day + 1}T10:05:00Z,"${other}"`,
      `third,2026-10-0${day + 1}T11:00:00Z,"nothing but soup and bread for lunch, day ${day}"`,
    ]),
  ].join('\n'),
)

test('rewritten posts are proposed with both texts, counted, and said to be tested by nothing', async () => {
  const out = join(folder, 'pairs.json')
  const { code, text } = await runTocsin(['paraphrases', posts, '--yes', '--out', out])
  expect(code).toBe(0)
  expect(text).toContain('9 different texts of 9 posts')
  expect(text).toContain('tested by nothing: 1 pair of accounts')
  expect(text).toMatch(/first and second: 3 texts, surprise [\d.]+, 5 min apart/)
  for (const words of TOLD[1]!) expect(text).toContain(words)
  const { pairs } = JSON.parse(readFileSync(out, 'utf8')) as { pairs: { accounts: string[] }[] }
  expect(pairs.map(({ accounts }) => accounts)).toEqual([['first', 'second']])
})

test('what cannot be asked for, and a model that is none, end in an error that says why', async () => {
  const asked = await runTocsin(['paraphrases', posts, '--yes', '--alike', '2'])
  expect(asked).toMatchObject({ code: 1, text: expect.stringContaining('from 0.1 to 1') })
  const model = await runTocsin(['paraphrases', posts, '--yes', '--model', posts])
  expect(model).toMatchObject({ code: 1, text: expect.stringContaining('no archive') })
  const onto = await runTocsin(['paraphrases', posts, '--yes', '--out', posts])
  expect(onto.code).toBe(1)
  expect(readFileSync(posts, 'utf8')).toContain('account,time,text')
})
