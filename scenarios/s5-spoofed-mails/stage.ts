/** One exchange as it would have stood in October 2020: a hub, an agency, a mail provider, two platforms and the offices of 50 states. */
import {
  addToGroup,
  createGroup,
  createRelease,
  previewRelease,
  sendNotice,
  type Client,
  type NoticeDraft,
  type ReleaseDraft,
} from '@tocsin/api'
import {
  freshPostgres,
  seedContacts,
  startMailServer,
  startTestExchange,
  type MailServer,
  type TestExchange,
} from '@tocsin/testkit'

/** The morning of 20 October, before anybody reported. */
const MORNING = new Date('2020-10-20T13:00:00.000Z')
/** Counties of Florida, Arizona and Alaska. */
export const COUNTIES = ['12001', '04013', '02020']
export const [HUB, AGENCY, PROVIDER, PLATFORM_B, PLATFORM_C] = [
  'hub',
  'agency',
  'provider',
  'platform-b',
  'platform-c',
].map((name) => `${name}@member.example`) as [string, string, string, string, string]
export const stateAt = (id: string) => `chief@state-${id}.example`

export type S5Stage = {
  node: TestExchange
  mail: MailServer
  states: string[]
  /** Groups: platforms and the hub; the agency and the hub; those and all states. */
  groups: { peers: string; inner: string; states: string }
  close: () => Promise<void>
}

export async function openS5(): Promise<S5Stage> {
  const mail = await startMailServer()
  const database = await freshPostgres()
  const node = await startTestExchange({ database, smtpUrl: mail.url, start: MORNING, pack: 'us' })
  const rows = await database.db
    .selectFrom('jurisdictions')
    .select('id')
    .where('kind', '=', 'state')
    .orderBy('id')
    .execute()
  const states = rows.map(({ id }) => id)
  await seedContacts(database.db, [
    ...states.map((jurisdiction) => ({ jurisdiction, role: 'chief-official' as const })),
    ...COUNTIES.map((jurisdiction) => ({ jurisdiction, role: 'clerk' as const })),
  ])
  const groups = await admitAll(node, states)
  const close = async () => {
    await node.close()
    await database.close()
    await mail.stop()
  }
  return { node, mail, states, groups, close }
}

async function admitAll(node: TestExchange, states: readonly string[]): Promise<S5Stage['groups']> {
  const admit = (name: string, kind: 'hub' | 'agency' | 'platform', email: string) =>
    node.admit({ name, kind, email, roles: kind === 'hub' ? ['operator', 'analyst'] : ['analyst'] })
  const hub = await admit('Hub', 'hub', HUB)
  const agency = await admit('Federal agency', 'agency', AGENCY)
  const platforms = [
    await admit('Mail provider', 'platform', PROVIDER),
    await admit('Platform B', 'platform', PLATFORM_B),
    await admit('Platform C', 'platform', PLATFORM_C),
  ]
  const offices: string[] = []
  for (const jurisdiction of states)
    offices.push(
      await node.admit({
        name: `State ${jurisdiction}`,
        kind: 'office',
        email: stateAt(jurisdiction),
        roles: ['official'],
        jurisdiction,
      }),
    )
  const operator = await node.stage.as(HUB)
  const found = async (name: string, members: readonly string[]) => {
    const { id } = await operator(createGroup, {
      body: {
        name,
        charter: 'Members tell each other what they see; each judges for itself.',
        purposes: ['election-security'],
        legalBasis: 'Agreement of the members',
        maxTlp: 'amber+strict',
        expiresAt: '2021-06-01T00:00:00.000Z',
      },
    })
    for (const memberId of members) await operator(addToGroup, { params: { id, memberId } })
    return id
  }
  return {
    peers: await found('Providers, platforms and the hub', [hub, ...platforms]),
    inner: await found('Agency and hub', [hub, agency]),
    states: await found('Agency, hub and states', [hub, agency, ...offices]),
  }
}

/** Sends a notice of the hub and hands its mails over. */
export async function notify({ node }: S5Stage, draft: NoticeDraft) {
  const hub = await node.stage.as(HUB)
  const { summary } = await hub(sendNotice, { body: draft })
  await node.drain()
  return summary
}

/** The secret of the newest link that was mailed to an office. */
export function linkOf({ mail }: S5Stage, jurisdiction: string): string {
  const last = mail.mails.findLast(({ to }) => to.includes(`@${jurisdiction}.`))!
  return /\/n#([\w-]+)/.exec(last.text)![1]!
}

/** Looks at a release and sends it; gives its id and who receives it. */
export async function release(
  by: Client,
  {
    groupId,
    tlp,
    ...draft
  }: Omit<ReleaseDraft, 'terms'> & Pick<ReleaseDraft['terms'], 'groupId' | 'tlp'>,
): Promise<{ id: string; to: string[] }> {
  const terms = {
    groupId,
    tlp,
    pap: 'green',
    purpose: 'election-security',
    basis: 'Agreement',
  } as const
  const whole: ReleaseDraft = { ...draft, terms }
  const { digest, verdicts } = await by(previewRelease, { body: whole })
  const { summary } = await by(createRelease, { body: { draft: whole, digest } })
  return {
    id: summary.id,
    to: verdicts.flatMap(({ allow, member }) => (allow ? [member.name] : [])),
  }
}
