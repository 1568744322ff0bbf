import { expect, test } from 'vitest'
import { judgeFirstRun, type Facts } from './first-run-rules.ts'

const NOW = new Date('2026-10-01T12:00:00.000Z')
const ago = (hours: number) => new Date(NOW.getTime() - hours * 3_600_000)
const NONE: Facts = {
  origin: 'http://exchange.example',
  runBy: {},
  mail: { state: 'none' },
  mailReceivedAt: undefined,
  counts: {
    places: 0,
    operators: 1,
    members: 0,
    signed_in: 0,
    groups: 0,
    offices: 0,
    on_file: 0,
    reached: 0,
    reached_at: null,
    elections: 0,
  },
  policies: undefined,
  restore: undefined,
  backupAt: undefined,
  archivedAt: undefined,
  watchedAt: undefined,
  otherSigners: 0,
}
const ALL: Facts = {
  origin: 'https://exchange.example',
  runBy: { name: 'Hub', phone: '+1 555 010 0100' },
  mail: { state: 'working', handedOverAt: ago(1).toISOString() },
  mailReceivedAt: ago(1).toISOString(),
  counts: {
    places: 9,
    operators: 2,
    members: 3,
    signed_in: 1,
    groups: 1,
    offices: 4,
    on_file: 1,
    reached: 1,
    reached_at: ago(2),
    elections: 1,
  },
  policies: { by: 'A', at: ago(1) },
  restore: { by: 'A', at: ago(1) },
  backupAt: ago(2),
  archivedAt: undefined,
  watchedAt: ago(0.1),
  otherSigners: 0,
}
const stateOf = (facts: Facts, id: string) =>
  judgeFirstRun(facts, NOW).find((one) => one.id === id)?.state

test('of a new exchange all is open, and witnesses cannot be had in this version', () => {
  const states = judgeFirstRun(NONE, NOW).map(({ id, state }) => `${id} ${state}`)
  expect(states.filter((one) => !one.endsWith(' open'))).toEqual(['witnesses cannot'])
})

test('of one that is set up all is done but what cannot be', () => {
  const states = judgeFirstRun(ALL, NOW).map(({ id, state }) => `${id} ${state}`)
  expect(states.filter((one) => !one.endsWith(' done'))).toEqual(['witnesses cannot'])
})

test.each<[string, Partial<Facts>, string]>([
  ['a backup that is a day and more old', { backupAt: ago(27) }, 'backup'],
  ['an archive of the server without a backup', { backupAt: undefined, archivedAt: NOW }, 'backup'],
  [
    'a restore of more than a year ago',
    { restore: { by: 'A', at: ago(366 * 24) } },
    'restore-tried',
  ],
  ['a watcher that has gone', { watchedAt: ago(1) }, 'monitoring'],
  ['a mail server that refuses us', { mail: { state: 'failing' } }, 'mail-server'],
  ['one operator alone', { counts: { ...ALL.counts, operators: 1 } }, 'second-operator'],
  ['somebody with a name and no way to them', { runBy: { name: 'Hub' } }, 'run-by'],
  ['members of whom nobody came in', { counts: { ...ALL.counts, signed_in: 0 } }, 'first-member'],
])('%s opens it again', (_, change, id) => {
  expect(stateOf({ ...ALL, ...change }, id)).toBe('open')
})

test('a backup file that cannot be looked at is not known, and neither done nor open', () => {
  expect(stateOf({ ...ALL, backupAt: 'unread' }, 'backup')).toBe('unknown')
})
