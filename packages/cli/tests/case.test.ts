/** Cases by command: all that members do with one by screen, by the same rules, as people who signed in. */
import { freePort, freshPglite, seedMember, startTestExchange } from '@tocsin/testkit'
import type { Seeded, TestExchange } from '@tocsin/testkit'
import { makeSignInLink } from '@tocsin/exchange'
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { caseCommand } from '../src/commands/case.ts'
import { runTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-case-'))
let node: TestExchange
let origin: string
let close: () => Promise<void>
let alpha: Seeded
let beta: Seeded
let finding: string

beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  node = await startTestExchange({ database: await freshPglite(), port, origin })
  close = (await node.listen()).close
  const { db } = node.context.database
  alpha = await seedMember(db, { name: 'Alpha', kind: 'platform', roles: ['analyst'] })
  beta = await seedMember(db, { name: 'Beta', kind: 'platform', roles: ['analyst'] })
  const group = randomUUID()
  const now = node.clock.now()
  await db
    .insertInto('groups')
    .values({
      id: group,
      name: 'Circle',
      charter: 'Members work together.',
      purposes: ['election-security'],
      legal_basis: 'Agreement',
      max_tlp: 'red',
      markings: [],
      expires_at: new Date('2099-01-01T00:00:00.000Z'),
      created_at: now,
    })
    .execute()
  for (const { memberId } of [alpha, beta])
    await db
      .insertInto('group_members')
      .values({ group_id: group, member_id: memberId, joined_at: now })
      .execute()
  finding = randomUUID()
  const times = { first_at: now, last_at: now, found_at: now }
  const says = { title: 'Accounts in step', headline: '4 accounts', trace: 'hashtag' }
  await db
    .insertInto('findings')
    .values({
      id: finding,
      member_id: alpha.memberId,
      run_id: null,
      kind: 'network',
      ...says,
      ...times,
      accounts: 4,
      score: 0.9,
      body: '{}',
      account_keys: [],
    } as never)
    .execute()
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  const { database } = node.context
  await close()
  await node.close()
  await database.close()
})

const signIn = async (who: Seeded, file: string) => {
  const link = await makeSignInLink(node.context.database.db, origin, who.email, new Date())
  const args = ['case', 'sign-in', '--url', origin, '--session', join(folder, file)]
  return runTocsin(args, { TOCSIN_LINK: link })
}
/** In this process: a command of its own takes longer to start than all that it does. How one ends is asked once, below. */
const by =
  (file: string) =>
  async (...args: string[]): Promise<{ code: number; text: string }> => {
    vi.stubEnv('TOCSIN_SESSION', join(folder, file))
    const lines: string[] = []
    const log = vi.spyOn(console, 'log').mockImplementation((line: string) => lines.push(line))
    const error = vi.spyOn(console, 'error').mockImplementation((line: string) => lines.push(line))
    try {
      await caseCommand.parseAsync(args, { from: 'user' })
      return { code: 0, text: lines.join('\n') }
    } catch (failure) {
      const { message, rule } = failure as Error & { rule?: string }
      return { code: 1, text: rule === undefined ? message : `${message} (rule ${rule})` }
    } finally {
      log.mockRestore()
      error.mockRestore()
      vi.unstubAllEnvs()
    }
  }
const first = by('alpha')
const second = by('beta')
/** What a command printed as JSON lines. */
const read = async (asked: Promise<{ code: number; text: string }>) => {
  const { code, text } = await asked
  expect([code, text]).toEqual([0, expect.stringMatching(/^\{/)])
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('members open a case, join it, put in, make steps, offer, plan and read the time line, by command alone', async () => {
  for (const [who, file] of [
    [alpha, 'alpha'],
    [beta, 'beta'],
  ] as const)
    expect(await signIn(who, file)).toMatchObject({ code: 0 })
  expect(statSync(join(folder, 'alpha')).mode & 0o077).toBe(0)

  const purpose = ['--group', 'Circle', '--purpose', 'election-security']
  const [opened] = await read(
    first('open', ...purpose, '--title', 'In step', '--invite', 'Beta', '--json'),
  )
  const id = String(opened!['id'])
  expect((await second('list')).text).toMatch(
    `${id}  2026-10-01T12:00:00.000Z  open, invited  In step`,
  )
  expect((await second('join', id)).text).toContain('Your organisation has joined.')
  expect((await first('show', id)).text).toMatch(/Beta \(platform\): joined/)

  const [item] = await read(first('add', id, 'finding', finding, '--json'))
  expect((await first('items', id)).text).toContain('Accounts in step')
  expect((await second('items', id)).text).toBe('1 item withheld: not for your organisation')
  const unseen = await second('add', id, 'finding', finding)
  expect(unseen).toEqual({ code: 1, text: 'your organisation sees no such thing' })

  const editId = randomUUID()
  const due = ['--due', '2026-11-03T20:00:00Z']
  const [step] = await read(second('step', id, 'Our own logs', ...due, '--id', editId, '--json'))
  // Sent again, as after a time offline, it is kept once.
  await second('step', id, 'Our own logs', ...due, '--id', editId)
  const [changed] = await read(
    second('change', id, String(step!['id']), '--state', 'doing', '--json'),
  )
  expect(changed).toMatchObject({ current: { words: 'Our own logs', state: 'doing' }, beside: [] })
  const late = ['--words', 'Theirs too', '--base', editId]
  expect((await second('change', id, String(step!['id']), ...late)).text).toContain(
    'beside it, until somebody of Beta chooses: doing, due 2026-11-03T20:00:00.000Z, Theirs too',
  )
  expect((await first('steps', id)).text.match(/Our own logs/g)).toHaveLength(1)
  const others = await first('change', id, String(step!['id']), '--state', 'done')
  expect(others).toEqual({ code: 1, text: 'your organisation has no such step' })

  const [offered] = await read(first('offer', id, beta.memberId, 'The hours of Tuesday', '--json'))
  expect((await second('offers', id)).text).toContain('from Alpha, no answer, which says nothing')
  expect((await second('answer', id, String(offered!['id']), 'declined')).text).toContain(
    'declined',
  )
  const [line] = await read(first('line', id, 'Both publish', ...due, '--json'))
  expect((await first('strike', id, String(line!['id']))).text).toContain('struck')
  await first('line', id, 'Seen at noon', '--note')
  expect((await second('lines', id)).text).toMatch(/note of Alpha: Seen at noon/)

  const [proposed] = await read(
    first('propose', id, 'call', '2026-10-05T15:00:00Z', 'We call', '--json'),
  )
  expect((await second('say', id, String(proposed!['id']), 'yes')).text).toContain('Beta yes')
  expect((await first('withdraw', id, String(proposed!['id']))).text).toContain('withdrawn')
  expect((await first('instants', id)).text).toContain('We call')
  expect((await first('take-out', id, String(item!['id']))).text).toContain('taken out')
  expect((await first('duplicates', id)).text).toBe('0 releases compared')

  const judged = ['--likelihood', 'likely', '--confidence', 'low', '--basis', 'The hours']
  await first('claim', id, 'One operator is behind it', ...judged)
  const [rival] = await read(second('claim', id, 'Two are behind it', ...judged, '--json'))
  expect((await first('claims', id)).text).toMatch(
    /Beta, about the case: Two are behind it .likely; low confidence; rests on: The hours.\n.*own, about the case: One operator/,
  )
  expect((await second('withdraw-claim', id, String(rival!['id']))).text).toContain('withdrawn')

  const events = await read(second('timeline', id, '--json'))
  expect(events.map(({ act }) => act)).toEqual(
    expect.arrayContaining(['opened', 'joined', 'step-made', 'step-begun', 'offered', 'planned']),
  )
  const some = await second('timeline', id, '--most', '2')
  expect(some.text).toContain('more are there than 2 and are not printed; see --most')
})

test('leads split, merge and close by command; a refusal names its rule, and a session that ended says so', async () => {
  const [opened] = await read(
    first('open', '--group', 'Circle', '--purpose', 'election-security', '--json'),
  )
  const id = String(opened!['id'])
  await first('invite', id, beta.memberId)
  expect(await second('invite', id, alpha.memberId)).toEqual({
    code: 1,
    text: expect.stringContaining('(rule case-by-its-leads)'),
  })
  expect((await second('decline', id)).text).toContain('declined')
  await first('invite', id, beta.memberId)
  const [item] = await read(first('add', id, 'finding', finding, '--json'))
  const [split] = await read(first('split', id, String(item!['id']), '--title', 'Apart', '--json'))
  expect((await first('merge', String(split!['id']), id)).text).toContain('took in')
  expect((await first('part', String(split!['id']))).text).toContain('Apart')
  expect((await first('lead', id, 'close')).text).toContain('closed')
  expect(await first('step', id, 'One more')).toEqual({
    code: 1,
    text: 'the case is closed: a member that leads it opens it again',
  })
  expect((await first('leave', id)).text).toContain('has left')
  expect((await first('sign-out')).code).toBe(0)
  expect(existsSync(join(folder, 'alpha'))).toBe(false)
  expect(await first('list')).toEqual({
    code: 1,
    text: expect.stringContaining('run `tocsin case sign-in` first'),
  })
  await node.context.database.db.deleteFrom('sessions').execute()
  expect(await second('list')).toEqual({
    code: 1,
    text: expect.stringContaining('the session has ended'),
  })
})

test('a command that is refused ends with 1, its reason and its rule, and so does one that was written wrong', async () => {
  await signIn(beta, 'again')
  const env = { TOCSIN_SESSION: join(folder, 'again') }
  const group = ['--group', 'Circle', '--purpose', 'research']
  expect(await runTocsin(['case', 'open', ...group], env)).toEqual({
    code: 1,
    text: expect.stringMatching(/^tocsin: .* \(rule case-purpose\)\n$/),
  })
  const faulty = await runTocsin(['case', 'step', randomUUID(), 'Soon', '--due', 'tomorrow'], env)
  expect([faulty.code, faulty.text]).toEqual([
    1,
    expect.stringContaining('an instant with its zone'),
  ])
})
