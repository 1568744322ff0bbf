/** The desk of auditors by command: by the auditor's own link, under the desk's rules, on record. */
import { makeSignInLink } from '@tocsin/exchange'
import { freePort, freshPostgres, seedMember, seedPerson, startTestExchange } from '@tocsin/testkit'
import type { TestExchange } from '@tocsin/testkit'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

let node: TestExchange
let origin: string
let dir: string
let close: () => Promise<void>

beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'tocsin-audit-'))
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  node = await startTestExchange({ database: await freshPostgres(), port, origin })
  close = (await node.listen()).close
  const { db } = node.context.database
  const office = await seedMember(db, { name: 'Inspector', kind: 'agency', roles: ['analyst'] })
  const auditor = await seedPerson(db, office.memberId, {
    email: 'auditor@inspector.example',
    roles: ['auditor'],
  })
  const ends_at = new Date(node.clock.now().getTime() + 7 * 86_400_000)
  await db.updateTable('people').set({ ends_at }).where('id', '=', auditor).execute()
  await seedPerson(db, office.memberId, { email: 'both@inspector.example', roles: ['analyst'] })
})
afterAll(async () => {
  const { database } = node.context
  await close()
  await node.close()
  await database.close()
  await rm(dir, { recursive: true, force: true })
})

const linkOf = (email: string) =>
  makeSignInLink(node.context.database.db, origin, email, new Date())
const run = async (link: string, ...args: string[]) =>
  runTocsin(['audit', '--url', origin, ...args], { TOCSIN_LINK: link })

test('an auditor searches by their link, saves proofs that verify, and both stand on record', async () => {
  const first = await run(await linkOf('auditor@inspector.example'), '--from', '2026-01-01')
  expect(first.text).toMatch(/^\d+ acts found.*the search is entry \d+\./)
  const out = join(dir, 'found.packet')
  const link = await linkOf('auditor@inspector.example')
  const second = await run(link, '--kind', 'audit.searched', '--person', 'auditor', '--out', out)
  expect(second.text).toMatch(/^1 acts found/)
  expect(second.text).toContain('audit.searched')
  const key = node.context.log.verifier
  const checked = await runTocsin(['verify', out, '--key', String(key)])
  expect([checked.code, checked.text]).toEqual([0, expect.stringContaining('audit.exported')])
  const again = await run(link)
  expect([again.code === 0, again.text]).toEqual([false, expect.stringContaining('works once')])
})

test('whoever is no auditor, and a link of another exchange, see nothing', async () => {
  const other = await run(await linkOf('both@inspector.example'))
  expect(other.code).not.toBe(0)
  expect(other.text).not.toContain('acts found')
  const foreign = await run('https://other.example/sign-in#token=abcdefghijklmnop')
  expect(foreign.text).toContain('the link is of https://other.example')
  const faulty = await run(await linkOf('auditor@inspector.example'), '--from', 'yesterday')
  expect(faulty.text).toContain('--from takes a day or an instant')
})
