/** What a member makes of its networks: looking, benign, closed; who has it; a note. Each change is an act on record. */
import type { BodyOf, Network, triageNetworks, TriageChange } from '@tocsin/api'
import type { Selectable } from 'kysely'
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import type { FindingChangeTable } from '../db/detection-tables.ts'
import { ExchangeError } from '../errors.ts'
import type { Viewer } from '../http/viewer.ts'
import { announce } from '../live/announce.ts'
import { toActor } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'
import { findingChanged } from './acts.ts'
import { selectAnalysts } from './networks.ts'

type Kept = Pick<Selectable<FindingChangeTable>, 'state' | 'assignee' | 'note'> & {
  id: string
  headline: string
  version: number
  by: string | null
  assignee_name: string | null
}

/**
 * Makes all changes or none. Throws `not-found` for what leads no network of the member, `bad-request` for an assignee
 * who is no analyst of it, and `conflict`, saying what differs, where somebody has changed one since it was looked at.
 */
export async function changeNetworks(
  ctx: Context,
  viewer: Viewer,
  { changes }: BodyOf<typeof triageNetworks>,
): Promise<string[]> {
  const ids = changes.map(({ id }) => id)
  const twice = ids.findIndex((id, i) => ids.indexOf(id) !== i)
  if (twice >= 0)
    throw new ExchangeError('bad-request', 'one network is changed twice', {
      path: `/body/changes/${twice}/id`,
    })
  await ctx.database.db.transaction().execute(async (tx) => {
    const kept = await lockNetworks(tx, viewer.memberId, ids)
    refuseOutdated(changes, kept)
    await verifyAssignees(tx, viewer.memberId, changes)
    await write(ctx, tx, viewer, changes, kept)
  })
  return ids
}

/** Locked in a steady order, so that two people never wait for each other. */
async function lockNetworks(
  tx: Tx,
  memberId: string,
  ids: readonly string[],
): Promise<Map<string, Kept>> {
  const leaders = await tx
    .selectFrom('findings')
    .select(['id', 'leader', 'headline', 'title'])
    .where('id', 'in', ids)
    .where('member_id', '=', memberId)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
  const own = leaders.filter(({ id, leader }) => leader === null || leader === id)
  if (own.length < ids.length)
    throw new ExchangeError('not-found', 'one of these is no network of your organisation')
  // By a statement of its own, so that it is read as of after the wait.
  const rows = await tx
    .selectFrom('finding_changes as c')
    .leftJoin('people as b', 'b.id', 'c.changed_by')
    .leftJoin('people as a', 'a.id', 'c.assignee')
    .select(['c.finding_id', 'c.version', 'c.state', 'c.assignee', 'c.note'])
    .select(['b.name as by', 'a.name as assignee_name'])
    .where('c.finding_id', 'in', ids)
    .distinctOn('c.finding_id')
    .orderBy('c.finding_id')
    .orderBy('c.version', 'desc')
    .execute()
  const last = new Map(rows.map((row) => [row.finding_id, row]))
  const fresh = { version: 0, state: 'new', assignee: null, assignee_name: null, note: null }
  return new Map(
    own.map(({ id, headline, title }) => {
      const { finding_id: _id, ...row } = last.get(id) ?? { ...fresh, finding_id: id, by: null }
      return [id, { ...row, id, headline: headline ?? title }]
    }),
  )
}

/**
 * Nobody is given anything who is no longer an analyst. Who may come in changes under the commit order, so it is asked under it: whoever is
 * suspended, or loses the role, at the same time either had it before on record, or the change is refused.
 */
async function verifyAssignees(
  tx: Tx,
  memberId: string,
  changes: readonly TriageChange[],
): Promise<void> {
  if (!changes.some(({ assignee }) => typeof assignee === 'string')) return
  await takeCommitOrder(tx)
  const analysts = new Set((await selectAnalysts(tx, memberId)).map(({ id }) => id))
  const at = changes.findIndex(
    ({ assignee }) => typeof assignee === 'string' && !analysts.has(assignee),
  )
  if (at >= 0)
    throw new ExchangeError('bad-request', 'this is no analyst of your organisation', {
      path: `/body/changes/${at}/assignee`,
    })
}

/** Networks that a refusal tells of. */
const TOLD = 3

function refuseOutdated(changes: readonly TriageChange[], kept: Map<string, Kept>): void {
  const outdated = changes.filter(({ id, version }) => kept.get(id)!.version !== version)
  if (outdated.length === 0) return
  const told = outdated.slice(0, TOLD).map(({ id }) => describeKept(kept.get(id)!))
  const more = outdated.length > TOLD ? `; and ${outdated.length - TOLD} more` : ''
  throw new ExchangeError(
    'conflict',
    `changed since you looked: ${told.join('; ')}${more}. Nothing of yours was written: look again`,
  )
}

const STATES: Record<string, string> = {
  new: 'new',
  looking: 'being looked at',
  benign: 'benign',
  closed: 'closed',
}

function describeKept({ headline, state, assignee_name, note, by }: Kept): string {
  const has = assignee_name === null ? 'nobody has it' : `${assignee_name} has it`
  const said = note === null ? '' : ', with a note'
  return `“${headline}” is ${STATES[state]}, ${has}${said}, by ${by ?? 'an API key'}`
}

async function write(
  ctx: Context,
  tx: Tx,
  viewer: Viewer,
  changes: readonly TriageChange[],
  kept: Map<string, Kept>,
): Promise<void> {
  const at = ctx.clock.now()
  const by = toActor(viewer)
  const rows = changes.map(({ id, state, assignee, note }) => {
    const was = kept.get(id)!
    return {
      finding_id: id,
      version: was.version + 1,
      member_id: viewer.memberId,
      state: state ?? was.state,
      assignee: assignee === undefined ? was.assignee : assignee,
      note: note === undefined ? was.note : note,
      changed_by: viewer.personId ?? null,
      at,
    }
  })
  const first = await appendLog(
    tx,
    rows.map((row) => findingChanged(row, by, at)),
  )
  await tx
    .insertInto('finding_changes')
    .values(rows.map((row, i) => ({ ...row, log_index: first[i]! })))
    .execute()
  const subject = rows[0]!.finding_id
  await announce(tx, { kind: 'finding.changed', subject, at, members: [viewer.memberId] })
}

/** In the order of `ids`. */
export function inOrder(networks: readonly Network[], ids: readonly string[]): Network[] {
  const byId = new Map(networks.map((one) => [one.id, one]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}
