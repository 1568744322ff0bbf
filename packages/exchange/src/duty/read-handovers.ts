/** What was handed over between shifts of a member, as one of its people reads it. */
import type {
  Colleague,
  Handover,
  listHandovers,
  OpenStep,
  QueryOf,
  ReviewMails,
} from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { PAGE_SIZE, readKey, refuseAfter, toPage, UUID } from '../db/keyset.ts'
import { ExchangeError } from '../errors.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { selectHandoverMails } from './mails.ts'
import { selectSteps, toStep } from './open-steps.ts'
import { readAs, selectColleagues } from './store.ts'

type Query = QueryOf<typeof listHandovers>

/** A page, the latest first; `next` is passed back as `after`. */
export async function pageOfHandovers(
  ctx: Context,
  who: PersonViewer,
  { after, limit = PAGE_SIZE, state, id }: Query & { id?: string },
): Promise<{ items: Handover[]; next?: string }> {
  const people = await selectColleagues(ctx.database.db, who.memberId, ctx.clock.now())
  const { rows, steps } = await readAs(ctx, who, async (tx) => {
    const before = await placeOf(tx, after)
    const found = await tx
      .selectFrom('duty_handovers')
      .selectAll()
      .$if(id !== undefined, (query) => query.where('id', '=', id!))
      .$if(state !== undefined, (query) => query.where('state', '=', state!))
      .$if(before !== undefined, (query) => query.where('position', '<', before!))
      .orderBy('position', 'desc')
      .limit(limit + 1)
      .execute()
    const ids = found.map((row) => row.id)
    return { rows: found, steps: await selectHanded(tx, who, ids) }
  })
  const mails = await selectHandoverMails(
    ctx.database.db,
    rows.map((row) => row.id),
  )
  return toPage(rows, limit, {
    key: (row) => [row.id],
    shape: (row) => toHandover(row, { people, who, mails: mails.get(row.id), ...steps(row.id) }),
  })
}

/** One hand-over of the own member. Throws `not-found`. */
export async function readHandover(ctx: Context, who: PersonViewer, id: string): Promise<Handover> {
  const { items } = await pageOfHandovers(ctx, who, { id })
  if (!items[0]) throw new ExchangeError('not-found', 'no such hand-over')
  return items[0]
}

/** Named by what stands there: a number would count hand-overs of others. */
async function placeOf(tx: Tx, after: string | undefined): Promise<number | undefined> {
  const [name] = readKey(after, UUID) ?? []
  if (name === undefined) return undefined
  const row = await tx
    .selectFrom('duty_handovers')
    .select('position')
    .where('id', '=', name)
    .executeTakeFirst()
  return row ? Number(row.position) : refuseAfter()
}

type Handed = { steps: OpenStep[]; withheld: number }

/** Steps by hand-over: those that the reader may see now, and how many there are beside. */
async function selectHanded(
  tx: Tx,
  who: PersonViewer,
  ids: readonly string[],
): Promise<(id: string) => Handed> {
  if (ids.length === 0) return () => ({ steps: [], withheld: 0 })
  const named = await tx
    .selectFrom('duty_handover_steps')
    .select(['handover_id', 'step_id'])
    .where('handover_id', 'in', ids)
    .execute()
  const wanted = [...new Set(named.map((row) => row.step_id))]
  const rows =
    wanted.length === 0
      ? []
      : await selectSteps(tx, who.memberId)
          .where('s.id', 'in', wanted)
          .orderBy('s.position')
          .execute()
  return (id) => {
    const own = new Set(named.filter((row) => row.handover_id === id).map((row) => row.step_id))
    const steps = rows.filter((row) => own.has(row.id)).map(toStep)
    return { steps, withheld: own.size - steps.length }
  }
}

type Row = {
  id: string
  person_id: string
  at: Date
  for_person: string | null
  declined_at: Date | null
  waits: string | null
  watch: string | null
  state: string
  answered_by: string | null
  answered_at: Date | null
}

type Beside = Handed & {
  people: ReadonlyMap<string, Colleague>
  who: PersonViewer
  mails: ReviewMails | undefined
}

function toHandover(row: Row, { people, who, mails, steps, withheld }: Beside): Handover {
  return {
    id: row.id,
    by: people.get(row.person_id)!,
    own: row.person_id === who.personId,
    at: row.at.toISOString(),
    ...(row.for_person === null ? {} : { for: people.get(row.for_person)! }),
    forMe: row.for_person === who.personId,
    ...(row.declined_at ? { declinedAt: row.declined_at.toISOString() } : {}),
    ...(row.waits === null ? {} : { waits: row.waits }),
    ...(row.watch === null ? {} : { watch: row.watch }),
    steps,
    withheld,
    state: row.state as Handover['state'],
    ...(mails === undefined ? {} : { mails }),
    ...(row.answered_by === null ? {} : { answeredBy: people.get(row.answered_by)! }),
    ...(row.answered_at ? { answeredAt: row.answered_at.toISOString() } : {}),
  }
}
