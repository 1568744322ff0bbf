import { createClient, createMember, getSession, listLog, listMembers } from '@tocsin/api'
import { openPostgres } from '@tocsin/exchange'
import { freePort } from '@tocsin/testkit'
import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { runTocsin, serveTocsin, type Child } from './child.ts'

const SLOW = { timeout: 240_000 }

/** Signs in by the link that a command printed, as the page does; the client carries the cookie. */
async function signInBy(text: string, origin: string) {
  const token = /token=([\w-]+)/.exec(text)?.[1]
  const reply = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  })
  const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return createClient({ base: origin, headers: { cookie, origin } })
}

describe.each(['embedded', 'postgres'] as const)('init and serve on %s', (kind) => {
  let dir: string
  let origin: string
  let databaseUrl: string | undefined
  let running: Child | undefined
  let initArgs: string[]
  let init: { code: number | null; text: string }

  beforeAll(async () => {
    dir = join(await mkdtemp(join(tmpdir(), 'tocsin-cli-')), 'data')
    origin = `http://127.0.0.1:${await freePort()}`
    const name = `cli_${randomBytes(6).toString('hex')}`
    databaseUrl = kind === 'postgres' ? new URL(`/${name}`, inject('postgresUrl')).href : undefined
    initArgs = ['init', '--dir', dir, '--origin', origin, '--operator-email', 'op@hub.example']
    if (databaseUrl) initArgs.push('--database-url', databaseUrl)
    init = await runTocsin(initArgs)
  }, 240_000)
  afterAll(async () => {
    running?.process.kill('SIGKILL')
    await running?.ended
    await rm(join(dir, '..'), { recursive: true, force: true })
    if (!databaseUrl) return
    const admin = await openPostgres(inject('postgresUrl'), { poolSize: 1 })
    await admin.run(
      `drop database if exists ${new URL(databaseUrl).pathname.slice(1)} with (force)`,
    )
    await admin.close()
  })

  test('init sets everything up, for its owner only, and prints no secret but the link', async () => {
    expect(init.text).toContain('with 3286 jurisdictions')
    expect(init.code).toBe(0)
    expect((await stat(join(dir, 'config.json'))).mode & 0o777).toBe(0o600)
    if (databaseUrl) expect(init.text).not.toContain(new URL(databaseUrl).password)
  })

  test('init never overwrites a configuration', SLOW, async () => {
    const before = await readFile(join(dir, 'config.json'), 'utf8')
    const again = await runTocsin(initArgs)
    expect(again.code).toBe(1)
    expect(again.text).toContain('config.json is there already')
    expect(await readFile(join(dir, 'config.json'), 'utf8')).toBe(before)
  })

  test(
    'what was acknowledged before a kill -9 is there after it, and so is the session',
    SLOW,
    async () => {
      running = await serveTocsin(dir, origin)
      const client = await signInBy(init.text, origin)
      const acknowledged = await admitUntilKilled(client, running)
      await running.ended
      running = await serveTocsin(dir, origin)
      const { items } = await client(listMembers)
      const names = new Set(items.map((member) => member.name))
      expect(acknowledged.filter((name) => !names.has(name))).toEqual([])
      expect(acknowledged.length).toBeGreaterThanOrEqual(30)
      expect((await client(getSession)).person.roles).toEqual(['operator'])
    },
  )

  test('a second process says what is in its way and changes nothing', SLOW, async () => {
    const second = await runTocsin(['serve', '--dir', dir])
    expect(second.code).toBe(1)
    expect(second.text).toContain(
      databaseUrl
        ? `cannot listen on ${new URL(origin).host}: another program uses it`
        : `runs already, as process ${running?.process.pid}`,
    )
    expect((await createClient({ base: origin })(listLog)).size).toBeGreaterThan(30)
  })

  test('SIGTERM ends it cleanly', SLOW, async () => {
    running?.process.kill('SIGTERM')
    expect(await running?.ended).toBe(0)
    expect(existsSync(join(dir, 'db.lock'))).toBe(false)
  })

  test('init never takes over a database that holds an exchange', SLOW, async () => {
    await rm(join(dir, 'config.json'))
    const third = await runTocsin(initArgs)
    expect(third.code).toBe(1)
    expect(third.text).toContain('this database holds an exchange already')
  })
})

/** Four at a time admit members; after 30 answers the server is killed in the middle of the next ones. */
async function admitUntilKilled(
  client: ReturnType<typeof createClient>,
  server: Child,
): Promise<string[]> {
  const acknowledged: string[] = []
  const admit = async (worker: number): Promise<void> => {
    for (let n = 0; n < 100; n += 1) {
      const name = `Member ${worker}.${n}`
      try {
        await client(createMember, { body: { name, kind: 'researcher' } })
      } catch (error) {
        if (server.process.signalCode === null && !server.process.killed) throw error
        return
      }
      acknowledged.push(name)
      if (acknowledged.length === 30) server.process.kill('SIGKILL')
    }
  }
  await Promise.all([1, 2, 3, 4].map(admit))
  return acknowledged
}

test('serve says what to do where nothing was set up', SLOW, async () => {
  const { code, text } = await runTocsin(['serve', '--dir', '/nonexistent'])
  expect(code).toBe(1)
  expect(text).toContain('run `tocsin init` first')
})

test('a fault in the environment is named', SLOW, async () => {
  const dir = await mkdtemp(join(tmpdir(), 'tocsin-cli-'))
  const args = ['init', '--dir', dir, '--operator-email', 'op@hub.example']
  const bad = await runTocsin([...args, '--database-url', 'mysql://localhost/x'])
  expect(bad.code).toBe(1)
  expect(bad.text).toContain('config.json.databaseUrl')
  const gone = await runTocsin([...args, '--database-url', 'postgres://me:hush@127.0.0.1:1/x'])
  expect(gone.code).toBe(1)
  expect(gone.text).toContain('cannot open 127.0.0.1:1/x')
  expect(gone.text).not.toContain('hush')
  await rm(dir, { recursive: true })
})
