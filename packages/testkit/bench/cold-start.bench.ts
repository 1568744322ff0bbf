/**
 * A cold start by `docs/cold-start.md`: an exchange with a registry, an open notice and a clock that runs is ended, its folder copied and
 * the first one removed; the copy is served from an empty folder. How long until it answers, its registry and its record are there,
 * and the clock that was running asks the next contact. The bound is ten minutes. Installing the program (`npm ci`, `npm run build`) is not
 * in it. Reference: copying the folder, file by file, each on the disk.
 */
import {
  createClient,
  getCoverage,
  getOverview,
  importContacts,
  createMember,
  invitePerson,
  listContacts,
  listJurisdictions,
  listLog,
  sendNotice,
  type Client,
} from '@tocsin/api'
import { freePort, startMailServer } from '@tocsin/testkit'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, open, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

const MAIN = resolve(import.meta.dirname, '../../cli/src/main.ts')
const LIMIT_MS = 600_000
const OPERATOR = 'op@hub.example'
const ANALYST = 'analyst@agency.example'

const folder = await mkdtemp(join(tmpdir(), 'tocsin-cold-'))
const origin = `http://127.0.0.1:${await freePort()}`
const mail = await startMailServer()
const [first, backup, second] = ['first', 'backup', 'second'].map((name) => join(folder, name))
const env = { SMTP_URL: mail.url }

await run(['init', '--dir', first!, '--origin', origin, '--operator-email', OPERATOR])
let server = await serve(first!)
const { id, offices } = await fill(first!)
const size = (await asOperator(first!).then((call) => call(listLog))).size
await end(server)
const copied = await timed(() => cp(first!, backup!, { recursive: true }))
await rm(first!, { recursive: true })
const bare = await timed(() => writeBare(backup!))

const start = performance.now()
await cp(backup!, second!, { recursive: true })
server = await serve(second!)
const answers = performance.now() - start
const operator = await asOperator(second!)
const { size: after } = await operator(listLog)
const there = await countContacts(operator)
if (after < size || there !== offices * 2)
  throw new Error('the registry or the record is not whole')
await operator(getOverview)
const whole = performance.now() - start
const analyst = await asPerson(second!, ANALYST)
for (;;) {
  const { targets } = await analyst(getCoverage, { params: { id }, query: {} })
  if (targets.every(({ attempt, mail: state }) => attempt === 2 && state === 'handed-over')) break
  await sleep(500)
}
const clocks = performance.now() - start
console.log(`cold start of an exchange with ${there} contacts and ${after} entries of its log:`)
console.log(`  copied back and answering   ${seconds(answers)}`)
console.log(`  signed in, registry, record ${seconds(whole)}`)
console.log(
  `  clocks that were open asked the next contacts ${seconds(clocks)} (they had a minute to run)`,
)
console.log(`  the bound is ${LIMIT_MS / 1000} s: ${clocks < LIMIT_MS ? 'kept' : 'NOT KEPT'}; making the copy took ${seconds(copied)}, writing its bytes bare ${seconds(bare)} (answering: ${(answers / bare).toFixed(1)} times)`) // prettier-ignore
await end(server)
await mail.stop()
await rm(folder, { recursive: true, force: true })

/** A registry of two contacts for each state, and a notice to all whose clocks run for a minute. */
async function fill(dir: string): Promise<{ id: string; offices: number }> {
  const call = await asOperator(dir)
  const { items } = await call(listJurisdictions, { query: {} })
  const states = items.filter(({ kind }) => kind === 'state')
  const contacts = states.flatMap(({ id: jurisdiction }) =>
    [0, 1].map((rank) => ({
      jurisdiction,
      role: 'chief-official' as const,
      rank,
      title: `Official ${rank}`,
      email: `official.${rank}@${jurisdiction}.example`,
      language: 'en',
    })),
  )
  await call(importContacts, { body: { contacts } })
  const member = await call(createMember, { body: { name: 'Agency', kind: 'agency' } })
  const body = { name: 'Analyst', email: ANALYST, roles: ['analyst' as const] }
  await call(invitePerson, { params: { id: member.id }, body })
  const analystCall = await asPerson(dir, ANALYST)
  const text = { subject: 'S', what: 'W', howSure: 'H', actions: ['A'], whoToCall: 'D' }
  const { summary } = await analystCall(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: { en: text },
      targets: states.map(({ id: jurisdiction }) => ({ jurisdiction, role: 'chief-official' as const })), // prettier-ignore
      answerWithin: 1,
    },
  })
  while (mail.mails.filter(({ to }) => to.startsWith('official.0')).length < states.length) await sleep(100) // prettier-ignore
  return { id: summary.id, offices: states.length }
}

async function countContacts(call: Client): Promise<number> {
  const { items } = await call(listJurisdictions, { query: {} })
  const of = await Promise.all(
    items.map(({ id: place }) => call(listContacts, { params: { id: place } })),
  )
  return of.reduce((sum, one) => sum + one.items.length, 0)
}

function asOperator(dir: string): Promise<Client> {
  return asPerson(dir, OPERATOR)
}

/** Signs in by a link of `tocsin link`, as the page does. */
async function asPerson(dir: string, email: string): Promise<Client> {
  const printed = await run(['link', email, '--dir', dir])
  const token = /token=([\w-]+)/.exec(printed)?.[1]
  const reply = await fetch(`${origin}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token }),
  })
  const cookie = (reply.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  return createClient({ base: origin, headers: { cookie, origin } })
}

function startTocsin(args: string[]): ChildProcess {
  return spawn(process.execPath, ['--conditions=@tocsin/source', '--no-warnings', MAIN, ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function run(args: string[]): Promise<string> {
  const child = startTocsin(args)
  let text = ''
  child.stdout!.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const [code] = (await once(child, 'close')) as [number]
  if (code !== 0) throw new Error(`tocsin ${args[0]} ended with ${code}: ${text}`)
  return text
}

async function serve(dir: string): Promise<ChildProcess> {
  const child = startTocsin(['serve', '--dir', dir, '--no-screens'])
  child.stdout!.resume()
  for (;;) {
    const up = await fetch(`${origin}/healthz`).then(({ ok }) => ok, () => false) // prettier-ignore
    if (up) return child
    if (child.exitCode !== null) throw new Error('serve ended by itself')
    await sleep(50)
  }
}

async function end(child: ChildProcess): Promise<void> {
  const closed = once(child, 'close')
  child.kill('SIGTERM')
  await closed
}

/** Writes as many bytes as the folder has, file by file, each on the disk before the next. */
async function writeBare(dir: string): Promise<void> {
  const files = await readdir(dir, { recursive: true, withFileTypes: true })
  const target = join(folder, 'bare')
  for (const file of files.filter((one) => one.isFile())) {
    const source = await open(join(file.parentPath, file.name))
    const { size: length } = await source.stat()
    await source.close()
    const handle = await open(target, 'w')
    await handle.write(new Uint8Array(length))
    await handle.sync()
    await handle.close()
  }
}

async function timed(act: () => Promise<unknown>): Promise<number> {
  const begun = performance.now()
  await act()
  return performance.now() - begun
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`
}
