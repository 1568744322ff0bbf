import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../context.ts'
import { ExchangeError, STATUS_OF } from '../errors.ts'
import { announce } from '../live/announce.ts'
import { openLiveHub, type LiveHub } from '../live/hub.ts'
import { liveRoute } from './live.ts'
import type { Viewer } from './viewer.ts'

onEachDatabase('the live stream', (open) => {
  let database: TestDatabase
  let live: LiveHub
  const app = new Hono()
  const signedIn = new Set(['a', 'b'])
  const ids: Record<string, string> = { a: randomUUID(), b: randomUUID() }
  const at = new Date('2026-10-01T12:00:00.000Z')

  beforeAll(async () => {
    database = await open()
    live = await openLiveHub(database)
    const ctx = {
      database,
      live,
      logger: pino({ level: 'silent' }),
      config: { trustedProxies: [] },
    }
    app.onError((error, c) =>
      c.text(error.message, error instanceof ExchangeError ? STATUS_OF[error.code] : 500),
    )
    const authenticate = async (request: Request) => {
      const name = request.headers.get('x-member') ?? ''
      return signedIn.has(name) ? ({ memberId: ids[name] } as Viewer) : undefined
    }
    liveRoute(ctx as unknown as Context, { app }, authenticate, { heartbeatMs: 50, maxStreams: 3 })
  })
  afterAll(async () => {
    await live?.close()
    await database?.close()
  })

  const connect = async (member: string, headers: Record<string, string> = {}) => {
    const reply = await app.request('/api/live', { headers: { 'x-member': member, ...headers } })
    expect(reply.status).toBe(200)
    const reader = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
    let text = ''
    return {
      /** Reads until `what` was sent, or the stream ends; returns all there was. */
      until: async (what: RegExp) => {
        while (!what.test(text)) {
          const { done, value } = await reader.read()
          if (done) return text + '[ended]'
          text += value
        }
        return text
      },
      close: () => reader.cancel(),
    }
  }
  const tell = (subject: string, ...members: string[]) =>
    database.db.transaction().execute((tx) =>
      announce(tx, {
        kind: 'release.received',
        subject,
        at,
        members: members.map((m) => ids[m]!),
      }),
    )

  test('a member hears of what concerns it and of nothing else', async () => {
    const [a, b] = [await connect('a'), await connect('b')]
    await tell('only-for-a', 'a')
    await tell('for-both', 'a', 'b')
    const [heardA, heardB] = [await a.until(/for-both/), await b.until(/for-both/)]
    expect(heardA).toContain('only-for-a')
    expect(heardB).not.toContain('only-for-a')
    expect(heardA).toMatch(/id: \d+\nevent: release\.received\ndata: \{"id":/)
    await Promise.all([a.close(), b.close()])
  })

  test('what is rolled back is never told', async () => {
    const a = await connect('a')
    const undone = database.db.transaction().execute(async (tx) => {
      await announce(tx, { kind: 'release.received', subject: 'undone', at, members: [ids['a']!] })
      throw new Error('undo')
    })
    await expect(undone).rejects.toThrow('undo')
    await tell('done', 'a')
    expect(await a.until(/"done"/)).not.toContain('undone')
    await a.close()
  })

  test('a screen that comes back gets what it missed, once and in order', async () => {
    const first = await connect('a')
    await tell('seen', 'a')
    const id = /id: (\d+)\nevent: \S+\ndata: \S*"seen"/.exec(await first.until(/"seen".*\n\n/))?.[1]
    await first.close()
    await tell('missed-1', 'a')
    await tell('not-mine', 'b')
    await tell('missed-2', 'a')
    const again = await connect('a', { 'last-event-id': id ?? '' })
    await tell('new', 'a')
    const heard = await again.until(/"new"/)
    const subjects = [...heard.matchAll(/"subject":"([^"]+)"/g)].map((match) => match[1])
    expect(subjects).toEqual(['missed-1', 'missed-2', 'new'])
    await again.close()
  })

  test('a nonsense Last-Event-ID is no reason to fail', async () => {
    for (const header of ['-1', '1 or 1=1', '9'.repeat(40)]) {
      const a = await connect('a', { 'last-event-id': header })
      expect(await a.until(/still here/)).toContain('retry: 1000')
      await a.close()
    }
  })

  test('the stream ends when the session is revoked, and a stranger gets none', async () => {
    const b = await connect('b')
    signedIn.delete('b')
    expect(await b.until(/never/)).toMatch(/\[ended\]$/)
    expect((await app.request('/api/live', { headers: { 'x-member': 'b' } })).status).toBe(401)
    signedIn.add('b')
  })

  test('a member opens a bounded number of streams, and closing one makes room', async () => {
    const streams = [await connect('a'), await connect('a'), await connect('a')]
    expect((await app.request('/api/live', { headers: { 'x-member': 'a' } })).status).toBe(429)
    await streams.pop()?.close()
    streams.push(await connect('a'))
    await Promise.all(streams.map((stream) => stream.close()))
    expect(live.listeners()).toBe(0)
  })

  test('a screen that does not read is dropped rather than held in memory', async () => {
    const reply = await app.request('/api/live', { headers: { 'x-member': 'a' } })
    for (let i = 0; i < 80; i++) await tell(`flood-${i}`, 'a')
    await expect.poll(() => live.listeners()).toBe(0)
    const text = await reply.text()
    expect(text.match(/"subject"/g)?.length).toBeLessThanOrEqual(64)
  })
})
