/** Steps of the own member in its cases, as they stand now and as its people may read them. */
import type { OpenStep } from '@tocsin/api'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import type { PersonViewer } from '../http/viewer.ts'
import { readAs } from './store.ts'

const MOST_STEPS = 200

/** Those that are neither done nor dropped, in open cases, the latest first. */
export async function readOpenSteps(
  ctx: Context,
  who: PersonViewer,
): Promise<{ items: OpenStep[]; capped: boolean }> {
  const rows = await readAs(ctx, who, (tx) =>
    selectSteps(tx, who.memberId)
      .where('c.state', '=', 'open')
      .where('e.state', 'in', ['open', 'doing'])
      .orderBy('s.position', 'desc')
      .limit(MOST_STEPS + 1)
      .execute(),
  )
  return { items: rows.slice(0, MOST_STEPS).map(toStep), capped: rows.length > MOST_STEPS }
}

/** By row-level security those alone that the reader may see. */
export function selectSteps(tx: Tx, memberId: string) {
  return tx
    .selectFrom('case_steps as s')
    .innerJoin('case_step_edits as e', (join) =>
      join.onRef('e.step_id', '=', 's.id').on('e.standing', '=', 'stands'),
    )
    .innerJoin('cases as c', 'c.id', 's.case_id')
    .select(['s.id', 's.case_id', 'c.title', 'e.words', 'e.state', 'e.due_at'])
    .where('s.member_id', '=', memberId)
}

type StepRow = Awaited<ReturnType<ReturnType<typeof selectSteps>['execute']>>[number]

export function toStep(row: StepRow): OpenStep {
  return {
    id: row.id,
    caseId: row.case_id,
    caseTitle: row.title,
    words: row.words,
    state: row.state as OpenStep['state'],
    ...(row.due_at ? { dueAt: row.due_at.toISOString() } : {}),
  }
}
