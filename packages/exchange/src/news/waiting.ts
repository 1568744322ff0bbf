/** What is new to a person or waits for them and is mailed to nobody at once, one by one; each under the rules of its screen. */
import { sql } from 'kysely'
import { toViewer } from '../auth/viewers.ts'
import { mayRead } from '../cases/verdict.ts'
import type { Context } from '../context.ts'
import { asMember } from '../db/as-member.ts'
import type { Tx } from '../db/database.ts'
import { type PersonViewer, toReader } from '../http/viewer.ts'
import { selectStart, selectVisible, selectWaiting } from '../inbox/store.ts'
import { selectReleasesById } from '../sharing/select.ts'
import { decideLook } from '../sharing/verdict.ts'

export const MAILED_KINDS = ['release', 'recall', 'invitation', 'offer'] as const
export type MailedKind = (typeof MAILED_KINDS)[number]

/** One of them; a release that waits as a recall is not one that is new as well. */
export type Waiting = { kind: MailedKind; id: string }

/** By which one is the same as another. */
export const keyOf = ({ kind, id }: Waiting): string => `${kind}:${id}`

/** Of a person `p` and their member `m`, what `toPerson` needs. */
export const PERSON_COLUMNS = sql`p.id as person_id, p.roles, p.ends_at, m.id as member_id, m.name as member_name,
  m.kind as member_kind, m.jurisdiction`

export type PersonColumns = {
  person_id: string
  roles: string[]
  ends_at: Date | null
  member_id: string
  member_name: string
  member_kind: string
  jurisdiction: string | null
}

/** A person as they would look themselves; nothing is written as them. */
export function toPerson(row: PersonColumns): PersonViewer {
  return { ...toViewer(row, 'session', false), personId: row.person_id }
}

/** All that waits now, as far as the database lets the person know of it; what the rules say of a release is asked by `admit`. */
export async function readWaiting(ctx: Context, viewer: PersonViewer): Promise<Waiting[]> {
  const { db } = ctx.database
  const { personId, memberId } = viewer
  const since = await selectStart(db, personId)
  const releases = await selectWaiting(db, { memberId, personId, since })
  const ofCases = viewer.roles.includes('analyst') && mayRead(ctx, viewer)
  return asMember(db, toReader(viewer), ctx.clock.now(), async (tx) => {
    const ids = releases.map(({ id }) => id)
    const visible = await selectVisible(tx, ids)
    const seen = releases
      .filter(({ id }) => visible.has(id))
      .map(({ id, recall }): Waiting => ({ kind: recall ? 'recall' : 'release', id }))
    return ofCases ? [...seen, ...(await selectOfCases(tx, memberId))] : seen
  })
}

async function selectOfCases(tx: Tx, memberId: string): Promise<Waiting[]> {
  const own = sql`${memberId}::uuid`
  const { rows } = await sql<Waiting>`
    select 'invitation' as kind, c.id from case_standings s join cases c on c.id = s.case_id
    where s.member_id = ${own} and s.state = 'invited' and c.state = 'open'
    union all
    select 'offer', o.id from case_offers o join cases c on c.id = o.case_id
    where o.to_member = ${own} and o.state = 'open' and c.state = 'open'`.execute(tx)
  return rows
}

/** Releases that are read at once to ask the rules. */
const BATCH = 50

/** Those that the rules let the person look at now. */
export async function admit(
  ctx: Context,
  viewer: PersonViewer,
  waiting: readonly Waiting[],
): Promise<Waiting[]> {
  const isRelease = ({ kind }: Waiting) => kind === 'release' || kind === 'recall'
  const ids = waiting.filter(isRelease).map(({ id }) => id)
  if (ids.length === 0) return [...waiting]
  const now = ctx.clock.now()
  const moment = { now, exercise: ctx.config.exercise, exit: 'api' as const }
  const shown = await asMember(ctx.database.db, toReader(viewer), now, async (tx) => {
    const allowed = new Set<string>()
    for (let from = 0; from < ids.length; from += BATCH) {
      const rows = await selectReleasesById(tx, viewer.memberId, ids.slice(from, from + BATCH))
      for (const [id, row] of rows)
        if (decideLook(row, viewer, moment, ctx.policies).allow) allowed.add(id)
    }
    return allowed
  })
  return waiting.filter((one) => !isRelease(one) || shown.has(one.id))
}
