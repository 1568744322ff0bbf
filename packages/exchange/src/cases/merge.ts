/**
 * Merging a case into another one, and taking that back. Nobody's view is widened: whoever reads the first reads the second
 * already, what each may see of items is asked as ever, and words stay for whom they were written.
 */
import type { Context } from '../context.ts'
import { takeCommitOrder } from '../db/commit-order.ts'
import type { Tx } from '../db/database.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import type { Decision } from '../policy/decide.ts'
import { isBehindGate, isGovernment } from '../sharing/rules.ts'
import { insertMove, moveAll, moveBack } from './moves.ts'
import { selectOfGovernment } from './open.ts'
import { MOST_ITEMS } from './put-in.ts'
import { type Locked, missing, recordLead, tell } from './store.ts'
import { ask, gateOf, inBoth, refuseClosed } from './verdict.ts'

/**
 * Merges case `id` into another one, which goes on. Throws `refused-by-policy`, on record, for whom a rule stops; `conflict` where
 * they differ in group or purpose, one is not open, or somebody reads the first and not the second; `too-large` for too many items.
 */
export async function mergeCase(
  ctx: Context,
  who: PersonViewer,
  id: string,
  into: string,
): Promise<void> {
  if (id === into)
    throw new ExchangeError('bad-request', 'a case is not merged into itself', {
      path: '/body/into',
    })
  await inBoth(ctx, who, { ids: [id, into], act: 'case.merge' }, async (tx, from, to) => {
    await takeCommitOrder(tx)
    const refused = await weighMerge(tx, ctx, who, from, to)
    if (refused) return refused
    refuseClosed(from)
    refuseClosed(to)
    refuseUnlike(from, to)
    refusePastGate(from, to)
    await refuseTooMany(tx, id, into)
    const at = ctx.clock.now()
    const move = { kind: 'merge' as const, from: id, into, at }
    await moveAll(tx, await insertMove(tx, who, move), move)
    await tx
      .updateTable('cases')
      .set({ state: 'merged', merged_into: into, closed_at: at })
      .where('id', '=', id)
      .execute()
    await tellBoth(tx, who, { from, to }, { kind: 'case.merged', at, acts: ['merged', 'took-in'] })
    return undefined
  })
}

/**
 * Takes the merging of case `id` back: what came from it goes back as it stands now, and it is open again. Throws as
 * `mergeCase` does, and `conflict` for a case that is not merged.
 */
export async function partCase(ctx: Context, who: PersonViewer, id: string): Promise<void> {
  const row = await ctx.database.db
    .selectFrom('case_moves as m')
    .innerJoin('case_standings as s', 's.case_id', 'm.from_case')
    .select('m.into_case')
    .where('m.from_case', '=', id)
    .where('m.kind', '=', 'merge')
    .where('m.undone_at', 'is', null)
    .where('s.member_id', '=', who.memberId)
    .executeTakeFirst()
  if (!row) return refuseParting(ctx, who, id)
  const into = row.into_case
  await inBoth(ctx, who, { ids: [id, into], act: 'case.part' }, async (tx, from, to) => {
    await takeCommitOrder(tx)
    const refused = await weighMerge(tx, ctx, who, from, to)
    if (refused) return refused
    if (from.row.merged_into !== into) throw notMerged()
    refuseClosed(to)
    const at = ctx.clock.now()
    // Read again now that both are locked: it may have been parted and merged anew meanwhile.
    const move = await tx
      .selectFrom('case_moves')
      .select('id')
      .where('from_case', '=', id)
      .where('kind', '=', 'merge')
      .where('undone_at', 'is', null)
      .executeTakeFirstOrThrow()
    await moveBack(tx, move.id, { from: id, into, at })
    await tx
      .updateTable('cases')
      .set({ state: 'open', merged_into: null, closed_at: null })
      .where('id', '=', id)
      .execute()
    await tellBoth(tx, who, { from, to }, { kind: 'case.parted', at, acts: ['parted', 'parted'] })
    return undefined
  })
}

/** Of a case that one is not in one is not told how it stands. */
async function refuseParting(ctx: Context, { memberId }: PersonViewer, id: string): Promise<never> {
  const shown = await ctx.database.db
    .selectFrom('case_standings')
    .select('case_id')
    .where('case_id', '=', id)
    .where('member_id', '=', memberId)
    .where('state', 'in', ['invited', 'joined'])
    .executeTakeFirst()
  throw shown ? notMerged() : missing()
}

function notMerged(): ExchangeError {
  return new ExchangeError('conflict', 'the case stands by itself: it is merged into no other one')
}

async function weighMerge(
  tx: Tx,
  ctx: Context,
  who: PersonViewer,
  from: Locked,
  to: Locked,
): Promise<Decision | undefined> {
  const parties = [...from.parties, ...to.parties]
  const advisories = [
    await selectOfGovernment(tx, from.row, parties),
    await selectOfGovernment(tx, to.row, parties),
  ]
  const decision = ask(
    ctx,
    who,
    { action: 'merge-cases', isLead: leads(from) && leads(to) },
    {
      ...gateOf(parties),
      governmentAdvisory: advisories.some(({ governmentAdvisory }) => governmentAdvisory),
    },
  )
  return decision.allow ? undefined : decision
}

export function leads({ own }: Pick<Locked, 'own'>): boolean {
  return own !== undefined && own.leads && own.state === 'joined'
}

/** Nobody is to lose a case out of sight, or to come into one that no lead invited them to. */
function refuseUnlike(from: Locked, to: Locked): void {
  if (from.row.group_id !== to.row.group_id)
    throw new ExchangeError('conflict', 'the cases are of two groups')
  if (from.row.purpose !== to.row.purpose)
    throw new ExchangeError('conflict', 'the cases are for two purposes')
  const without = from.row.readers.filter((id) => !to.row.readers.includes(id))
  if (without.length === 0) return
  const names = without.map((id) => from.parties.find((one) => one.id === id)!.name)
  throw new ExchangeError(
    'conflict',
    `the other case is not read by ${names.join(', ')}, who would lose this one: invite them there first`,
  )
}

/** Who put an item in, and on which day, would tell a body of government that a platform takes part in a case it never saw. */
function refusePastGate(from: Locked, to: Locked): void {
  if (!from.parties.some(({ kind }) => isBehindGate(kind))) return
  const body = to.parties.find(
    ({ id, kind }) =>
      isGovernment(kind) && to.row.readers.includes(id) && !from.row.readers.includes(id),
  )
  if (body)
    throw new ExchangeError(
      'conflict',
      `${body.name} reads the other case and not this one, in which platforms or campaigns take part`,
    )
}

async function refuseTooMany(tx: Tx, id: string, into: string): Promise<void> {
  const { held } = await tx
    .selectFrom('case_items')
    .select((eb) => eb.fn.countAll<number>().as('held'))
    .where('case_id', 'in', [id, into])
    .executeTakeFirstOrThrow()
  if (Number(held) > MOST_ITEMS)
    throw new ExchangeError('too-large', `a case holds at most ${MOST_ITEMS} items`)
}

type Told = {
  kind: 'case.merged' | 'case.parted'
  at: Date
  acts: ['merged' | 'parted', 'took-in' | 'parted']
}

async function tellBoth(
  tx: Tx,
  who: PersonViewer,
  { from, to }: { from: Locked; to: Locked },
  { kind, at, acts }: Told,
): Promise<void> {
  const payload = { from: from.row.id, into: to.row.id }
  await recordLead(tx, who, from.row, { kind, at, payload })
  await recordLead(tx, who, to.row, { kind, at, payload })
  // How the cases stand is for all who may read each.
  await tell(tx, who, from, { act: acts[0], at, heard: from.row.readers })
  await tell(tx, who, to, { act: acts[1], at, heard: to.row.readers })
}
