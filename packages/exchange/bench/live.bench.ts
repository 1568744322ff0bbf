/**
 * Release to live screen: 200 members are connected over loopback to one process; from sending the request
 * that releases until each screen has the event. On both databases, beside a bare announcement to the same
 * screens as reference. The clients share the process and its two cores, so a real server has more to give.
 */
import { createRelease, previewRelease, type ReleaseDraft } from '@tocsin/api'
import { openPglite, type Database } from '@tocsin/exchange'
import { startPostgres } from '@tocsin/testkit'
import { randomUUID } from 'node:crypto'
import { get } from 'node:http'
import { migrate } from '../src/db/migrate.ts'
import { openPostgres } from '../src/db/database.ts'
import { announce } from '../src/live/announce.ts'
import { openStage, START, type Actor, type Stage } from '../tests/members-at-work.ts'

const MEMBERS = 200
const ROUNDS = 20

await run('PGlite', await openPglite(undefined))
const server = await startPostgres()
await run('PostgreSQL', await openPostgres(server.url))
await server.stop()

async function run(name: string, database: Database): Promise<void> {
  await migrate(database.db)
  const stage = await openStage(database)
  const listener = await stage.exchange.listen()
  const sender = await stage.admit('Sender', 'platform')
  const members: Actor[] = []
  for (let i = 0; i < MEMBERS; i++) members.push(await stage.admit(`Member ${i}`, 'platform'))
  const group = await stage.found('All', [sender, ...members])
  const heard = new Map<string, number[]>()
  const close = await Promise.all(members.map((member) => listenTo(listener.port, member, heard)))

  const bare: number[] = []
  const released: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    bare.push(...(await announceOnce(stage, members, heard)))
    released.push(...(await releaseOnce(sender, group, heard)))
  }
  const [reference, release] = [spread(bare), spread(released)]
  const ratio = (release.median / reference.median).toFixed(1)
  console.log(
    `${name.padEnd(11)} release  median ${release.median.toFixed(0)} ms, p99 ${release.p99.toFixed(0)} ms, worst ${release.worst.toFixed(0)} ms`,
  )
  console.log(
    `${''.padEnd(11)} announce median ${reference.median.toFixed(0)} ms, p99 ${reference.p99.toFixed(0)} ms; ratio of medians ${ratio}`,
  )
  for (const end of close) end()
  await listener.close()
  await stage.close()
  await database.close()
}

/** Opens a screen over HTTP; every event notes its time under its subject. */
function listenTo(port: number, member: Actor, heard: Map<string, number[]>): Promise<() => void> {
  return new Promise((resolve, reject) => {
    const request = get(
      { host: '127.0.0.1', port, path: '/api/live', headers: member.headers, agent: false },
      (reply) => {
        if (reply.statusCode !== 200)
          reject(new Error(`the stream was refused: ${reply.statusCode}`))
        reply.setEncoding('utf8')
        let text = ''
        reply.on('data', (chunk: string) => {
          text += chunk
          for (const match of text.matchAll(/"subject":"([^"]+)"/g)) {
            const times = heard.get(match[1]!) ?? []
            heard.set(match[1]!, times)
            times.push(performance.now())
          }
          text = text.slice(text.lastIndexOf('\n') + 1)
          resolve(() => request.destroy())
        })
      },
    )
    request.on('error', reject)
  })
}

async function releaseOnce(sender: Actor, groupId: string, heard: Map<string, number[]>) {
  const draft = draftFor(groupId)
  const { digest } = await sender.call(previewRelease, { body: draft })
  const start = performance.now()
  const sent = await sender.call(createRelease, { body: { draft, digest } })
  return waitFor(sent.summary.id, start, heard)
}

async function announceOnce(stage: Stage, members: Actor[], heard: Map<string, number[]>) {
  const subject = randomUUID()
  const to = members.map((member) => member.id)
  const start = performance.now()
  await stage.exchange.context.database.db
    .transaction()
    .execute((tx) => announce(tx, { kind: 'run.changed', subject, at: START, members: to }))
  return waitFor(subject, start, heard)
}

async function waitFor(subject: string, start: number, heard: Map<string, number[]>) {
  while ((heard.get(subject)?.length ?? 0) < MEMBERS)
    await new Promise((resolve) => setTimeout(resolve, 5))
  const times = heard.get(subject)!.map((at) => at - start)
  heard.delete(subject)
  return times
}

function draftFor(groupId: string): ReleaseDraft {
  const note = (i: number) => ({
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: START.toISOString(),
    modified: START.toISOString(),
    content: `Seen in step ${i}`,
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  })
  const terms = {
    groupId,
    tlp: 'amber',
    pap: 'amber',
    purpose: 'election-security',
    basis: 'Charter',
  }
  return {
    title: 'Coordinated accounts',
    terms: terms as ReleaseDraft['terms'],
    objects: Array.from({ length: 50 }, (_, i) => note(i)),
  }
}

function spread(times: number[]): { median: number; p99: number; worst: number } {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!
  return { median: at(0.5), p99: at(0.99), worst: at(1) }
}
