import type { Run, Vendor, VendorChange } from '@tocsin/api'
import type { ChangeRow, RunRow, VendorRow } from './store.ts'

/** Rows of a change that are shown; the rest are counted. */
const RUNS_SHOWN = 200

export function toVendor(row: VendorRow): Vendor {
  return {
    id: row.id,
    jurisdiction: row.jurisdiction,
    name: row.name,
    domains: row.domains,
    ...(row.ended_at ? { endedAt: row.ended_at.toISOString() } : {}),
    systems: row.systems.map(({ version, ...one }) => ({
      ...one,
      ...(version ? { version } : {}),
    })),
    contacts: row.contacts,
  }
}

export function toRun({ place, place_name: placeName, system, since, until }: RunRow): Run {
  return { place, placeName, system, since, ...(until ? { until } : {}) }
}

/** A change as a person of the reader sees it. */
export function toChange(row: ChangeRow, personId: string | undefined): VendorChange {
  return {
    id: row.id,
    state: row.state,
    vendors: row.content.vendors,
    runs: row.content.runs.slice(0, RUNS_SHOWN),
    runsTotal: row.content.runs.length,
    ...(row.undoes ? { undoes: row.undoes } : {}),
    proposedAt: row.proposed_at.toISOString(),
    proposedBy: row.proposer ?? 'another member',
    ownProposal: row.proposed_by === personId,
    ...(row.settled_at ? { settledAt: row.settled_at.toISOString() } : {}),
    ...(row.settler ? { settledBy: row.settler } : {}),
    ...(row.reason ? { reason: row.reason } : {}),
    logIndex: Number(row.log_index),
  }
}
