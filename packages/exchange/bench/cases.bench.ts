/**
 * One case that 50 members work with 500 items, on a real PostgreSQL, the exchange a process of its own: how long the page's data
 * take for each member, alone and all at once; how soon an act of one stands before all whom it is for; how many acts a second it
 * takes when all act at once with their screens open; that none is lost, refused or deadlocked. Then what a case of 100,000 items
 * does, and the page in a real browser at two widths. The members, their screens and the database share this machine's cores with
 * the exchange. Arguments: members (50), items (500), items of the large case (100,000).
 */
import { startPostgres } from '@tocsin/testkit'
import { fork } from 'node:child_process'
import { join } from 'node:path'
import { actAtOnce, type Kept } from './cases-acts.ts'
import { browse } from './cases-browser.ts'
import {
  isFor,
  type Member,
  openScreen,
  readPage,
  refused,
  type Screen,
  toMember,
  writeLine,
} from './cases-crowd.ts'
import type { Order, Ready } from './cases-server.ts'
import { nextMessage } from './taxii-load.ts'

const [members = 50, items = 500, large = 100_000] = process.argv.slice(2).map(Number)
const ROUNDS = 10
const ACTING_MS = 20_000

const server = await startPostgres()
const started = performance.now()
const child = fork(
  join(import.meta.dirname, 'cases-server.ts'),
  [server.url, JSON.stringify({ members, items })],
  { execArgv: ['--conditions=@tocsin/source', '--disable-warning=ExperimentalWarning'] },
)
const ready = await nextMessage<Ready>(child)
say(
  `${members} members, ${items} items in`,
  `${((performance.now() - started) / 1000).toFixed(0)} s`,
)
try {
  const crowd = ready.people.map((person) => toMember(ready.port, person))
  await readBare(crowd)
  await readAlone(crowd, ready.caseId, 'page data, one member at a time')
  await readTogether(crowd)
  const screens = await Promise.all(crowd.map((one) => openScreen(one, ready.port, ready.caseId)))
  await seeOne(screens)
  await seeAll(screens)
  const kept = await actAtOnce(screens, ready, ACTING_MS)
  for (const screen of screens) screen.close()
  await tellKept(kept)
  await readAlone(crowd, ready.caseId, 'page data after that')
  const big = await order<string>({ large })
  await readLarge(crowd, big)
  if (!process.argv.includes('--no-browser')) await browse(ready, [ready.caseId, big])
  const deadlocks = await order<string>({ deadlocks: true })
  say('deadlocks in the database', deadlocks)
  for (const [what, times] of refused) say('refused', `${times} times: ${what}`)
  const faults = [...refused.keys()].filter((what) => what.startsWith('5')).length
  if (faults > 0 || deadlocks !== '0' || kept.lost > 0) process.exitCode = 1
} finally {
  child.removeAllListeners('exit')
  child.kill('SIGKILL')
  await server.stop()
}
process.exit()

async function order<T>(what: Order): Promise<T> {
  const answer = nextMessage<{ answer: T }>(child)
  child.send(what)
  return (await answer).answer
}

async function readAlone(crowd: Member[], caseId: string, name: string): Promise<void> {
  const parts = new Map<string, number[]>()
  for (let round = 0; round < 3; round++)
    for (const member of crowd)
      for (const [part, ms] of await readPage(member, caseId))
        parts.set(part, [...(parts.get(part) ?? []), ms])
  for (const [part, times] of parts) say(part === 'page' ? name : `  ${part}`, spread(times))
}

/** Reference of the same run: who is signed in, which is the least that a page asks for. */
async function readBare(crowd: Member[]): Promise<void> {
  const times: number[] = []
  for (const member of crowd) {
    const start = performance.now()
    await member.ask('/api/session')
    times.push(performance.now() - start)
  }
  say('who is signed in, for reference', spread(times))
}

async function readTogether(crowd: Member[]): Promise<void> {
  const times: number[] = []
  for (let round = 0; round < 5; round++) {
    const pages = await Promise.all(crowd.map((member) => readPage(member, ready.caseId)))
    times.push(...pages.map((page) => page.get('page')!))
  }
  say('page data, all at once', spread(times))
}

/** One member writes: until the last of those whom it is for has heard, and until it stands on the last screen. */
async function seeOne(screens: Screen[]): Promise<void> {
  const heard: number[] = []
  const seen: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const writer = screens[(round * 7) % screens.length]!
    const start = performance.now()
    const line = await writeLine(writer.member, ready.caseId)
    seen.push(await untilSeen(screens, [{ line, writer }], start))
    const hearing = screens.filter((one) => isFor(writer.member, one.member))
    heard.push(Math.max(...hearing.map((one) => one.heardAt())) - start)
    await pause(500)
  }
  say('one act, heard by all', spread(heard))
  say('one act, seen by all', spread(seen))
}

/** All write at once: until everybody sees all that is for them. */
async function seeAll(screens: Screen[]): Promise<void> {
  const seen: number[] = []
  for (let round = 0; round < ROUNDS / 2; round++) {
    const start = performance.now()
    const lines = await Promise.all(
      screens.map(async (writer) => ({
        line: await writeLine(writer.member, ready.caseId),
        writer,
      })),
    )
    seen.push(await untilSeen(screens, lines, start))
    await pause(1000)
  }
  say(`${screens.length} acts at one instant, all seen by all`, spread(seen))
}

async function untilSeen(
  screens: Screen[],
  lines: { line: string; writer: Screen }[],
  start: number,
): Promise<number> {
  const waiting = screens.flatMap((screen) =>
    lines
      .filter(({ writer }) => isFor(writer.member, screen.member))
      .map(({ line }) => ({ screen, line })),
  )
  while (waiting.some(({ screen, line }) => !screen.shown.has(line))) await pause(5)
  return Math.max(...waiting.map(({ screen, line }) => screen.shown.get(line)!)) - start
}

async function tellKept({ acts, perSecond, times, lost }: Kept): Promise<void> {
  say('all acting, screens open', `${perSecond.toFixed(0)} acts a second; ${spread(times)}`)
  say('acts taken, and lost', `${acts}, ${lost}`)
}

async function readLarge(crowd: Member[], caseId: string): Promise<void> {
  const few = crowd.slice(0, 10)
  await readAlone(few, caseId, `page data of a case of ${large} items`)
  const { status, body } = await few[0]!.ask(`/api/cases/${caseId}/items`, {
    kind: 'finding',
    ref: ready.spare[0]!.at(-1)!,
  })
  say('one item more there', `${status} ${body.slice(0, 160)}`)
  refused.clear()
  const start = performance.now()
  let pages = 0
  let places = 0
  for (let after = ''; ; pages++) {
    const page = await few[1]!.ask(`/api/cases/${caseId}/items?limit=200${after}`)
    const { items: shown, next } = JSON.parse(page.body) as {
      items: ({ id: string } | { withheld: number })[]
      next?: string
    }
    places += shown.reduce((sum, one) => sum + ('withheld' in one ? one.withheld : 1), 0)
    if (next === undefined) break
    after = `&after=${next}`
  }
  const ms = (performance.now() - start) / (pages + 1)
  say('its items to the end', `${pages + 1} pages, ${places} places, ${ms.toFixed(0)} ms a page`)
}

function say(name: string, value: string): void {
  console.log(`${name.padEnd(46)} ${value}`)
}

function spread(times: readonly number[]): string {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!.toFixed(0)
  return `p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, worst ${at(1)} ms`
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
