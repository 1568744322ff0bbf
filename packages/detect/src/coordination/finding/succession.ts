/** Findings of successive runs: each network goes on under its name (lineage.ts), trace by trace. */
import type { DetectionResult, NetworkFinding, NetworkEvent } from '../network-finding.ts'
import { traceLineage } from './lineage.ts'
import { groupBy } from '../../group-by.ts'

/** What must be known of a finding of the run before; before networks had names, its id is taken. */
export type PreviousFinding = Pick<NetworkFinding, 'id' | 'trace'> & {
  readonly network?: string
  readonly members: readonly { readonly account: string }[]
}

/** The result with its networks named after those of `previous`, and what became of these. */
export function continueNetworks(
  result: DetectionResult,
  previous: readonly PreviousFinding[],
): DetectionResult {
  const names = new Map<NetworkFinding, string>()
  const changes: NetworkEvent[] = []
  const before = groupBy(previous, ({ trace }) => trace)
  const now = groupBy(result.findings, ({ trace }) => trace)
  for (const trace of new Set([...now.keys(), ...before.keys()])) {
    const findings = now.get(trace) ?? []
    const { ids, events } = traceLineage(
      (before.get(trace) ?? []).map(({ id, network, members }) => ({
        id: network ?? id,
        members: members.map(({ account }) => account),
      })),
      findings.map(membersOf),
      momentOf(trace, result.source.to),
    )
    for (const [k, finding] of findings.entries()) names.set(finding, ids[k]!)
    changes.push(...events)
  }
  const findings = result.findings.map((finding) => ({ ...finding, network: names.get(finding)! }))
  return { ...result, findings, changes }
}

/** Findings without a run before them: every network is new. */
export function nameNetworks(
  findings: readonly Omit<NetworkFinding, 'network'>[],
  to: string,
): NetworkFinding[] {
  return findings.map((finding) => {
    const { ids } = traceLineage([], [membersOf(finding)], momentOf(finding.trace, to))
    return { ...finding, network: ids[0]! }
  })
}

function membersOf({ members }: Pick<NetworkFinding, 'members'>): string[] {
  return members.map(({ account }) => account)
}

/** Networks of two traces are two networks, though their members be the same. */
function momentOf(trace: string, to: string): string {
  return `${trace} ${to}`
}
