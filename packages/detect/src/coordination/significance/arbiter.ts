/**
 * The arbiter: would networks as strong arise if every time line were moved by a random offset?
 *
 * Null: offsets, uniform over half an interval either way, break the synchrony between accounts and
 * keep everything else. The strength of a network is the number of its pairs in step, accounts with one
 * such partner left out (they may hang on by luck). In each of `ROUNDS` rounds the same networks are
 * drawn from the correlograms at the offsets' lags, and the strongest is kept; p of a network is
 * (1 + rounds with one as strong) / (1 + rounds). Networks are tried strongest first, each among the
 * accounts that the stronger ones left, until one fails: the step-down maximum of Westfall and Young,
 * Resampling-Based Multiple Testing (1993), which holds the chance of any false network at the rate.
 *
 * Limits: p is never below 1 / (1 + rounds); chances of coincidence are not fitted anew in a round.
 * Seeded. Cost: rounds times the pairs with a sticky lag, once for each network found.
 */
import { createRandom, drawInteger } from '../../random/random.ts'
import { LAGS, SIGHT, type StickyPairs } from './alignment.ts'

const ROUNDS = 199
/** Offsets of up to this many windows either way: lags then stay within what correlograms see. */
const HALF = 15

type Links = {
  a: ArrayLike<number>
  b: ArrayLike<number>
}

/** For each account the p of the network it is in, 1 where it is in none that stands at `rate`. */
export async function arbitrateNetworks(
  sticky: StickyPairs,
  inStep: Links,
  accounts: number,
  options: { rate: number; seed: string | number; breathe: () => Promise<void> },
): Promise<Float64Array> {
  const p = new Float64Array(accounts).fill(1)
  const networks = toNetworks(inStep.a, inStep.b, accounts)
  networks.sort((x, y) => y.strength - x.strength || x.accounts[0]! - y.accounts[0]!)
  const left = new Uint8Array(accounts).fill(1)
  const offsets: Int8Array[] = []
  let floor = 0
  for (const network of networks) {
    const among = onlyAmong(sticky, left)
    let asStrong = 0
    for (let round = 0; round < ROUNDS && asStrong <= options.rate * (ROUNDS + 1); round++) {
      if (round % 50 === 0) await options.breathe()
      offsets[round] ??= drawOffsets(`${options.seed}/arbiter/${round}`, accounts)
      if (reachesShifted(sticky, among, offsets[round]!, network.strength)) asStrong++
    }
    floor = Math.max(floor, (1 + asStrong) / (1 + ROUNDS))
    if (floor > options.rate) break
    for (const account of network.accounts) {
      p[account] = floor
      left[account] = 0
    }
  }
  return p
}

/** Positions of the pairs that join accounts still left. */
function onlyAmong({ pairs, lags }: StickyPairs, left: Uint8Array): number[] {
  const among: number[] = []
  for (let i = 0; (i + 1) * LAGS <= lags.length; i++)
    if (left[pairs.a[i]!] === 1 && left[pairs.b[i]!] === 1) among.push(i)
  return among
}

function drawOffsets(seed: string, accounts: number): Int8Array {
  const random = createRandom(seed)
  return new Int8Array(accounts).map(() => drawInteger(random, 2 * HALF + 1))
}

/** Whether any network is at least as strong once the accounts stand at these offsets. */
function reachesShifted(
  { pairs, lags }: StickyPairs,
  among: readonly number[],
  offset: Int8Array,
  strength: number,
): boolean {
  const [a, b]: [number[], number[]] = [[], []]
  for (const i of among) {
    const lag = offset[pairs.a[i]!]! - offset[pairs.b[i]!]!
    if (lags[i * LAGS + lag + SIGHT] === 0) continue
    a.push(pairs.a[i]!)
    b.push(pairs.b[i]!)
  }
  // Most rounds leave too few pairs for any such network.
  if (a.length < strength) return false
  return toNetworks(a, b, offset.length).some((network) => network.strength >= strength)
}

type ArbitratedNetwork = {
  accounts: number[]
  strength: number
}

/** Connected accounts with two partners or more each. */
function toNetworks(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  accounts: number,
): ArbitratedNetwork[] {
  const size = a.length
  const degree = new Int32Array(accounts)
  const kept = new Uint8Array(size).fill(1)
  for (let i = 0; i < size; i++) {
    degree[a[i]!]!++
    degree[b[i]!]!++
  }
  for (let again = true; again;) {
    again = false
    for (let i = 0; i < size; i++) {
      if (kept[i] === 0 || (degree[a[i]!]! > 1 && degree[b[i]!]! > 1)) continue
      kept[i] = 0
      degree[a[i]!]!--
      degree[b[i]!]!--
      again = true
    }
  }
  const parent = Int32Array.from({ length: accounts }, (_, i) => i)
  const root = (account: number): number => {
    let at = account
    while (parent[at] !== at) at = parent[at] = parent[parent[at]!]!
    return at
  }
  for (let i = 0; i < size; i++) if (kept[i] === 1) parent[root(a[i]!)] = root(b[i]!)
  const networks = new Map<number, ArbitratedNetwork>()
  for (let i = 0; i < size; i++) {
    if (kept[i] === 0) continue
    const at = root(a[i]!)
    if (!networks.has(at)) networks.set(at, { accounts: [], strength: 0 })
    networks.get(at)!.strength++
  }
  for (let account = 0; account < accounts; account++)
    if (degree[account]! > 1) networks.get(root(account))?.accounts.push(account)
  return [...networks.values()]
}
