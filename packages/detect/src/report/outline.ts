/**
 * The order in which findings are told. What several traces show stands once for all of them together and
 * again for each trace; the latter are told as parts of the former, lest one network be taken for many.
 */
import { DEFAULTS } from '../coordination/options.ts'
import type { NetworkFinding } from '../coordination/network-finding.ts'

export type OutlineEntry = {
  readonly finding: NetworkFinding
  /** `3`, or `3.1` for a part of it. */
  readonly number: string
  readonly isPart: boolean
}

/** Every finding once, the surest first; a part follows the fused finding that holds most of its accounts. */
export function outlineFindings(findings: readonly NetworkFinding[]): OutlineEntry[] {
  const partsOf = new Map<NetworkFinding, NetworkFinding[]>()
  const owners = wholesByAccount(findings.filter(({ trace }) => trace === 'fused'))
  for (const finding of findings) {
    const whole = finding.trace === 'fused' ? null : findWhole(finding, owners)
    if (whole === null) partsOf.set(finding, partsOf.get(finding) ?? [])
    else partsOf.set(whole, [...(partsOf.get(whole) ?? []), finding])
  }
  return [...partsOf].flatMap(([finding, parts], k) => [
    { finding, number: `${k + 1}`, isPart: false },
    ...parts.map((part, p) => ({ finding: part, number: `${k + 1}.${p + 1}`, isPart: true })),
  ])
}

/** The networks to hand on: each told once, and none that chance explains at `rate`; one that was not tested stays. */
export function standingNetworks(
  findings: readonly NetworkFinding[],
  rate: number = DEFAULTS.fdr,
): { networks: NetworkFinding[]; chance: number } {
  const whole = outlineFindings(findings).flatMap(({ finding, isPart }) =>
    isPart ? [] : [finding],
  )
  const networks = whole.filter(
    ({ q, verdict }) => verdict !== 'chance' && (q === null || q <= rate),
  )
  return { networks, chance: whole.length - networks.length }
}

function wholesByAccount(wholes: readonly NetworkFinding[]): Map<string, NetworkFinding[]> {
  const owners = new Map<string, NetworkFinding[]>()
  for (const whole of wholes)
    for (const { account } of whole.members)
      owners.set(account, [...(owners.get(account) ?? []), whole])
  return owners
}

/** The fused finding with most of the accounts of `part`, where that is more than half of them. */
function findWhole(
  { members }: NetworkFinding,
  owners: ReadonlyMap<string, readonly NetworkFinding[]>,
): NetworkFinding | null {
  const shared = new Map<NetworkFinding, number>()
  for (const { account } of members)
    for (const whole of owners.get(account) ?? []) shared.set(whole, (shared.get(whole) ?? 0) + 1)
  const [best] = [...shared].sort(([, x], [, y]) => y - x)
  return best !== undefined && best[1] * 2 > members.length ? best[0] : null
}
