import type { MemberKind, Pap, Purpose, Tlp } from '@tocsin/api'
import type { Viewer } from '../http/viewer.ts'
import { decide, type Decision } from '../policy/decide.ts'
import { loadPolicies } from '../policy/policies.ts'
import type { ReleaseRow } from './select.ts'

/**
 * Whether the viewer may read the objects of a release now. Who receives was frozen when it was released,
 * and so was the rule that keeps it from machines; a recall and the end of its terms count from then on.
 */
export function decideReading(
  row: ReleaseRow,
  viewer: Viewer,
  moment: { now: Date; exercise: boolean },
): Decision {
  const isMachine = viewer.via === 'key'
  if (isMachine && row.my_feed_refusal) {
    const reason = loadPolicies().rules.get(row.my_feed_refusal)?.reason
    return {
      allow: false,
      rule: row.my_feed_refusal,
      reason: reason ?? 'machines may not carry it',
    }
  }
  return decide({
    // Authentication admits active members only.
    principal: { id: viewer.memberId, kind: viewer.memberKind, active: true, groups: [] },
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
      asksForAction: false,
      exercise: moment.exercise,
      recalled: row.recalled_at !== null,
      expiresAt: row.expires_at ?? undefined,
    },
    context: { ...moment, exit: isMachine ? 'taxii' : 'api', received: row.recipient !== null },
  })
}
