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
  if (acts.length === 0) return []
  // One event for each circle of members: none learns from it of a name of others.
  const circles = new Map(acts.toReversed().map((act) => [membersOf(act).join(' '), act]))
  for (const act of circles.values())
    await announce(tx, {
      kind: 'alert.changed',
      subject: act.alertId,
      at: act.at,
      members: membersOf(act),
    })
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
