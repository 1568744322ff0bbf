import {
  addToGroup,
  createGroup,
  createRelease,
  draftStix,
  importContacts,
  importFindings,
  listGroups,
  previewRelease,
  sendNotice,
  signIn as signInRoute,
  type NetworkDocument,
  type NoticeDraft,
  type ReleaseDraft,
} from '@tocsin/api'
import { makeSignInLink } from '@tocsin/exchange'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort, startMailServer, startTestExchange, type TestExchange } from '../../src/index.ts'
import { freshPostgres, type TestDatabase } from '../../src/databases.ts'

export type House = Awaited<ReturnType<typeof openHouse>>

const PEOPLE = {
  operator: { name: 'Example hub', kind: 'hub', roles: ['operator'] },
  agency: { name: 'Election Security Agency', kind: 'agency', roles: ['analyst'] },
  platform: { name: 'Platform A', kind: 'platform', roles: ['analyst'] },
  peer: { name: 'Platform B', kind: 'platform', roles: ['analyst'] },
  researcher: { name: 'Example Observatory', kind: 'researcher', roles: ['analyst'] },
  clerk: {
    name: 'Franklin County Elections',
    kind: 'office',
    roles: ['clerk'],
    jurisdiction: '39049',
  },
} as const
export type Who = keyof typeof PEOPLE

/**
 * A real exchange on PostgreSQL with mail, people of each kind, one group, contacts and one finding; on `given` where there is no
 * run of tests to make a database.
 */
export async function openHouse(given?: TestDatabase) {
  const mail = await startMailServer()
  const database = given ?? (await freshPostgres())
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const exchange = await startTestExchange({
    database,
    origin,
    port,
    smtpUrl: mail.url,
    pack: 'us',
  })
  const ids = new Map<string, string>()
  for (const [who, member] of Object.entries(PEOPLE) as [Who, (typeof PEOPLE)[Who]][]) {
    ids.set(who, await exchange.admit({ ...member, roles: [...member.roles], email: mailOf(who) }))
  }
  const members = ['platform', 'peer', 'researcher', 'agency'].map((who) => ids.get(who)!)
  await foundGroup(exchange, members)
  await loadContacts(exchange)
  const listener = await exchange.listen()
  return {
    exchange,
    mail,
    origin,
    finding: await loadFinding(exchange),
    /** A page of somebody who has signed in, where their desk begins or at `path`. */
    signIn: (context: BrowserContext, who: Who, path?: string) =>
      signIn(exchange, context, mailOf(who), path),
    /** The id of somebody's member. */
    memberOf: (who: Who) => ids.get(who)!,
    signInBy: (context: BrowserContext, email: string, path?: string) =>
      signIn(exchange, context, email, path),
    close: async () => {
      await listener.close()
      await exchange.close()
      await database.close()
      await mail.stop()
    },
  }
}

export function mailOf(who: Who): string {
  return `${who}@member.example`
}

async function foundGroup(exchange: TestExchange, members: string[]): Promise<void> {
  const call = await exchange.stage.as(mailOf('operator'))
  const group = await call(createGroup, {
    body: {
      name: 'Integrity circle',
      charter: 'Members tell each other what they found themselves.',
      purposes: ['platform-integrity', 'election-security'],
      legalBasis: 'Charter of 1 September 2026',
      maxTlp: 'amber',
      expiresAt: '2027-09-01T00:00:00.000Z',
    },
  })
  for (const memberId of members) await call(addToGroup, { params: { id: group.id, memberId } })
}

async function loadContacts(exchange: TestExchange): Promise<void> {
  const call = await exchange.stage.as(mailOf('operator'))
  const line = (jurisdiction: string, role: 'clerk' | 'chief-official', rank: number) => ({
    jurisdiction,
    role,
    rank,
    title: rank === 0 ? 'Head of the office' : 'Deputy',
    email: `office-${jurisdiction}-${rank}@office.example`,
    language: 'en' as const,
  })
  await call(importContacts, {
    body: {
      contacts: [
        line('39049', 'clerk', 0),
        line('39049', 'clerk', 1),
        line('39', 'chief-official', 0),
      ],
    },
  })
}

async function loadFinding(exchange: TestExchange): Promise<string> {
  const call = await exchange.stage.as(mailOf('platform'))
  const { items } = await call(importFindings, { body: { findings: [FINDING] } })
  return items[0]!.id
}

/** A release of the finding to the peer, so that there is one to look at. */
export async function releaseFinding({ exchange, finding }: House): Promise<string> {
  const call = await exchange.stage.as(mailOf('platform'))
  const [group] = (await call(listGroups)).items
  const peer = group!.members.find((member) => member.name === PEOPLE.peer.name)!
  const { objects } = await call(draftStix, { params: { id: finding } })
  const terms: ReleaseDraft['terms'] = {
    groupId: group!.id,
    tlp: 'green',
    pap: 'green',
    purpose: 'election-security',
    basis: group!.legalBasis,
    named: [peer.id],
  }
  const draft: ReleaseDraft = { title: 'Accounts in step', terms, objects }
  const { digest } = await call(previewRelease, { body: draft })
  return (await call(createRelease, { body: { draft, digest } })).summary.id
}

const COUNTY_AND_STATE: NoticeDraft['targets'] = [
  { jurisdiction: '39', role: 'chief-official' },
  { jurisdiction: '39049', role: 'clerk' },
]

/** A notice to one county and its state, or to others, so that there is one to look at; its mails have left, or failed to. */
export async function sendExampleNotice(
  { exchange }: House,
  targets: NoticeDraft['targets'] = COUNTY_AND_STATE,
  tlp: NoticeDraft['tlp'] = 'green',
): Promise<string> {
  const call = await exchange.stage.as(mailOf('agency'))
  const notice = await call(sendNotice, {
    body: {
      kind: 'notice',
      tlp,
      texts: {
        en: {
          subject: 'False closing times are being spread',
          what: 'Some accounts post that polls close at noon.',
          howSure: 'We saw the posts.',
          actions: ['Post the right hours today'],
          whoToCall: 'Duty desk',
        },
      },
      targets,
      answerWithin: 60,
      again: true,
    },
  })
  await haveMailsLeft(exchange, notice.summary.id)
  return notice.summary.id
}

/** Until then a screen says of an office that its mail waits; work in the background may be about it, so `drain` alone is no end. */
async function haveMailsLeft({ context, drain }: TestExchange, notice: string): Promise<void> {
  const queued = context.database.db
    .selectFrom('deliveries')
    .select('id')
    .where('notice_id', '=', notice)
    .where('channel', '=', 'mail')
    .where('state', '=', 'queued')
  await drain()
  while ((await queued.execute()).length > 0) await sleep(50)
}

/** By the door that the screen of a link asks, so that a test begins with the page it is about and not with two others. */
async function signIn(
  { context: { config, database } }: TestExchange,
  context: BrowserContext,
  email: string,
  path = '/',
): Promise<Page> {
  const { origin } = config
  const link = await makeSignInLink(database.db, origin, email, new Date())
  const reply = await context.request.fetch(origin + signInRoute.path, {
    method: signInRoute.method,
    headers: { origin },
    data: { token: link.slice(link.indexOf('=') + 1) },
  })
  if (!reply.ok()) throw new Error(`${email} cannot sign in: ${reply.status()}`)
  const page = await context.newPage()
  await page.goto(origin + path)
  await page.locator('#main, h1').first().waitFor()
  return page
}

/** A browser of one person: its own cookies, a fixed language. */
export function newPerson(
  browser: Browser,
  phone = false,
  locale = 'en-US',
): Promise<BrowserContext> {
  return browser.newContext({
    locale,
    colorScheme: phone ? 'dark' : 'light',
    reducedMotion: 'reduce',
    hasTouch: phone,
    viewport: phone ? { width: 375, height: 812 } : { width: 1280, height: 900 },
  })
}

const AT = '2026-09-30T10:00:00.000Z'
const ACCOUNTS = ['sample_one', 'sample_two', 'sample_three', 'sample_four']

export const FINDING: NetworkDocument = {
  version: 1,
  kind: 'network',
  id: `finding-${'0'.repeat(31)}1`,
  trace: 'hashtag',
  summary: '4 accounts used the same hashtags within 60 seconds of each other, 12 times.',
  score: 0.9,
  q: null,
  started: AT,
  ended: '2026-09-30T12:00:00.000Z',
  members: ACCOUNTS.map((account) => ({ account, score: 0.9, degree: 3, posts: 9, matched: 8 })),
  membersTotal: 4,
  edges: [
    [0, 1],
    [1, 2],
    [2, 3],
    [0, 3],
  ].map(([a, b]) => ({
    a: a!,
    b: b!,
    weight: 3,
    objects: 2,
    contentsA: 3,
    contentsB: 3,
    meanLag: 12,
    minLag: 1,
    first: AT,
    last: '2026-09-30T11:00:00.000Z',
    expected: null,
    p: null,
    q: null,
  })),
  edgesTotal: 4,
  evidence: [
    {
      object: '#examplehashtag',
      accounts: 4,
      posts: 12,
      first: AT,
      last: '2026-09-30T11:00:00.000Z',
      accountsOverall: 6,
      rows: [{ account: 'sample_one', at: AT, content: 'post-1', excerpt: 'Example words' }],
      rowsTotal: 12,
    },
  ],
  evidenceTotal: 1,
  timeline: { from: AT, binSeconds: 600, counts: [4, 2, 0, 6] },
  parameters: {
    trace: 'hashtag',
    window: 60,
    mode: 'pairs',
    minWeight: 3,
    minMembers: 3,
    seed: 1,
    maxAccountsPerObject: null,
  },
  caveats: ['People who watch the same broadcast may use the same hashtag within a minute.'],
}
