/** Two members match lists privately: by their own commands, over real HTTP; the exchange carries what it cannot read. */
import {
  acceptMatching,
  getMatching,
  MATCH_FAULTS,
  MATCH_KINDS,
  type MatchingTerms,
  proposeMatching,
} from '@tocsin/api'
import { KINDS, PSI_ERROR_CODES } from '@tocsin/psi'
import { freePort, onServer, seedMember, startTestExchange } from '@tocsin/testkit'
import type { Seeded, TestExchange } from '@tocsin/testkit'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTocsin, startTocsin } from './child.ts'

const TERMS: MatchingTerms = {
  lane: 'bulk',
  learns: 'receiver',
  kinds: ['domain'],
  platform: '',
  askerSize: 16,
  holderSize: 64,
  queries: 64,
  rounds: 4,
  floorBits: 20,
  epochDays: 7,
  purpose: 'Domains of one operation',
  until: '2026-12-01T00:00:00.000Z',
}
const HELD = ['votes-county.example', 'ballot-help.example', 'news-today.example']
const OWN = ['Ballot-Help[.]example', 'nobody-knows.example', 'votes-county.example.', 'not a name']

test('the contract and the package assume the same of each kind of identifier, and know the same faults', () => {
  const bitsOf = (kinds: Record<string, { bits: number; isPersonal: boolean }>) =>
    Object.entries(kinds).map(([kind, { bits, isPersonal }]) => [kind, bits, isPersonal])
  expect(bitsOf(KINDS)).toEqual(bitsOf(MATCH_KINDS))
  expect(PSI_ERROR_CODES).toEqual(MATCH_FAULTS)
})

onServer('tocsin match-private', (open) => {
  const folder = mkdtempSync(join(tmpdir(), 'tocsin-private-'))
  let node: TestExchange
  let origin: string
  let asker: Seeded
  let holder: Seeded
  let close: () => Promise<void>
  const keys: Record<'asker' | 'holder', string> = { asker: '', holder: '' }

  beforeAll(async () => {
    const port = await freePort()
    origin = `http://127.0.0.1:${port}`
    node = await startTestExchange({ database: await open(), port, origin })
    close = (await node.listen()).close
    const { db } = node.context.database
    asker = await seedMember(db, { name: 'Platform A', kind: 'platform', roles: ['analyst'] })
    holder = await seedMember(db, { name: 'Platform B', kind: 'platform', roles: ['analyst'] })
    const group = randomUUID()
    const at = new Date('2026-09-01T00:00:00.000Z')
    await db
      .insertInto('groups')
      .values({
        id: group,
        name: 'Group',
        charter: 'Members share.',
        purposes: ['election-security'],
        legal_basis: 'Agreement',
        max_tlp: 'red',
        markings: [],
        expires_at: new Date('2099-01-01T00:00:00.000Z'),
        created_at: at,
      })
      .execute()
    for (const { memberId: member_id } of [asker, holder])
      await db
        .insertInto('group_members')
        .values({ group_id: group, member_id, joined_at: at })
        .execute()
    write('held.txt', HELD.join('\n'))
    write('own.txt', OWN.join('\n'))
    for (const side of ['asker', 'holder'] as const) {
      const made = await runTocsin(['match-private', 'keys', join(folder, `${side}.keys`)])
      keys[side] = /public key {3}(\S+)/.exec(made.text)![1]!
    }
  })
  afterAll(async () => {
    rmSync(folder, { recursive: true })
    const { database } = node.context
    await close()
    await node.close()
    await database.close()
  })

  const write = (name: string, text: string) => {
    writeFileSync(join(folder, name), text)
    return join(folder, name)
  }
  const agree = async (terms: Partial<MatchingTerms> = {}) => {
    const body = {
      memberId: holder.memberId,
      own: 'asker' as const,
      terms: { ...TERMS, ...terms },
      publicKey: keys.asker,
    }
    const { id } = await (await node.stage.as(asker.email))(proposeMatching, { body })
    const accepting = await node.stage.as(holder.email)
    await accepting(acceptMatching, { params: { id }, body: { publicKey: keys.holder } })
    return id
  }
  const args = (
    act: string,
    id: string,
    side: 'asker' | 'holder',
    list: string,
    more: string[],
  ) => {
    const line = `match-private ${act} ${id} --url ${origin} --kind domain`.split(' ')
    const files = ['--list', join(folder, list), '--state', join(folder, side)]
    return line.concat(['--keys', join(folder, `${side}.keys`)], files, more)
  }
  const keyOf = ({ authorization }: Seeded) => ({
    TOCSIN_KEY: authorization.replace('Bearer ', ''),
  })
  const ask = (id: string, list = 'own.txt', ...more: string[]) =>
    runTocsin(args('ask', id, 'asker', list, more), keyOf(asker))
  const hold = (id: string, ...more: string[]) =>
    runTocsin(args('hold', id, 'holder', 'held.txt', more), keyOf(holder))
  /** One round: the holder answers while the asker waits. */
  const match = async (id: string, ...more: string[]) => {
    await hold(id)
    const holding = startTocsin(
      args('hold', id, 'holder', 'held.txt', ['--follow', ...more]),
      keyOf(holder),
    )
    const asked = await ask(id)
    return { asked, holding }
  }
  const page = async (who: Seeded, id: string) =>
    (await node.stage.as(who.email))(getMatching, { params: { id } })

  test('whoever asks learns what stands in both, the holder nothing; budgets are told before and after', async () => {
    const id = await agree()
    const { asked, holding } = await match(id)
    holding.process.kill()
    await holding.ended
    expect(asked.code).toBe(0)
    expect(asked.text).toContain('line 4 is no domain')
    expect(asked.text).toContain('before: 64 questions and 4 rounds of domain left in epoch 0')
    expect(asked.text).toContain('after: 48 questions and 3 rounds of domain left in epoch 0')
    expect(asked.text).toMatch(/^(votes-county|ballot-help)\.example$/m)
    expect(asked.text).toContain('2 of the list stand in both')
    expect(asked.text).not.toContain('news-today')
    expect(holding.printed()).toContain('answered round')
    expect(holding.printed()).not.toContain('.example')
    const { rounds } = await page(holder, id)
    expect(rounds).toMatchObject([{ state: 'done', queriesBefore: 64, queriesAfter: 48 }])
    // Asked again in the same epoch it is refused on the asker's own machine, and the holder sees that.
    const again = await ask(id)
    expect([again.code, again.text.includes('look repeated')]).toEqual([3, true])
    expect((await page(holder, id)).refusals).toMatchObject([{ rule: 'matching-probing' }])
  })

  test('nothing of either list and no key is in what the exchange keeps', async () => {
    const { db } = node.context.database
    const kept = await Promise.all([
      db.selectFrom('matchings').selectAll().execute(),
      db.selectFrom('matching_rounds').selectAll().execute(),
      db.selectFrom('matching_messages').selectAll().execute(),
      db.selectFrom('matching_refusals').selectAll().execute(),
      db.selectFrom('log_payloads').select('payload').execute(),
    ])
    const parts = await db.selectFrom('matching_parts').select('content').execute()
    const bytes = parts.map(({ content }) => Buffer.from(content).toString('latin1'))
    const text = `${JSON.stringify(kept)}${bytes.join()}`
    const secret = JSON.parse(readFileSync(join(folder, 'holder.keys'), 'utf8')).secretKey
    for (const word of ['votes-county', 'ballot-help', 'nobody-knows', 'news-today', secret])
      expect(text).not.toContain(word)
    expect(statSync(join(folder, 'holder.keys')).mode & 0o777).toBe(0o600)
  })

  test('where both learn the holder reads the hits too', async () => {
    const id = await agree({ learns: 'both' })
    const out = join(folder, 'both.txt')
    const { asked, holding } = await match(id, '--out', out)
    await expect
      .poll(async () => (await page(holder, id)).rounds[0]!.state, { timeout: 50_000 })
      .toBe('done')
    holding.process.kill()
    await holding.ended
    expect(asked.text).toContain('2 of the list stand in both')
    expect(readFileSync(out, 'utf8').trim().split('\n').toSorted()).toEqual([
      'ballot-help.example',
      'votes-county.example',
    ])
  })

  test('of a count alone whoever asks learns how many', async () => {
    const id = await agree({ learns: 'count', rounds: 1 })
    const { asked, holding } = await match(id)
    holding.process.kill()
    await holding.ended
    expect(asked.text).toContain('2 of the list stand in both')
    expect(asked.text).not.toMatch(/^(votes-county|ballot-help)\.example$/m)
  })

  test('verified look-ups give the same, with a proof of the table’s key', async () => {
    const id = await agree({ lane: 'look-up', askerSize: 16, holderSize: 16 })
    const { asked, holding } = await match(id)
    holding.process.kill()
    await holding.ended
    expect(asked.text).toContain('2 of the list stand in both')
  })

  test('a list that counts upwards is not asked, and the other side sees that', async () => {
    const id = await agree({ askerSize: 32 })
    write('guesses.txt', Array.from({ length: 20 }, (_, i) => `vote${i}.example`).join('\n'))
    const asked = await ask(id, 'guesses.txt')
    expect([asked.code, asked.text.includes('look sequential')]).toEqual([3, true])
    const { refusals, matching } = await page(holder, id)
    expect(refusals).toMatchObject([{ rule: 'matching-probing', by: 'asker' }])
    expect(matching.budgets[0]!.asked).toBe(0)
  })

  test('a question that is no list of points is refused by the holder, whole, where both see it', async () => {
    const id = await agree()
    await hold(id)
    // An asker whose own program is another: it sends points of small order under a signature that holds.
    const program = write(
      'other-program.ts',
      `import { beginRound, createClient, getMatching } from '@tocsin/api'
       import { nameOf, openSide, sendMessage } from ${JSON.stringify(new URL('../src/private-match/exchange.ts', import.meta.url).href)}
       import { readKeys } from ${JSON.stringify(new URL('../src/private-match/files.ts', import.meta.url).href)}
       const [id, url, file] = process.argv.slice(1)
       const side = openSide(url, readKeys(file))
       const { tables } = await side.client(getMatching, { params: { id } })
       const round = await side.client(beginRound, { params: { id }, body: { kind: 'domain', epoch: 0, size: 16 } })
       const context = { agreement: id, epoch: 0, kind: 'domain', platform: '', lane: 'bulk', learns: 'receiver' }
       const body = Buffer.alloc(512, 9)
       for (let i = 0; i < 16; i++) body[i * 32] = i, body[i * 32 + 31] = 1
       body.fill(0, 96, 128)
       await sendMessage(side, context, { step: 'request', round: round.id, count: 16, previous: nameOf(tables[0], context), body })`,
    )
    const sent = await runProgram(program, [id, origin, join(folder, 'asker.keys')], keyOf(asker))
    expect(sent).toBe('')
    const refused = await hold(id)
    expect(refused.text).toContain('bad-point: point 3 is of small order')
    expect((await page(asker, id)).rounds).toMatchObject([
      { state: 'refused', refusedBy: 'holder', fault: 'bad-point: point 3 is of small order' },
    ])
  })

  test('the holder counts by itself: a round past the budget is refused though the exchange let it through', async () => {
    const id = await agree({ rounds: 1 })
    await hold(id)
    writeFileSync(join(folder, 'holder', `${id}.0.domain.answered`), `${randomUUID()} 16\n`)
    const asking = startTocsin(args('ask', id, 'asker', 'own.txt', []), keyOf(asker))
    await expect
      .poll(async () => (await page(holder, id)).rounds[0]?.state, { timeout: 50_000 })
      .toBe('asked')
    expect((await hold(id)).text).toContain('by the holder’s own count')
    expect(await asking.ended).toBe(1)
    expect(asking.printed()).toContain('the round was refused: too-many')
  })

  test('keys of somebody else, and a table whose key is elsewhere, are said', async () => {
    const id = await agree()
    await runTocsin(['match-private', 'keys', join(folder, 'other.keys')])
    const other = await runTocsin(
      args('ask', id, 'asker', 'own.txt', []).map((arg) => arg.replace('asker.keys', 'other.keys')),
      keyOf(asker),
    )
    expect(other).toMatchObject({ code: 1, text: expect.stringContaining('not the keys') })
    const early = await ask(id)
    expect(early.text).toContain('has not sent its table')
    await hold(id)
    const elsewhere = await runTocsin(
      args('hold', id, 'holder', 'held.txt', ['--state', join(folder, 'elsewhere')]),
      keyOf(holder),
    )
    expect(elsewhere.text).toContain('was prepared elsewhere')
    const listed = await runTocsin(['match-private', 'list', '--url', origin], keyOf(asker))
    expect(listed.text).toContain(
      `${id}  in-force  asks Platform B: domain; bulk; learnt by receiver`,
    )
  })
})

/** Runs a program of the test's own beside the command's sources; gives what it said of its failure. */
async function runProgram(
  file: string,
  args: string[],
  env: Record<string, string>,
): Promise<string> {
  const code = ['--conditions=@tocsin/source', '--input-type=module-typescript', '-e']
  const child = spawn(process.execPath, [...code, readFileSync(file, 'utf8'), '--', ...args], {
    cwd: import.meta.dirname,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  const [status] = await once(child, 'close')
  return status === 0 ? '' : said
}
