import type { MemberRef, Party, PartyVersion } from '@tocsin/api'
import type { PartyRow } from './store.ts'

/** A party as a person of the reader sees it. */
export function toParty(row: PartyRow, personId: string | undefined): Party {
  const inForce = row.versions.find(({ state }) => state === 'in-force')
  const waiting = row.versions.find(({ state }) => state === 'proposed')
  const last = row.versions.at(-1)
  // Of one that was refused, or whose last change was, what was refused and why.
  const shown = waiting ?? (last?.state === 'in-force' ? undefined : last)
  return {
    id: row.id,
    ...(row.member_id === null
      ? {}
      : {
          member: {
            id: row.member_id,
            name: row.member_name ?? row.name,
            kind: row.member_kind as MemberRef['kind'],
          },
        }),
    state: row.state,
    name: row.name,
    kind: row.kind,
    ...(inForce ? { inForce: toVersion(inForce) } : {}),
    ...(shown ? { waiting: toVersion(shown) } : {}),
    ownProposal: waiting !== undefined && waiting.proposer === personId,
  }
}

function toVersion(row: PartyRow['versions'][number]): PartyVersion {
  const { proposer: _proposer, settledAt, settledBy, reason, ...version } = row
  return {
    ...version,
    ...(settledAt === null ? {} : { settledAt }),
    ...(settledBy === null ? {} : { settledBy }),
    ...(reason === null ? {} : { reason }),
  }
}
