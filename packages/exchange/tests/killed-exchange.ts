import {
  acknowledgeNotice,
  createClient,
  createRelease,
  previewRelease,
  recallRelease,
  sendNotice,
  type Client,
} from '@tocsin/api'
import { seedContacts, type MailServer, type ReceivedMail } from '@tocsin/testkit'
import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Config } from '../src/config.ts'
import type { Database } from '../src/db/database.ts'
import { insertPlaces } from '../src/offices/store.ts'
import { plant } from '../src/offices/tree.ts'
import type { Actor } from './members-at-work.ts'

const SERVER = fileURLToPath(new URL('./served-exchange.ts', import.meta.url))
const STATE = '98'
const COUNTIES = Array.from({ length: 6 }, (_, i) => `98${String(i).padStart(3, '0')}`)
/** The state's official and one clerk of each county. */
export const OFFICES = COUNTIES.length + 1

/** What the server answered for before it was killed: ids. */
export type Acknowledged = { notices: string[]; recalls: string[]; told: string[] }

type Actors = { agency: Actor; platform: Actor; group: string; mail: MailServer }

/** Serves; several at a time act over HTTP; after `count` answers the server is killed amid the next acts. */
export async function workUntilKilled(
  config: Config,
  { agency, platform, group, mail }: Actors,
  count: number,
  done: Acknowledged,
): Promise<void> {
  const args = ['--conditions=@tocsin/source', '--no-warnings', SERVER, JSON.stringify(config)]
  const server = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(server, 'close')
  const [first] = (await once(server.stdout, 'data')) as [Buffer]
  const base = `http://127.0.0.1:${Number(first)}`
  const as = (actor?: Actor) => createClient({ base, ...(actor ? { headers: actor.headers } : {}) })
  let acts = 0
  const repeat = async (list: string[], act: () => Promise<string>): Promise<void> => {
    while (!server.killed) {
      try {
        list.push(await act())
      } catch (error) {
        if (!server.killed) throw error
        return
      }
      acts += 1
      if (acts === count) server.kill('SIGKILL')
    }
  }
  let read = mail.mails.length
  const nextMail = async () => {
    while (read === mail.mails.length && !server.killed) await sleep(5)
    const next = mail.mails[read++]
    if (!next) throw new Error('no mail came before the kill')
    return next
  }
  try {
    await Promise.all([
      repeat(done.notices, () => warn(as(agency))),
      repeat(done.notices, () => warn(as(agency))),
      repeat(done.recalls, () => releaseAndRecall(as(platform), group)),
      repeat(done.told, async () => answer(as(), await nextMail())),
    ])
  } finally {
    // An act that failed for another reason must not leave the server running.
    server.kill('SIGKILL')
  }
  await closed
}

async function warn(call: Client): Promise<string> {
  const counties = COUNTIES.map((jurisdiction) => ({ jurisdiction, role: 'clerk' as const }))
  const text = { subject: 'A false site', what: 'A copy.', howSure: 'Seen.', whoToCall: 'Desk' }
  const notice = await call(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: { en: { ...text, actions: ['Tell your staff'] } },
      targets: [{ jurisdiction: STATE, role: 'chief-official' }, ...counties],
      answerWithin: 600,
      again: true,
    },
  })
  return notice.summary.id
}

async function releaseAndRecall(call: Client, groupId: string): Promise<string> {
  const body = {
    title: 'Accounts',
    terms: {
      groupId,
      tlp: 'amber' as const,
      pap: 'amber' as const,
      purpose: 'election-security' as const,
      basis: 'Charter',
    },
    objects: [toNote()],
  }
  const { digest } = await call(previewRelease, { body })
  const { summary } = await call(createRelease, { body: { draft: body, digest } })
  await call(recallRelease, { params: { id: summary.id }, body: { reason: 'A mistake' } })
  return summary.id
}

/** Answers by the link in a mail; returns the target. */
async function answer(call: Client, { text }: ReceivedMail): Promise<string> {
  const token = /\/n#([\w-]+)/.exec(text)![1]!
  return (await call(acknowledgeNotice, { body: { token, step: 'told' } })).targetId
}

/** A state and its counties, each with one contact. */
export async function addOffices({ db }: Database): Promise<void> {
  const place = (id: string, kind: string, parent: string | null) => {
    return { id, kind, name: `Place ${id}`, parent, ocdId: `ocd-division/place:${id}` }
  }
  const counties = COUNTIES.map((id) => ({ ...place(id, 'county', STATE), toldWith: STATE }))
  const state = { ...place(STATE, 'state', null), accountable: 'chief-official' as const }
  await insertPlaces(db, plant([state, ...counties]))
  const clerks = COUNTIES.map((jurisdiction) => ({ jurisdiction, role: 'clerk' as const }))
  await seedContacts(db, [{ jurisdiction: STATE, role: 'chief-official' }, ...clerks])
}

function toNote() {
  return {
    type: 'note',
    spec_version: '2.1',
    id: `note--${randomUUID()}`,
    created: '2026-10-01T10:00:00.000Z',
    modified: '2026-10-01T10:00:00.000Z',
    content: 'Seen in step',
    object_refs: ['identity--311b2d2d-f010-4473-83ec-1edf84858f4c'],
  }
}
