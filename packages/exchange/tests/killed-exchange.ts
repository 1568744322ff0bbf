import { createClient } from '@tocsin/api'
import type { MailServer } from '@tocsin/testkit'
import { programOf } from '@tocsin/testkit/programs'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Config } from '../src/config.ts'
import {
  addAndMoveElection,
  answer,
  inviteAndErase,
  keepAndSaveDraft,
  proposeAndAdopt,
  releaseAndRecall,
  reportByLink,
  submitAndApprove,
  submitMaskedAndApprove,
  warnOffices,
} from './killed-acts.ts'
import { draftFor } from './crew.ts'
import type { Actor } from './members-at-work.ts'

/** What the server answered for before it was killed: ids. */
export type Acknowledged = {
  notices: string[]
  recalls: string[]
  told: string[]
  reported: string[]
  approved: string[]
  /** Messages in which somebody is masked, and numbers of versions of a charter. */
  masked: string[]
  adopted: string[]
  elections: string[]
  drafts: string[]
  erased: string[]
}

export type Actors = {
  operator: Actor
  deputy: Actor
  agency: Actor
  second: Actor
  platform: Actor
  group: string
  /** A group whose charter changes. */
  chartered: string
  mail: MailServer
}

type Faulty = { cause?: { code?: string } }

const RESETS = ['ECONNRESET', 'EPIPE', 'UND_ERR_SOCKET']

function isReset({ cause }: Faulty): boolean {
  return RESETS.includes(cause?.code ?? '')
}

/** Serves; several at a time act over HTTP; once it answered `count` times, and each act once, the server is killed amid the next ones. */
export async function workUntilKilled(
  config: Config,
  actors: Actors,
  count: number,
  done: Acknowledged,
): Promise<void> {
  const { args, env } = programOf('served')
  const server = spawn(process.execPath, [...args, JSON.stringify(config)], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
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
        if (server.killed) return
        if (server.exitCode !== null)
          throw new Error('the server ended by itself', { cause: error })
        // A kept connection can end as it is used again: nothing was answered, so nothing is promised.
        if (isReset(error as Faulty)) continue
        throw error
      }
      acts += 1
      const isEachDone = Object.values(done).every((one) => one.length > 0)
      if (acts >= count && isEachDone) server.kill('SIGKILL')
    }
  }
  const { agency, group, chartered, mail } = actors
  const [operator, deputy, second] = [as(actors.operator), as(actors.deputy), as(actors.second)]
  let read = mail.mails.length
  const nextNotice = async () => {
    for (;;) {
      while (read === mail.mails.length && !server.killed) await sleep(5)
      const next = mail.mails[read++]
      if (!next) throw new Error('no mail came before the kill')
      if (next.text.includes('/n#')) return next
    }
  }
  const reportOne = async () => {
    const newest = () => mail.mails.findLast((one) => one.text.includes('/n#'))
    // Links are opened so often from one address and no oftener.
    do await sleep(200)
    while (!newest() && !server.killed)
    return reportByLink(as(), newest()!)
  }
  try {
    await Promise.all([
      repeat(done.notices, () => warnOffices(as(agency))),
      repeat(done.notices, () => warnOffices(as(agency))),
      repeat(done.recalls, () => releaseAndRecall(as(actors.platform), group)),
      repeat(done.told, async () => answer(as(), await nextNotice())),
      repeat(done.reported, reportOne),
      repeat(done.approved, () => submitAndApprove(as(agency), second, draftFor({ group }))),
      repeat(done.masked, () => submitMaskedAndApprove(as(agency), second, group)),
      repeat(done.adopted, () => proposeAndAdopt(operator, second, chartered)),
      repeat(done.elections, () => addAndMoveElection(operator)),
      repeat(done.drafts, () => keepAndSaveDraft(second)),
      repeat(done.erased, () => inviteAndErase(operator, deputy, agency.id)),
    ])
  } finally {
    // An act that failed for another reason must not leave the server running.
    server.kill('SIGKILL')
  }
  await closed
}
