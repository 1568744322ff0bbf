import { makeCertificate, MemoryLog, serveLog } from '@tocsin/testkit/ct'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { runTocsin, startTocsin } from './child.ts'

const folder = mkdtempSync(join(tmpdir(), 'tocsin-watch-ct-'))
const targets = join(folder, 'targets.csv')
const log = new MemoryLog()
let size = 0
let served: Awaited<ReturnType<typeof serveLog>>

function add(names: string[], isTbs = false, serial = log.entries.length): void {
  const der = makeCertificate({ names, serial, isTbs })
  log.add({ der, isTbs, timestamp: Date.UTC(2026, 10, 3) })
}

beforeAll(async () => {
  writeFileSync(targets, 'name,kind\npinetreevotesfl.gov,election-office\n')
  for (let k = 0; k < 300; k++) add([`n${k}.example.com`])
  add(['pinetreevotefl.com', 'www.pinetreevotefl.com'], true)
  add(['pinetreevotefl.com', 'www.pinetreevotefl.com'], false, 300)
  add([`${'a'.repeat(10_000)}.com`])
  log.add({ der: Buffer.from('no certificate'), timestamp: 1 })
  for (let k = 304; k < 400; k++) add([`n${k}.example.com`])
  size = 400
  served = await serveLog(log, { size: () => size })
})
afterAll(async () => {
  await served.close()
  rmSync(folder, { recursive: true })
})

function watchCt(...flags: string[]) {
  return runTocsin(['watch', '--targets', targets, '--json', '--ct-private', '--once', ...flags])
}

function alertsIn(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Record<string, unknown>)
}

test('a name in a certificate that imitates a target is told once, with its log, its place and what the certificate says', async () => {
  const { code, text } = await watchCt(
    '--ct',
    served.staticUrl,
    '--ct',
    served.entriesUrl,
    '--ct-from',
    'start',
    '--ct-key',
    `${served.staticUrl}=${log.key}`,
    '--ct-key',
    `${served.entriesUrl}=${log.key}`,
  )
  expect(code).toBe(0)
  const alerts = alertsIn(text)
  const names = alerts.map(({ name }) => name)
  expect(names.toSorted()).toEqual(['pinetreevotefl.com', 'www.pinetreevotefl.com'])
  for (const alert of alerts)
    expect(alert).toMatchObject({
      target: 'pinetreevotesfl.gov',
      log: expect.stringMatching(/^http:\/\/127/),
      index: 300,
      isPrecertificate: true,
      issuer: 'Example Trust, EX1',
      notBefore: '2026-11-01T00:00:00Z',
      notAfter: '2027-01-30T23:59:59Z',
      loggedAt: '2026-11-03T00:00:00.000Z',
      firstSeen: expect.stringMatching(/^20/),
    })
  expect(text).toContain('signatures of its heads are checked')
  expect(text).toContain('leaves 0 to 399 read and proven to be the log')
  expect(text).toContain('1 certificates could not be read to their end; 2 names left out')
  expect(text).toContain('6 alerts not told again')
})

test('the next run goes on at the very leaf, and without a key the output says that signatures were not checked', async () => {
  const state = join(folder, 'state.json')
  const flags = ['--ct', served.staticUrl, '--ct-state', state]
  size = 250
  const first = await watchCt(...flags, '--ct-from', 'start')
  size = 400
  const second = await watchCt(...flags)
  size = 400
  const third = await watchCt(...flags)
  expect([first.code, second.code, third.code]).toEqual([0, 0, 0])
  expect(alertsIn(first.text)).toEqual([])
  expect(alertsIn(second.text)).toHaveLength(2)
  expect(alertsIn(third.text)).toEqual([])
  expect(second.text).toContain('goes on at leaf 250, where the last run ended')
  expect(second.text).toContain('leaves 250 to 399 read')
  expect(second.text).toContain('signatures of its heads are NOT checked')
  expect(third.text).toContain('no leaf was read')
  expect(JSON.parse(readFileSync(state, 'utf8'))).toMatchObject({
    version: 1,
    logs: { [served.staticUrl]: { size: 400, root: log.root(400).toString('base64') } },
  })
})

test('without a place to begin, only what comes from now on is read, which is said', async () => {
  const { code, text } = await watchCt('--ct', served.entriesUrl)
  expect(code).toBe(0)
  expect(text).toContain('from leaf 400 on; those before it are not looked at')
})

test('a log that fails is named with the leaf, the other is read to its end, and the status tells', async () => {
  const hostile = await serveLog(log, {
    change: (path, reply) =>
      path.endsWith('get-entries') ? { ...reply, body: Buffer.from('{"entries":[]}') } : reply,
  })
  const { code, text } = await watchCt(
    '--ct',
    hostile.entriesUrl,
    '--ct',
    served.staticUrl,
    '--ct-from',
    'start',
  )
  await hostile.close()
  expect(code).toBe(2)
  expect(text).toContain('STOPPED at leaf 0: the log has no leaf 0, which its head counts [gap]')
  expect(text).toContain('leaves 0 to 399 read')
})

test('the usable logs of a list are followed by the keys in it', async () => {
  const list = join(folder, 'log_list.json')
  const usable = { state: { usable: { timestamp: '2026-01-01T00:00:00Z' } } }
  const operators = [
    {
      logs: [
        { url: served.entriesUrl, key: log.key, ...usable },
        { url: 'https://retired.example/', key: log.key, state: { retired: {} } },
      ],
      tiled_logs: [{ monitoring_url: served.staticUrl, key: log.key, ...usable }],
    },
  ]
  writeFileSync(list, JSON.stringify({ version: '1', operators }))
  const { code, text } = await watchCt('--ct-list', list)
  expect(code).toBe(0)
  expect(text.match(/signatures of its heads are checked/g)).toHaveLength(2)
  expect(text).not.toContain('retired.example')
})

test.each([
  ['a private address', ['--ct', 'https://127.0.0.1/', '--once'], 2, 'private address; not asked'],
  ['an address without TLS', ['--ct', 'http://log.example/', '--once'], 2, 'asked by https'],
  ['no address', ['--ct', 'log.example'], 1, 'no URL'],
  [
    'a key of no log',
    ['--ct', 'https://log.example', '--ct-key', 'https://other.example=AA=='],
    1,
    '--ct-key',
  ],
  ['a place that is none', ['--ct', 'https://log.example', '--ct-from', '-1'], 1, 'newest, start'],
])('%s is refused', async (_, flags, status, words) => {
  const { code, text } = await runTocsin(['watch', '--targets', targets, ...flags])
  expect(text).toContain(words)
  expect(code).toBe(status)
})

test('a state that was tampered with is refused', async () => {
  const state = join(folder, 'bad.json')
  writeFileSync(state, '{"version":2}')
  const { code, text } = await watchCt('--ct', served.staticUrl, '--ct-state', state)
  expect([code, text.includes('not what --ct-state keeps')]).toEqual([1, true])
})

test('a run that is killed at any moment loses nothing, and one that is ended by a signal tells nothing twice', async () => {
  const growing = new MemoryLog()
  const grow = (count: number): void => {
    for (let k = 0; k < count; k++) {
      const serial = growing.entries.length
      const names = [`n${serial}.pinetreevotefl.com`]
      growing.add({ der: makeCertificate({ names, serial }), timestamp: 1 })
    }
  }
  grow(50)
  const lively = await serveLog(growing, { page: 7 })
  const state = join(folder, 'crash.json')
  const flags = ['watch', '--targets', targets, '--json', '--ct-private', '--ct', lively.entriesUrl]
  const args = [...flags, '--ct-state', state, '--ct-from', 'start']
  const indices = (text: string) => alertsIn(text).map(({ index }) => index as number)
  const texts: string[] = []
  for (const signal of ['SIGKILL', 'SIGINT', 'SIGKILL', 'SIGTERM'] as const) {
    const size = growing.entries.length
    const child = startTocsin(args)
    await expect
      .poll(() => child.printed().includes(`"index":${size - 1},`), { timeout: 30_000 })
      .toBe(true)
    child.process.kill(signal)
    await child.ended
    texts.push(child.printed())
    grow(30)
  }
  const last = await runTocsin([...args, '--once'])
  await lively.close()
  const all = [...texts, last.text].map(indices)
  expect(new Set(all.flat())).toEqual(new Set(Array.from({ length: 170 }, (_, k) => k)))
  // After a signal that can be heard the next run begins at the very leaf.
  expect(Math.min(...all[2]!)).toBe(80)
  expect(Math.min(...all[4]!)).toBe(140)
  expect(last.code).toBe(0)
})
