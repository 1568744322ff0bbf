/** What happens to a name that imitates a defended party, on the record. */
import type { ActKind } from '@tocsin/api'
import type { Tx } from '../db/database.ts'
import { announce } from '../live/announce.ts'
import type { Doer } from '../log/actor.ts'
import { appendLog } from '../log/append.ts'

type AlertKind = Extract<ActKind, `alert.${string}`>

export type AlertAct = {
  kind: AlertKind
  alertId: string
  at: Date
  by: Doer
  finder: string
  /** The member that the party is, once it may see the alert. */
  partyMember?: string | null | undefined
  /** What the entry states besides. */
  stated?: object
}

/** Writes acts into the log and tells the screens of those whom they concern; call it last in the transaction. */
export async function recordAlertActs(tx: Tx, acts: readonly AlertAct[]): Promise<number[]> {
  const [first] = acts
  if (!first) return []
  const members = [...new Set(acts.flatMap(membersOf))]
  await announce(tx, { kind: 'alert.changed', subject: first.alertId, at: first.at, members })
  return appendLog(
    tx,
    acts.map((act) => ({
      kind: act.kind,
      at: act.at,
      subject: `alert:${act.alertId}`,
      payload: {
        kind: act.kind,
        at: act.at.toISOString(),
        alert: act.alertId,
        ...act.stated,
      },
      by: act.by,
      members: membersOf(act),
    })),
  )
}

function membersOf({ finder, partyMember }: AlertAct): string[] {
  return partyMember && partyMember !== finder ? [finder, partyMember] : [finder]
}
