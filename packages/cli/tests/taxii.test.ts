import { parseSeed, serveSeed, testDomain, testIndicator } from '@tocsin/testkit/taxii'
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

const BIN = resolve(import.meta.dirname, '../bin/tocsin.js')
const ID = '91a7b528-80eb-42ed-a74d-c6fbd5a26116'
const date_added = '2026-09-01T00:00:00.000000Z'
const objects = [testIndicator(1), testDomain(1)].map((object) => ({ date_added, object }))
const seed = parseSeed(JSON.stringify({ collections: [{ id: ID, title: 'Seeded', objects }] }))

let server: Awaited<ReturnType<typeof serveSeed>>
let dir: string
beforeAll(async () => {
  server = await serveSeed({ seed, user: 'clerk', key: 'secret' })
  dir = await mkdtemp(join(tmpdir(), 'tocsin-taxii-'))
})
afterAll(async () => {
  await server.stop()
  await rm(dir, { recursive: true, force: true })
})

type Run = { code: number; out: string; err: string }

function tocsin(args: string[], password = 'secret'): Promise<Run> {
  const env = { ...process.env, TAXII_PASSWORD: password }
  return new Promise((done) => {
    execFile('node', [BIN, 'taxii', ...args], { env }, (error, out, err) => {
      done({ code: error ? Number(error.code) : 0, out, err })
    })
  })
}

test('check prints a line a rule with its section, a sum, and exits 0 when all are kept', async () => {
  const { code, out } = await tocsin(['check', server.url, '--user', 'clerk', '--write'])
  expect(out).toMatch(/^pass {2}4\.1 +must +discovery +Discovery is answered at/m)
  expect(out).toMatch(/^\d+ passed, 0 failed, \d+ not tried$/m)
  expect(code).toBe(0)
})

test('check --json is the same report as data', async () => {
  const { out } = await tocsin(['check', server.url, '--user', 'clerk', '--json'])
  const report = JSON.parse(out)
  expect(report.findings).toHaveLength(report.passed + report.failed + report.untried)
  expect(report.findings[0]).toMatchObject({ id: expect.any(String), section: expect.any(String) })
})

test('check exits 2 where the server can not be asked', async () => {
  const refused = await tocsin(['check', server.url, '--user', 'clerk'], 'wrong')
  expect(refused).toMatchObject({ code: 2, err: expect.stringMatching(/credentials/) })
  const nobody = await tocsin(['check', 'http://127.0.0.1:1/', '--user', 'clerk'])
  expect(nobody.code).toBe(2)
  const anonymous = await tocsin(['check', server.url])
  expect(anonymous).toMatchObject({ code: 2, err: expect.stringMatching(/none are given/) })
})

test.each(['ftp://taxii.example/', 'taxii.example', 'file:///etc/hosts'])(
  'check says that %s is nothing TAXII is spoken over',
  async (url) => {
    const { code, err } = await tocsin(['check', url])
    expect(code).toBe(2)
    expect(err).toMatch(/no URL of http or https/)
  },
)

test('poll prints objects as JSON lines and goes on where it ended', async () => {
  const cursor = join(dir, 'cursor.json')
  const args = ['poll', `${server.url}api/`, ID, '--user', 'clerk', '--cursor', cursor]
  const first = await tocsin(args)
  const lines = first.out
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
  expect(lines).toContainEqual(testDomain(1))
  expect(JSON.parse(await readFile(cursor, 'utf8')).addedAfter).toBeTypeOf('string')
  const second = await tocsin(args)
  expect(second).toEqual({ code: 0, out: '', err: '' })
})

test('poll leaves its cursor where it is when nobody reads what it prints', async () => {
  const cursor = join(dir, 'unread.json')
  const args = ['poll', `${server.url}api/`, ID, '--user', 'clerk', '--cursor', cursor]
  const env = { ...process.env, TAXII_PASSWORD: 'secret' }
  const child = spawn('node', [BIN, 'taxii', ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  child.stdout.destroy()
  const [err, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(existsSync(cursor)).toBe(false)
})

test.each(['null', '"x"', '{"next":1}', '{"adedAfter":"2026"}', 'x'])(
  'poll does not start from the first object because its cursor file says %s',
  async (content) => {
    const cursor = join(dir, 'broken.json')
    await writeFile(cursor, content)
    const args = ['poll', `${server.url}api/`, ID, '--user', 'clerk', '--cursor', cursor]
    const { code, out, err } = await tocsin(args)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(err).toMatch(/no cursor that this command wrote/)
  },
)

test('poll refuses plain HTTP to another machine', async () => {
  const { code, err } = await tocsin(['poll', 'http://taxii.example/api/', ID])
  expect(code).toBe(1)
  expect(err).toMatch(/https/)
})
