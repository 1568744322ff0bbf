/** Two exchanges as they would have stood in 2016, a federal one and a hub of the states, with hands that act on both. */
import {
  acknowledgeNotice,
  addToGroup,
  createGroup,
  createKey,
  createRelease,
  previewRelease,
  sendNotice,
  type Client,
  type NoticeDraft,
  type ReleaseDraft,
} from '@tocsin/api'
import { createTaxiiClient, poll } from '@tocsin/taxii'
import {
  freshPglite,
  freshPostgres,
  seedContacts,
  startMailServer,
  startTestExchange,
  type MailServer,
  type ReceivedMail,
  type TestExchange,
} from '@tocsin/testkit'

const FLASH = new Date('2016-08-18T14:00:00.000Z')
export const AGENCY = 'analyst@agency.example'
export const HUB_AT_AGENCY = 'desk@hub.example'
const HUB = 'duty@hub.example'

export type S3Stage = {
  federal: TestExchange
  hub: TestExchange
  mail: MailServer
  /** Codes of the 50 states, in order. */
  states: string[]
  close: () => Promise<void>
}

/** Opens both, with a directory of the chief officials of the states, an alternate each, and their IT. */
export async function openS3(): Promise<S3Stage> {
  const mail = await startMailServer()
  const federal = await startTestExchange({
    database: await freshPglite(),
    start: FLASH,
    origin: 'http://federal.test',
  })
  const hub = await startTestExchange({
    database: await freshPostgres(),
    start: FLASH,
    origin: 'http://hub.test',
    smtpUrl: mail.url,
    pack: 'us',
  })
  const rows = await hub.context.database.db
    .selectFrom('jurisdictions')
    .select('id')
    .where('kind', '=', 'state')
    .orderBy('id')
    .execute()
  const states = rows.map((row) => row.id)
  const duty = {
    name: 'Hub of the states',
    kind: 'hub',
    email: HUB,
    roles: ['operator', 'analyst'],
  } as const
  await hub.admit({ ...duty, roles: [...duty.roles] })
  await fillDirectory(hub, states)
  const close = async () => {
    for (const exchange of [federal, hub]) {
      const { database } = exchange.context
      await exchange.close()
      await database.close()
    }
    await mail.stop()
  }
  return { federal, hub, mail, states, close }
}

async function fillDirectory(hub: TestExchange, states: readonly string[]): Promise<void> {
  const contacts = states.flatMap(
    (jurisdiction) =>
      [
        { jurisdiction, role: 'chief-official' },
        { jurisdiction, role: 'chief-official', rank: 1 },
        { jurisdiction, role: 'it' },
      ] as const,
  )
  await seedContacts(hub.context.database.db, contacts)
}

/** Admits the agency and the hub to the federal exchange, with a group of both; gives its id and the hub's. */
export async function foundGroup({ federal }: S3Stage): Promise<{ group: string; hubId: string }> {
  const agencyId = await federal.admit({
    name: 'Federal agency',
    kind: 'agency',
    email: AGENCY,
    roles: ['operator', 'analyst'],
  })
  const hubId = await federal.admit({
    name: 'Hub',
    kind: 'hub',
    email: HUB_AT_AGENCY,
    roles: ['analyst'],
  })
  const agency = await federal.stage.as(AGENCY)
  const { id: group } = await agency(createGroup, {
    body: {
      name: 'Federal bulletins',
      charter: 'Technical bulletins to the hubs',
      purposes: ['election-security'],
      legalBasis: 'Information sharing agreement',
      maxTlp: 'amber',
      expiresAt: '2017-12-31T00:00:00.000Z',
    },
  })
  for (const memberId of [agencyId, hubId])
    await agency(addToGroup, { params: { id: group, memberId } })
  return { group, hubId }
}

/** Looks at a release and sends it, as the agency; gives its id and who receives it. */
export async function release(
  { federal }: S3Stage,
  group: string,
  draft: Omit<ReleaseDraft, 'terms'>,
): Promise<{ id: string; to: string[] }> {
  const agency = await federal.stage.as(AGENCY)
  const whole: ReleaseDraft = {
    ...draft,
    terms: {
      groupId: group,
      tlp: 'green',
      pap: 'green',
      purpose: 'election-security',
      basis: 'Agreement',
    },
  }
  const { digest, verdicts } = await agency(previewRelease, { body: whole })
  const { summary } = await agency(createRelease, { body: { draft: whole, digest } })
  return { id: summary.id, to: verdicts.flatMap(({ allow, member }) => (allow ? [member.id] : [])) }
}

/** What the hub polls from the federal exchange over TAXII, as texts. */
export async function pollBulletins({ federal }: S3Stage): Promise<string[]> {
  const desk = await federal.stage.as(HUB_AT_AGENCY)
  const { secret } = await desk(createKey, { body: { label: 'poller', canWrite: false } })
  const client = createTaxiiClient({
    url: 'http://federal.test/taxii2/',
    credentials: { user: 'hub', password: secret },
    allowHttp: true,
    fetch: ((input: string | Request | URL, init?: RequestInit) =>
      federal.app.request(new Request(input, init))) as typeof fetch,
  })
  const root = 'http://federal.test/taxii2/exchange/'
  const [collection] = await client.collections(root)
  const received: string[] = []
  for await (const page of poll(client, { root, collection: collection!.id }))
    received.push(...page.objects)
  return received
}

/** Sends a notice of the hub and hands its mails over. */
export async function notify(
  { hub }: S3Stage,
  draft: NoticeDraft,
): Promise<{ duty: Client; id: string }> {
  const duty = await hub.stage.as(HUB)
  const notice = await duty(sendNotice, { body: draft })
  await hub.drain()
  return { duty, id: notice.summary.id }
}

/** Mails about a notice to the addresses chosen, each with the secret of its link. */
export async function mailsOf(
  { hub, mail }: S3Stage,
  noticeId: string,
  chosen: (to: string) => boolean,
): Promise<{ mail: ReceivedMail; token: string }[]> {
  const mine = await hub.context.database.db
    .selectFrom('notice_targets')
    .select('call_back_code')
    .where('notice_id', '=', noticeId)
    .execute()
  const codes = new Set(mine.map((row) => row.call_back_code))
  return mail.mails
    .filter(({ text }) => codes.has(/\d{4}-\d{4}-\d{4}/.exec(text)?.[0] ?? ''))
    .filter(({ to }) => chosen(to))
    .map((one) => ({ mail: one, token: /\/n#([\w-]+)/.exec(one.text)![1]! }))
}

/** Answers the mails about a notice to the addresses chosen, as the offices would: by the link in them. */
export async function answer(
  stage: S3Stage,
  noticeId: string,
  chosen: (to: string) => boolean,
  step: 'told' | 'understood',
): Promise<void> {
  for (const { token } of await mailsOf(stage, noticeId, chosen)) {
    const body = { step, ...(step === 'understood' ? { who: 'The duty officer' } : {}) }
    await stage.hub.stage.anonymous(acknowledgeNotice, { body: { ...body, token } })
  }
}
