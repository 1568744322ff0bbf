import {
  addElection,
  addToGroup,
  createGroup,
  createMember,
  createRelease,
  importContacts,
  invitePerson,
  listGroups,
  previewRelease,
  sendNotice,
  type NoticeDraft,
  type NoticeText,
  type ReleaseDraft,
} from '@tocsin/api'
import { sql } from 'kysely'
import { ExchangeError } from '../errors.ts'
import { newLinkToken } from '../offices/door.ts'
import { emailOf, type CastMember, type drillContacts } from './cast.ts'
import { addOwn, readOwn } from './own.ts'
import type { Stage } from './stage.ts'

/** What a drill of a hub of the states begins with. `groups` are names with the keys of their members. */
export type HubSeed = {
  cast: readonly CastMember[]
  groups: Record<string, readonly string[]>
  /** A day on which nobody votes. */
  electionDay: string
  contacts: ReturnType<typeof drillContacts>
}

const YEAR = 365 * 86_400_000

const HOW_TO_REPORT: NoticeText = {
  subject: 'How to reach us until the election',
  what: 'You can report by the link on this page, day and night. You need no account.',
  howSure: 'Nothing has happened.',
  actions: ['Keep this mail at hand'],
  whoToCall: 'Duty desk of the hub, day and night',
}

/** Fills an empty exchange: members, groups, the election and whom to tell at the offices. */
export async function openHub(stage: Stage, operatorEmail: string, seed: HubSeed): Promise<void> {
  const operator = await stage.as(operatorEmail)
  const ids = new Map<string, string>()
  for (const { key, person, name, kind, jurisdiction } of seed.cast) {
    const body = { name, kind, ...(jurisdiction ? { jurisdiction } : {}) }
    const { id } = await operator(createMember, { body })
    ids.set(key, id)
    await operator(invitePerson, { params: { id }, body: person })
  }
  const expiresAt = new Date(stage.ctx.clock.now().getTime() + YEAR).toISOString()
  for (const [name, keys] of Object.entries(seed.groups)) {
    const { id } = await operator(createGroup, {
      body: {
        name,
        charter: 'Members tell each other what they see; each judges for itself.',
        purposes: ['election-security'],
        legalBasis: 'Voluntary sharing agreement of the drill',
        maxTlp: 'amber+strict',
        expiresAt,
      },
    })
    for (const key of keys) await operator(addToGroup, { params: { id, memberId: ids.get(key)! } })
  }
  await operator(addElection, {
    body: {
      name: 'General election of the drill',
      kind: 'general',
      date: seed.electionDay,
      places: ['US'],
      deadlines: [],
      clocks: [],
    },
  })
  await operator(importContacts, { body: { contacts: [...seed.contacts] } })
}

/** The hub says how to report, some time before anything happens. */
export async function sayHowToReport(stage: Stage, targets: NoticeDraft['targets']): Promise<void> {
  const hub = await stage.as(emailOf('hub'))
  const { summary } = await hub(sendNotice, {
    body: {
      kind: 'notice',
      tlp: 'green',
      texts: { en: HOW_TO_REPORT },
      targets,
      answerWithin: 10_080,
      again: true,
    },
  })
  await addOwn(stage.ctx.database.db, 'hub', 'notices', summary.id)
}

/** A link of an office of a place to what the hub said, as its mail has one. */
export async function linkOf(stage: Stage, jurisdiction: string): Promise<string> {
  const { db } = stage.ctx.database
  const [notice] = (await readOwn(db, 'hub')).notices
  const { token, hash } = newLinkToken()
  await sql`insert into notice_links (token_hash, target_id, rank)
    select ${hash}, id, 0 from notice_targets where notice_id = ${notice}::uuid and jurisdiction = ${jurisdiction}`.execute(
    db,
  )
  return token
}

/** A member of the cast looks at a release and sends it to a group. */
export async function releaseAs(
  stage: Stage,
  key: string,
  groupName: string,
  rest: Omit<ReleaseDraft, 'terms'>,
): Promise<void> {
  const client = await stage.as(emailOf(key))
  const group = (await client(listGroups)).items.find(({ name }) => name === groupName)
  if (!group) throw new ExchangeError('internal', `the drill has no group ${groupName}`)
  const draft: ReleaseDraft = {
    ...rest,
    terms: {
      groupId: group.id,
      tlp: 'amber',
      pap: 'amber',
      purpose: 'election-security',
      basis: group.legalBasis,
    },
  }
  const { digest } = await client(previewRelease, { body: draft })
  const { summary } = await client(createRelease, { body: { draft, digest } })
  await addOwn(stage.ctx.database.db, key, 'releases', summary.id)
}
