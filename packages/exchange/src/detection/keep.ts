/** What a run found, kept in one transaction with its end and with what follows. */
import type { LookalikeDocument, NetworkDocument } from '@tocsin/api'
import type { Finding } from '@tocsin/detect'
import { recordFound } from '../alerts/record.ts'
import type { Context } from '../context.ts'
import type { Tx } from '../db/database.ts'
import { selectMember } from '../members/store.ts'
import { linkEarlier } from './earlier.ts'
import { toLookalikeRows, toNetworkRows } from './findings.ts'
import type { Planned } from './plan.ts'
import { insertFindings } from './store.ts'

/** How many findings a run has, and what is to be said of it beside what the detector said. */
export type Kept = { findings: number; warnings: string[] }

/** Keeps a run's findings; those of look-alike names become alerts, of which parties are told. */
export async function keepFindings(
  tx: Tx,
  ctx: Context,
  run: Planned,
  { findings, at }: { findings: readonly Finding[]; at: Date },
): Promise<Kept> {
  const facts = { memberId: run.memberId, runId: run.id, at }
  if (run.task.kind === 'detect') {
    const rows = toNetworkRows(findings as unknown as NetworkDocument[], facts)
    await insertFindings(tx, rows)
    await linkEarlier(
      tx,
      rows.map(({ id }) => id),
    )
    return { findings: rows.length, warnings: [] }
  }
  const { id, name, kind } = (await selectMember(tx, run.memberId))!
  const documents = findings as unknown as LookalikeDocument[]
  const finder = { id, name, kind: kind as 'hub' }
  const { fresh, keep, again, ended } = await recordFound(tx, ctx, {
    finder,
    runId: run.id,
    at,
    documents,
  })
  await insertFindings(tx, toLookalikeRows(fresh, facts))
  await keep()
  return {
    findings: fresh.length,
    warnings: [
      ...(again > 0 ? [`Seen before, and so not counted as new: ${again}.`] : []),
      ...(ended > 0
        ? [`Of parties whose watch ended during the run, and so left out: ${ended}.`]
        : []),
    ],
  }
}
