import type { MemberKind, Pap, Purpose, Tlp } from '@tocsin/api'
import type { Viewer } from '../http/viewer.ts'
import { type Asking, decide, decideEnvelope, type Decision } from '../policy/decide.ts'
import { type PolicyMember, type PolicyRelease } from '../policy/release-entity.ts'
import type { PolicySet } from '../policy/policies.ts'
import type { ReleaseRow } from './select.ts'

/** What the rules look at of a release and of how a member stands to it. */
export type ReadingFacts = Pick<
  ReleaseRow,
  | 'from_member'
  | 'from_kind'
  | 'from_active'
  | 'group_id'
  | 'group_purposes'
  | 'group_max_tlp'
  | 'group_expires_at'
  | 'belongs'
  | 'recipient'
  | 'tlp'
  | 'pap'
  | 'purpose'
  | 'named'
  | 'recalled_at'
  | 'expires_at'
  | 'my_feed_refusal'
>

/**
 * Whether the viewer may read the objects of a release now, at the exit that would hand them out. Who receives was frozen when it was released,
 * and so was the rule that keeps it from machines; a recall and the end of its terms count from then on.
 */
export function decideReading(
  row: ReadingFacts,
  viewer: Pick<Viewer, 'memberId' | 'memberKind' | 'via'>,
  moment: Asking,
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
      ...toParties(row, viewer, moment.exercise),
      action: 'read',
      context: { ...moment, received: row.recipient !== null },
    },
    policies,
  )
}

/** Whether the viewer may know that there is this release: its title, its terms, and of its recipients what it may. */
export function decideLook(
  row: ReadingFacts,
  viewer: Pick<Viewer, 'memberId' | 'memberKind' | 'via' | 'roles'>,
  moment: Asking,
  policies: PolicySet,
): Decision {
  return decideEnvelope(
    {
      ...toParties(row, viewer, moment.exercise),
      context: {
        ...moment,
        received: row.recipient !== null,
        operates: viewer.roles.includes('operator'),
        isMachine: viewer.via === 'key',
      },
    },
    policies,
  )
}

/** The viewer and the release as the rules see them. */
function toParties(
  row: ReadingFacts,
  viewer: Pick<Viewer, 'memberId' | 'memberKind'>,
  exercise: boolean,
): { principal: PolicyMember; resource: PolicyRelease } {
  return {
    // Authentication admits active members only.
    principal: {
      id: viewer.memberId,
      kind: viewer.memberKind,
      active: true,
      groups: row.belongs ? [row.group_id] : [],
    },
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
      relaysGovernment: false,
      partyFirst: false,
      hasCandidates: true,
      asksForAction: false,
      message: undefined,
      attachesAdvisory: false,
      exercise,
      recalled: row.recalled_at !== null,
      expiresAt: row.expires_at ?? undefined,
    },
  }
}

/** The rule that keeps a release from machines: the one frozen for this recipient, and for its sender the same by its terms. */
function feedRefusalOf({ my_feed_refusal: frozen, tlp, pap }: ReadingFacts): string | null {
  if (frozen !== null) return frozen
  if (tlp === 'red') return 'tlp-red-no-feed'
  return pap === 'red' ? 'pap-red-no-feed' : null
}
