/** Two runs side by side: which networks came, went, grew or stood otherwise, and which accounts moved. */
import type {
  DetectionResult,
  NetworkEvent,
  NetworkFinding,
} from '../coordination/network-finding.ts'
import { traceLineage } from '../coordination/finding/lineage.ts'
import { compareNames } from '../name-order.ts'
import { standingNetworks } from './outline.ts'
import { toTiming } from './words.ts'

/** What a comparison needs of a findings file. */
export type ComparedRun = Pick<DetectionResult, 'findings' | 'source'>

type NetworkChangeOfRuns = {
  readonly event: NetworkEvent['event'] | 'same'
  /** The name in both runs: that of the earlier one where the network goes on. */
  readonly network: string
  /** The network that it split off from or went into. */
  readonly other: string | null
  /** Accounts in each run, 0 where it was not there. */
  readonly before: number
  readonly after: number
  readonly joined: readonly string[]
  readonly left: readonly string[]
  readonly verdictBefore: string | null
  readonly verdictAfter: string | null
}

/** An account in another network than before; null is none. */
type AccountMove = {
  readonly account: string
  readonly before: string | null
  readonly after: string | null
}

export type Comparison = {
  readonly networks: readonly NetworkChangeOfRuns[]
  readonly moves: readonly AccountMove[]
  /** Why what differs may come of how the runs were made, in words. */
  readonly unlike: readonly string[]
}

/**
 * Compares the networks that chance does not explain, each told once (outline.ts). Networks go on by their members
 * (lineage.ts), whatever names the files give them; an account is at home in the surest network that holds it.
 */
export function compareRuns(before: ComparedRun, after: ComparedRun): Comparison {
  const was = standingNetworks(before.findings).networks
  const is = standingNetworks(after.findings).networks
  const { ids, events } = traceLineage(
    was.map((finding) => ({ id: finding.network, members: membersOf(finding) })),
    is.map(membersOf),
    after.source.to,
  )
  const wasByName = new Map(was.map((finding) => [finding.network, finding]))
  // A network that is new keeps the name that its own file gives it.
  const names = new Map(ids.map((id, k) => [id, wasByName.has(id) ? id : is[k]!.network] as const))
  const eventOf = new Map(events.map((event) => [event.id, event]))
  const nameOf = (id: string): string => names.get(id) ?? id
  const now = is.map((finding, k) =>
    toChange(nameOf(ids[k]!), eventOf.get(ids[k]!), {
      before: wasByName.get(ids[k]!),
      after: finding,
    }),
  )
  const gone = was
    .filter(({ network }) => !ids.includes(network))
    .map((finding) => {
      const event = eventOf.get(finding.network)
      const other = event?.other === undefined ? {} : { other: nameOf(event.other) }
      return toChange(finding.network, event && { ...event, ...other }, { before: finding })
    })
  const homes = homesOf(is.map((finding, k) => ({ ...finding, network: nameOf(ids[k]!) })))
  const moves = findMoves(homesOf(was), homes)
  return { networks: [...now, ...gone], moves, unlike: findUnlike(before, after) }
}

function membersOf({ members }: NetworkFinding): string[] {
  return members.map(({ account }) => account).sort(compareNames)
}

function toChange(
  network: string,
  event: NetworkEvent | undefined,
  { before, after }: { before?: NetworkFinding; after?: NetworkFinding },
): NetworkChangeOfRuns {
  return {
    event: event?.event ?? 'same',
    network,
    other: event?.other ?? null,
    before: before?.membersTotal ?? 0,
    after: after?.membersTotal ?? 0,
    joined: event?.joined ?? [],
    left: event?.left ?? [],
    verdictBefore: before?.verdict ?? null,
    verdictAfter: after?.verdict ?? null,
  }
}

function homesOf(findings: readonly NetworkFinding[]): Map<string, string> {
  const homes = new Map<string, string>()
  for (const { network, members } of findings)
    for (const { account } of members) if (!homes.has(account)) homes.set(account, network)
  return homes
}

function findMoves(
  was: ReadonlyMap<string, string>,
  is: ReadonlyMap<string, string>,
): AccountMove[] {
  const accounts = [...new Set([...was.keys(), ...is.keys()])].sort(compareNames)
  return accounts.flatMap((account) => {
    const [before, after] = [was.get(account) ?? null, is.get(account) ?? null]
    return before === after ? [] : [{ account, before, after }]
  })
}

/** Settings and data in which the runs differ, as far as their findings tell. */
function findUnlike(before: ComparedRun, after: ComparedRun): string[] {
  const differ = (what: string, tell: (run: ComparedRun) => string): string[] => {
    const [x, y] = [tell(before), tell(after)]
    return x === y || x === '' || y === '' ? [] : [`${what}: ${x} before, ${y} after`]
  }
  const said = (list: readonly string[]) => [...new Set(list)].sort().join(', ')
  return [
    ...differ('time was judged', ({ findings }) =>
      said(findings.map(({ parameters }) => timingOf(parameters))),
    ),
    ...differ('pairs and networks count from', ({ findings }) =>
      said(
        findings.map(
          ({ parameters: { minWeight, minMembers } }) =>
            `${minWeight} times and ${minMembers} accounts`,
        ),
      ),
    ),
    ...differ('columns were', ({ source }) =>
      said(Object.entries(source.columns ?? {}).map(([role, column]) => `${role}=${column}`)),
    ),
    ...differ('members are cut short', ({ findings }) =>
      findings.some(({ members, membersTotal }) => members.length < membersTotal) ? 'yes' : 'no',
    ),
  ]
}

function timingOf(parameters: NetworkFinding['parameters']): string {
  return parameters.everyScale ? 'at all time scales at once' : toTiming(parameters)
}
