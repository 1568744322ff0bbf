import { onEachDatabase, type TestDatabase } from '@tocsin/testkit'
import { Hono } from 'hono'
import { randomUUID } from 'node:crypto'
import { connect as openSocket, type Socket } from 'node:net'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Context } from '../context.ts'
import { createLimits, LIMITS } from '../auth/limits.ts'
import { systemClock } from '../clock.ts'
import { ExchangeError, STATUS_OF } from '../errors.ts'
import { announce } from '../live/announce.ts'
import { openLiveHub, type LiveHub } from '../live/hub.ts'
import { listen, type Listener } from './listen.ts'
import { liveRoute } from './live.ts'
import type { Viewer } from './viewer.ts'

onEachDatabase('the live stream', (open) => {
  let database: TestDatabase
  let live: LiveHub
  let listener: Listener
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
      clock: { now: () => at },
    }
    app.onError((error, c) =>
      c.text(error.message, error instanceof ExchangeError ? STATUS_OF[error.code] : 500),
    )
    const authenticate = async (request: Request) => {
      const name = request.headers.get('x-member') ?? ''
      const personId = request.headers.get('x-person') ?? undefined
      const ends = request.headers.get('x-ends')
      const endsAt = ends === null ? undefined : new Date(ends)
      return signedIn.has(name) ? ({ memberId: ids[name], personId, endsAt } as Viewer) : undefined
    }
    const limits = createLimits(database.db, systemClock)
    const admit = (memberId: string) => limits.count('streamsPerMember', memberId)
    const hears = async () => true
    const bounds = { heartbeatMs: 50, maxStreams: 3, maxOfPerson: 2, partingMs: 200 }
    liveRoute(
      ctx as unknown as Context,
      { app },
      { authenticate, admit, hears, onChange: () => () => {} },
      bounds,
    )
    listener = await listen(app, { host: '127.0.0.1', port: 0 })
  })
  afterAll(async () => {
    await listener?.close()
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
    // A number would count what others were told.
    expect(heardA).not.toMatch(/id: \d+\n/)
    expect(heardA).toMatch(/id: [0-9a-f-]{36}\nevent: release\.received\ndata: \{"id":/)
    await Promise.all([a.close(), b.close()])
  })

  test('whoever’s time has come hears nothing from that instant, before the next look at the session too', async () => {
    const ended = await connect('a', { 'x-ends': at.toISOString() })
    const standing = await connect('a', { 'x-ends': new Date(at.getTime() + 1).toISOString() })
    await tell('after-the-end', 'a')
    await standing.until(/after-the-end/)
    const heard = await ended.until(/still here[^]*still here/)
    expect(heard).not.toContain('after-the-end')
    await Promise.all([ended.close(), standing.close()])
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
    const id = /id: ([0-9a-f-]{36})\nevent: \S+\ndata: \S*"seen"/.exec(
      await first.until(/"seen".*\n\n/),
    )?.[1]
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
    for (const header of ['-1', '1 or 1=1', '9'.repeat(40), '7', randomUUID()]) {
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

  test('a person opens fewer streams than the member, so that one cannot shut the others out', async () => {
    const [first, second] = ['x-person-1', 'x-person-2'].map((person) => ({ 'x-person': person }))
    const streams = [await connect('a', first), await connect('a', first)]
    const headers = { 'x-member': 'a', ...first! }
    expect((await app.request('/api/live', { headers })).status).toBe(429)
    streams.push(await connect('a', second))
    await Promise.all(streams.map((stream) => stream.close()))
  })

  /** A screen over a real socket that asks for the stream and then reads nothing. */
  const deafScreen = () =>
    new Promise<Socket>((resolve) => {
      const socket = openSocket(listener.port, '127.0.0.1', () => {
        socket.write('GET /api/live HTTP/1.1\r\nhost: exchange.example\r\nx-member: a\r\n\r\n')
      })
      socket.on('error', () => {})
      socket.once('readable', () => resolve(socket))
    })

  test('a connection that never reads is cut, and holds its place no longer than that', async () => {
    const deaf = await Promise.all([deafScreen(), deafScreen(), deafScreen()])
    expect((await app.request('/api/live', { headers: { 'x-member': 'a' } })).status).toBe(429)
    const large = 'x'.repeat(100_000)
    let told = 0
    while (live.listeners() > 0 && told < 1000) await tell(`${(told += 1)} ${large}`, 'a')
    expect(live.listeners()).toBe(0)
    expect((await app.request('/api/live', { headers: { 'x-member': 'a' } })).status).toBe(429)
    await expect
      .poll(async () => {
        const reply = await app.request('/api/live', { headers: { 'x-member': 'a' } })
        await reply.body?.cancel()
        return reply.status
      })
      .toBe(200)
    for (const socket of deaf) {
      const ended = new Promise((resolve) => socket.once('close', resolve))
      socket.resume()
      await ended
      expect(socket.bytesRead).toBeLessThan(told * large.length)
    }
  })

  test('a screen that missed more than may wait comes back until it has all, once and in order', async () => {
    const anchor = await connect('a')
    await tell('anchor', 'a')
    let id = /id: ([0-9a-f-]{36})\nevent: \S+\ndata: \S*"anchor"/.exec(
      await anchor.until(/"anchor".*\n\n/),
    )![1]!
    await anchor.close()
    const missed = Array.from({ length: 150 }, (_, i) => `missed-${i}`)
    for (const subject of missed) await tell(subject, 'a')
    const heard: string[] = []
    while (heard.length < missed.length) {
      const reply = await app.request('/api/live', {
        headers: { 'x-member': 'a', 'last-event-id': id },
      })
      const screen = reply.body!.pipeThrough(new TextDecoderStream()).getReader()
      let text = ''
      while (!text.includes('still here')) {
        const { done, value } = await screen.read()
        if (done) break
        text += value
      }
      await screen.cancel()
      heard.push(...[...text.matchAll(/"subject":"([^"]+)"/g)].map((match) => match[1]!))
      id = [...text.matchAll(/id: ([0-9a-f-]{36})/g)].at(-1)![1]!
    }
    expect(heard).toEqual(missed)
  })

  test('a storm of screens that come back at once is turned away before it costs a stream', async () => {
    let refused = 0
    for (let i = 0; i < LIMITS.streamsPerMember.points + 5; i++) {
      const reply = await app.request('/api/live', { headers: { 'x-member': 'b' } })
      await reply.body?.cancel()
      if (reply.status === 429) refused += 1
    }
    expect(refused).toBeGreaterThanOrEqual(5)
    expect(live.listeners()).toBe(0)
  })
})
