import { ACT_KINDS, OWN_ACTS } from '@tocsin/api'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { toBy } from './actor.ts'
import { toLogRows } from './append.ts'

const SOURCE = join(import.meta.dirname, '..')
const sources = readdirSync(SOURCE, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  .map((file) => ({ file, text: readFileSync(join(SOURCE, file), 'utf8') }))

test.each(ACT_KINDS)(
  'an act of the kind %s is done somewhere, and its payload names the doer',
  (kind) => {
    expect(sources.filter(({ text }) => text.includes(`'${kind}'`))).not.toEqual([])
    const act = { kind, at: new Date(0), subject: 'x', payload: {}, members: [] }
    const by = { memberId: 'm', personId: 'p', keyId: 'k' }
    expect(JSON.parse(toLogRows([{ ...act, by }])[0]!.payload)).toEqual({
      ...(OWN_ACTS.includes(kind) ? { act: kind } : {}),
      by: { member: 'm', person: 'p', key: 'k' },
    })
  },
)

test('nothing enters the log but as an act with its doer', () => {
  const writers = sources.filter(({ text }) => /insert into log_(payloads|entries)/i.test(text))
  expect(writers.map(({ file }) => file).toSorted()).toEqual([
    'db/functions/append-log.ts',
    'db/migrations/010-release.ts',
  ])
  const callers = sources.filter(
    ({ file, text }) => !file.startsWith('db/') && text.includes('tocsin_append_log('),
  )
  expect(callers.map(({ file }) => file)).toEqual(['log/append.ts'])
})

test('the clock, the exchange, whoever holds the server and an office are named as doers too', () => {
  expect(['clock', 'exchange', 'server'].map((who) => toBy(who as 'clock'))).toEqual([
    'clock',
    'exchange',
    'server',
  ])
  expect(toBy({ office: '39049', role: 'clerk', contactId: 'c' })).toEqual({
    office: '39049',
    role: 'clerk',
    contact: 'c',
  })
})
