import { expect, test } from 'vitest'
import { packOf } from '../../tests/disclosure-room.ts'
import { readPack } from './read-pack.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const json = (value: unknown) => readPack(bytes(JSON.stringify(value)), 'application/json')
const csv = (...rows: string[]) => readPack(bytes(rows.join('\r\n')), 'text/csv; charset=utf-8')

test('a part as JSON is read as it stands; kinds of which there is nothing may be left out', async () => {
  expect(await json(packOf('alpha'))).toEqual(packOf('alpha'))
  const { indicators } = packOf('alpha')
  expect(await json({ indicators })).toMatchObject({ accounts: [], posts: [], indicators })
})

test('a part as a table has a record a row, of the kind that its first column names', async () => {
  const pack = await csv(
    'record,id,platform,kind,handle,followers,account,at,text,value,what,count,currency,amount,actor,likelihood,confidence,basis',
    'account,1,alpha,page,@herald,20000,,,,,,,,,,,,',
    'post,p1,,,,,1,2026-08-19T10:00:00Z,"Two\nlines, “quoted”",,,,,,,,,',
    'indicator,,,domain,,,,,,bad.example,,,,,,,,',
    'reach,,,,,,,,,,Followers,70,,,,,,',
    'spend,,,,,,,,,,,,USD,60.5,,,,',
    'attribution,,,,,,,,,,,,,,Somebody,likely,moderate,Shared hosts',
    'correction,,,,,,,,Was wrong,,,,,,,,,',
  )
  expect(pack).toEqual({
    accounts: [{ id: '1', platform: 'alpha', kind: 'page', handle: '@herald', followers: 20_000 }],
    posts: [{ id: 'p1', account: '1', at: '2026-08-19T10:00:00Z', text: 'Two\nlines, “quoted”' }],
    indicators: [{ kind: 'domain', value: 'bad.example' }],
    reach: [{ what: 'Followers', count: 70 }],
    spend: [{ currency: 'USD', amount: 60.5 }],
    attribution: [
      { actor: 'Somebody', likelihood: 'likely', confidence: 'moderate', basis: 'Shared hosts' },
    ],
    corrections: [{ text: 'Was wrong' }],
  })
})

test.each<[string, () => Promise<unknown>, object]>([
  [
    'a table whose row lacks something, by its row and column',
    () =>
      csv('record,id,platform,kind,followers', 'account,1,alpha,page,20', 'account,2,alpha,page,x'),
    { code: 'bad-request', message: expect.stringMatching(/^row 3 followers: /) },
  ],
  [
    'a row of no kind',
    () => csv('record,id', 'thing,1'),
    { code: 'bad-request', message: expect.stringMatching(/^row 2: in the column record/) },
  ],
  ...['constructor', '__proto__', 'toString'].map(
    (kind): [string, () => Promise<unknown>, object] => [
      `a row of the kind ${kind}, which every object of JavaScript has`,
      () => csv('record,id', `${kind},1`),
      { code: 'bad-request', message: expect.stringMatching(/^row 2: in the column record/) },
    ],
  ),
  ['a table that is none', () => csv('record,id', 'account,"1'), { code: 'bad-request' }],
  [
    'a post of an account that is not there',
    () => json({ posts: [{ id: 'p', account: 'nobody', at: '2026-08-19T10:00:00Z' }] }),
    { code: 'bad-request', path: '/body/posts/0/account' },
  ],
  [
    'an account that is there twice',
    () => json({ accounts: [packOf('a', 0).accounts[0], packOf('a', 0).accounts[0]] }),
    { code: 'bad-request', path: '/body/accounts/1/id' },
  ],
  [
    'a day that no calendar has',
    () => json({ reach: [{ what: 'x', count: 1, from: '2026-02-30' }] }),
    { code: 'bad-request', path: '/body/reach/0/from' },
  ],
  ['a field of another name', () => json({ accounts: [{ nme: 1 }] }), { code: 'bad-request' }],
  ['nothing at all', () => json({}), { code: 'bad-request' }],
  ['a list', () => json([1]), { code: 'bad-request' }],
  ['null', () => json(null), { code: 'bad-request' }],
  [
    'half a sign',
    () =>
      readPack(bytes('{"posts":[],"reach":[{"what":"\\ud800","count":9}]}'), 'application/json'),
    { code: 'bad-request' },
  ],
  [
    'bytes that are no text',
    () => readPack(Uint8Array.of(255, 254), 'text/csv'),
    { code: 'bad-request' },
  ],
  ['another media type', () => readPack(bytes('{}'), 'text/html'), { code: 'unsupported-type' }],
  [
    'more records than a part may have',
    () => json({ reach: Array.from({ length: 100_001 }, () => ({ what: 'x', count: 1 })) }),
    { code: 'too-large' },
  ],
])('%s is refused, with its place', async (_what, read, fault) => {
  await expect(read()).rejects.toMatchObject(fault)
})
