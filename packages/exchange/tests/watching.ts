/** An exchange with a mail server on which a hub watches over parties, and hands that act as its people. */
import {
  getRun,
  proposeParty,
  settleParty,
  startWatch,
  uploadActivity,
  type Client,
  type DetectionRun,
  type Party,
  type PartyStatement,
  type Upload,
} from '@tocsin/api'
import {
  seedPerson,
  startMailServer,
  startTestExchange,
  type MailServer,
  type TestDatabase,
  type TestExchange,
} from '@tocsin/testkit'
import { setTimeout as sleep } from 'node:timers/promises'

export const mailOf = (name: string) => `${name}@member.example`

export type Watching = {
  node: TestExchange
  mail: MailServer
  ids: Record<'hub' | 'campaign' | 'platform' | 'agency' | 'stranger', string>
  as: (name: string) => Promise<Client>
  enrol: (by: string, statement: PartyStatement, isMember: boolean) => Promise<Party>
  /** Looks a list of names through and gives the run as it ended. */
  look: (by: string, names: readonly string[]) => Promise<DetectionRun>
  close: () => Promise<void>
}

export function statementOf(domain: string, changes: Partial<PartyStatement> = {}): PartyStatement {
  return {
    name: `Owner of ${domain}`,
    kind: 'think-tank',
    domains: [domain],
    aliases: [],
    keywords: [],
    contacts: [{ title: 'Head of IT', email: `it@${domain}`, language: 'en' }],
    tellFrom: 60,
    othersAfter: 24,
    ...changes,
  }
}

export async function openWatching(database: TestDatabase, isMailing = true): Promise<Watching> {
  const mail = await startMailServer()
  const node = await startTestExchange({
    database,
    ...(isMailing ? { smtpUrl: mail.url } : {}),
  })
  const admit = (name: string, kind: 'hub' | 'campaign' | 'platform' | 'agency' | 'researcher') =>
    node.admit({
      name: `The ${name}`,
      kind,
      email: mailOf(name),
      roles: kind === 'hub' ? ['operator', 'analyst'] : ['analyst'],
    })
  const ids = {
    hub: await admit('hub', 'hub'),
    campaign: await admit('campaign', 'campaign'),
    platform: await admit('platform', 'platform'),
    agency: await admit('agency', 'agency'),
    stranger: await admit('stranger', 'researcher'),
  }
  await seedPerson(database.db, ids.hub, {
    email: mailOf('deputy'),
    roles: ['operator', 'analyst'],
  })
  const as = (name: string) => node.stage.as(mailOf(name))
  return {
    node,
    mail,
    ids,
    as,
    enrol: async (by, statement, isMember) => {
      const party = await (await as(by))(proposeParty, { body: { statement, isMember } })
      return (await as('deputy'))(settleParty, {
        params: { id: party.id },
        body: { version: 1, stands: true },
      })
    },
    look: async (by, names) => {
      const file = new Blob([names.join('\n')])
      const upload = (await node.stage.upload(
        mailOf(by),
        uploadActivity,
        'name=names.txt&of=names',
        file,
      )) as Upload
      const client = await as(by)
      const { id } = await client(startWatch, { body: { uploadId: upload.id } })
      for (;;) {
        const run = await client(getRun, { params: { id } })
        if (run.endedAt) return run
        await sleep(50)
      }
    },
    close: async () => {
      await node.close()
      await database.close()
      await mail.stop()
    },
  }
}
