/** What the members of each network had in common, as CSV (RFC 4180): every thing, not only the most telling. */
import { toSeconds } from '../activity/acts.ts'
import type { CountedTrace } from '../coordination/counted-trace.ts'
import type { Detection } from '../coordination/detect.ts'
import { toInstant } from '../coordination/finding/evidence.ts'
import { standingNetworks } from './outline.ts'
import { cell } from './tables.ts'

const COLUMNS = 'network,trace,object,members,posts,accounts_overall,first,last'

type Shared = { members: Set<number>; posts: number; first: number; last: number }

/**
 * A row for each thing that at least two members of a network that chance does not explain used, whether or not in step: members that used it,
 * their acts on it, and accounts that used it in all. Ordered by trace and by when the thing was first met in it.
 */
export function* objectsCsv(
  { result, traces }: Pick<Detection, 'result' | 'traces'>,
  rate?: number,
): Generator<string> {
  yield `${COLUMNS}\n`
  const { networks } = standingNetworks(result.findings, rate)
  for (const counted of traces) {
    const ofAccount = networksOf(
      counted,
      networks.map(({ members }) => members.map(({ account }) => account)),
    )
    const { acts } = counted.encoded
    for (let object = 0; object + 1 < acts.objectStart.length; object++) {
      const { shared, overall } = gather(counted, object, ofAccount)
      for (const [network, { members, posts, first, last }] of shared) {
        if (members.size < 2) continue
        const at = (time: number) => toInstant(toSeconds(acts, time))
        yield (
          [
            networks[network]!.network,
            counted.trace,
            cell(counted.encoded.objectName(object)),
            members.size,
            posts,
            overall,
            at(first),
            at(last),
          ].join(',') + '\n'
        )
      }
    }
  }
}

/** By number of account, the networks that it is in. */
function networksOf(
  { encoded }: CountedTrace,
  networks: readonly (readonly string[])[],
): ReadonlyMap<number, readonly number[]> {
  const ofName = new Map<string, number[]>()
  for (const [n, members] of networks.entries())
    for (const name of members) ofName.set(name, [...(ofName.get(name) ?? []), n])
  const found = new Map<number, number[]>()
  for (const [account, name] of encoded.accountNames.entries()) {
    const own = ofName.get(name)
    if (own) found.set(account, own)
  }
  return found
}

function gather(
  { encoded: { acts } }: CountedTrace,
  object: number,
  ofAccount: ReadonlyMap<number, readonly number[]>,
): { shared: Map<number, Shared>; overall: number } {
  const shared = new Map<number, Shared>()
  const everyone = new Set<number>()
  for (let row = acts.objectStart[object]!; row < acts.objectStart[object + 1]!; row++) {
    const account = acts.account[row]!
    const time = acts.time[row]!
    everyone.add(account)
    for (const network of ofAccount.get(account) ?? []) {
      const known = shared.get(network)
      if (!known) {
        shared.set(network, { members: new Set([account]), posts: 1, first: time, last: time })
        continue
      }
      known.members.add(account)
      known.posts++
      known.first = Math.min(known.first, time)
      known.last = Math.max(known.last, time)
    }
  }
  return { shared, overall: everyone.size }
}
