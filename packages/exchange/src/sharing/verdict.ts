import type { MemberKind, Pap, Purpose, Tlp } from '@tocsin/api'
import type { Viewer } from '../http/viewer.ts'
import { decide, type Decision } from '../policy/decide.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { ReleaseRow } from './select.ts'

/**
 * Whether the viewer may read the objects of a release now. Who receives was frozen when it was released,
 * and so was the rule that keeps it from machines; a recall and the end of its terms count from then on.
 */
export function decideReading(
  row: ReleaseRow,
  viewer: Viewer,
  moment: { now: Date; exercise: boolean },
  policies: PolicySet,
): Decision {
  const isMachine = viewer.via === 'key'
  const kept = isMachine ? feedRefusalOf(row) : null
  if (kept !== null) {
    const reason = policies.rules.get(kept)?.reason
    return { allow: false, rule: kept, reason: reason ?? 'machines may not carry it' }
  }
  return decide(
    {
      // Authentication admits active members only.
      principal: {
        id: viewer.memberId,
        kind: viewer.memberKind,
        active: true,
        groups: row.belongs === null ? [] : [row.group_id],
      },
      action: 'read',
      resource: {
        sender: { id: row.from_member, kind: row.from_kind as MemberKind, active: row.from_active },
        group: {
          id: row.group_id,
          purposes: row.group_purposes as Purpose[],
          maxTlp: row.group_max_tlp as Tlp,
          expiresAt: row.group_expires_at,
        },
        tlp: row.tlp as Tlp,
        pap: row.pap as Pap,
        purpose: row.purpose as Purpose,
        named: row.named,
        objectTlp: null,
        relayTlp: null,
        observableTlp: null,
        hasCandidates: true,
        asksForAction: false,
        exercise: moment.exercise,
        recalled: row.recalled_at !== null,
        expiresAt: row.expires_at ?? undefined,
      },
      context: { ...moment, exit: isMachine ? 'taxii' : 'api', received: row.recipient !== null },
    },
    policies,
  )
}

/** The rule that keeps a release from machines: the one frozen for this recipient, and for its sender the same by its terms. */
function feedRefusalOf({ my_feed_refusal: frozen, tlp, pap }: ReleaseRow): string | null {
  if (frozen !== null) return frozen
  if (tlp === 'red') return 'tlp-red-no-feed'
  return pap === 'red' ? 'pap-red-no-feed' : null
}
