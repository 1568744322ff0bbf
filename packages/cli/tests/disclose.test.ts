/** A member hands in its part of a joint disclosure by a command, and anybody checks what opened, offline. */
import { getPublished, proposeDisclosure } from '@tocsin/api'
import { freePort, freshPglite, seedMember, startTestExchange } from '@tocsin/testkit'
import type { Seeded, TestExchange } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-disclose-'))
let node: TestExchange
let origin: string
let close: () => Promise<void>
let alpha: Seeded
let id: string

beforeAll(async () => {
  const port = await freePort()
  origin = `http://127.0.0.1:${port}`
  node = await startTestExchange({ database: await freshPglite(), port, origin })
  close = (await node.listen()).close
  const { db } = node.context.database
  alpha = await seedMember(db, { name: 'Alpha', kind: 'platform', roles: ['analyst'] })
  const group = randomUUID()
  await db
    .insertInto('groups')
    .values({
      id: group,
      name: 'Group',
      charter: 'Members disclose together.',
      purposes: ['platform-integrity'],
      legal_basis: 'Agreement',
      max_tlp: 'red',
      markings: [],
      expires_at: new Date('2099-01-01T00:00:00.000Z'),
      created_at: node.clock.now(),
    })
    .execute()
  await db
    .insertInto('group_members')
    .values({ group_id: group, member_id: alpha.memberId, joined_at: node.clock.now() })
    .execute()
  const proposed = await (
    await node.stage.as(alpha.email)
  )(proposeDisclosure, {
    body: {
      groupId: group,
      title: 'Accounts of one operation',
      purpose: 'platform-integrity',
      opensAt: '2026-10-02T12:00:00.000Z',
      threshold: 100,
      k: 2,
      researchTerms: 'For research alone.',
      invited: [],
    },
  })
  id = proposed.id
})
afterAll(async () => {
  rmSync(folder, { recursive: true })
  const { database } = node.context
  await close()
  await node.close()
  await database.close()
})

const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}
const disclose = (...args: string[]) =>
  runTocsin(['disclose', ...args, '--url', origin], {
    TOCSIN_KEY: alpha.authorization.replace('Bearer ', ''),
  })

test('a part is handed in from a file and replaced; a row that is none is named', async () => {
  const wrong = await disclose('hand-in', id, file('wrong.csv', 'record,id\naccount,1'))
  expect([wrong.code === 0, wrong.text]).toEqual([false, expect.stringContaining('row 2')])
  const table = 'record,id,platform,kind,followers\naccount,herald,alpha,page,20000\n'
  const sealed = await disclose('hand-in', id, file('part.csv', table))
  expect(sealed.text).toMatch(/Part #1 is sealed: 1 records, commitment \S{44}, entry \d+/)
  expect((await disclose('show', id)).text).toContain('Alpha: agreed, handed in')
  expect((await disclose('list')).text).toContain('Accounts of one operation')
})

test('what opened is checked against its proof on a machine that asks nobody; a file with a byte changed is named', async () => {
  node.clock.set(new Date('2026-10-02T12:00:00.000Z'))
  await node.drain()
  const { files } = await node.stage.anonymous(getPublished, { params: { id, version: 1 } })
  const load = async (path: string) =>
    (await fetch(`${origin}/api/published-disclosures/${id}/1/${path}`)).text()
  const proof = file('v1.tlog-proof', await load('proof'))
  const paths: string[] = []
  for (const { name } of files) paths.push(file(name, await load(`files/${name}`)))
  const key = node.context.log.verifier
  const check = (...more: string[]) =>
    runTocsin(['disclose', 'check', proof, ...more, '--key', key])
  const fine = await check(...paths)
  expect([fine.code, fine.text.match(/as the log has it/g)]).toEqual([
    0,
    Array(6).fill('as the log has it'),
  ])
  file('accounts.csv', `${await load('files/accounts.csv')} `)
  expect(await check(paths[0]!)).toEqual({ code: 1, text: expect.stringContaining('differs') })
  const unknown = file('other.csv', 'x')
  expect(await check(unknown)).toEqual({
    code: 1,
    text: expect.stringContaining('no file of this name'),
  })
})
