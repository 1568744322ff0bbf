/**
 * The networks of the edges that stand, kept up as edges come and go: only components that an edge touched
 * are cut anew, and each network keeps its name (lineage.ts).
 */
import type { NetworkEvent } from '../network-finding.ts'
import { traceLineage, type NamedNetwork } from '../finding/lineage.ts'
import { compareNames } from '../../name-order.ts'
import { splitComponent, type Tie } from '../finding/split.ts'

export type StandingNetwork = {
  /** How much of it other seeds find again, 0 to 1; null where its component was not cut. */
  readonly stability: number | null
} & NamedNetwork

/** A component of the graph as it was last cut. */
export type Component = {
  readonly accounts: readonly string[]
  readonly networks: readonly StandingNetwork[]
}

export type StandingDump = {
  readonly ties: readonly (readonly [a: string, b: string, trace: string, weight: number])[]
  readonly components: readonly Component[]
  readonly touched: readonly string[]
}

type Options = {
  readonly minMembers: number
  readonly seed: number
}

export class StandingNetworks {
  /** By account, by its partner, by trace: the objects they share. */
  private readonly ties = new Map<string, Map<string, Map<string, number>>>()
  private readonly componentOf = new Map<string, Component>()
  private touched = new Set<string>()
  private readonly options: Options

  constructor(options: Options, dump?: StandingDump) {
    this.options = options
    if (dump === undefined) return
    for (const [a, b, trace, weight] of dump.ties) this.set(a, b, trace, weight)
    for (const component of dump.components)
      for (const account of component.accounts) this.componentOf.set(account, component)
    this.touched = new Set(dump.touched)
  }

  /** All networks, by name. */
  all(): StandingNetwork[] {
    const components = new Set(this.componentOf.values())
    return [...components]
      .flatMap(({ networks }) => networks)
      .sort((x, y) => compareNames(x.id, y.id))
  }

  /** Says that a pair stands in a trace. */
  set(a: string, b: string, trace: string, weight: number): void {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const partners = this.ties.get(x) ?? new Map<string, Map<string, number>>()
      this.ties.set(x, partners)
      const traces = partners.get(y) ?? new Map<string, number>()
      partners.set(y, traces)
      traces.set(trace, weight)
      this.touched.add(x)
    }
  }

  /** Says that a pair stands no longer in a trace. */
  remove(a: string, b: string, trace: string): void {
    for (const [x, y] of [
      [a, b],
      [b, a],
    ] as const) {
      const partners = this.ties.get(x)
      partners?.get(y)?.delete(trace)
      if (partners?.get(y)?.size === 0) partners.delete(y)
      if (partners?.size === 0) this.ties.delete(x)
      this.touched.add(x)
    }
  }

  /** Cuts what was touched anew; `moment` names the networks that are born. */
  refresh(moment: string): NetworkEvent[] {
    const old = new Set<Component>()
    const accounts = new Set(this.touched)
    for (const account of this.touched) {
      const component = this.componentOf.get(account)
      if (component !== undefined) old.add(component)
    }
    for (const component of old)
      for (const account of component.accounts) {
        accounts.add(account)
        this.componentOf.delete(account)
      }
    this.touched.clear()
    const fresh = this.componentsOf(accounts).map((some) => ({
      accounts: some,
      communities: this.cut(some),
    }))
    const before = [...old].flatMap(({ networks }) => networks)
    const now = fresh.flatMap(({ communities }) => communities)
    const { ids, events } = traceLineage(
      before,
      now.map(({ members }) => members),
      moment,
    )
    let k = 0
    for (const { accounts: some, communities } of fresh) {
      const networks = communities.map((community) => ({ id: ids[k++]!, ...community }))
      const component = { accounts: some, networks }
      for (const account of some) this.componentOf.set(account, component)
    }
    return [...events]
  }

  dump(): StandingDump {
    const ties: [string, string, string, number][] = []
    for (const [a, partners] of this.ties)
      for (const [b, traces] of partners)
        if (compareNames(a, b) < 0)
          for (const [trace, weight] of traces) ties.push([a, b, trace, weight])
    const components = [...new Set(this.componentOf.values())]
    return { ties, components, touched: [...this.touched] }
  }

  /** The connected components that hold `accounts`, each in order of name. */
  private componentsOf(accounts: Iterable<string>): string[][] {
    const seen = new Set<string>()
    const components: string[][] = []
    for (const start of accounts) {
      if (seen.has(start) || !this.ties.has(start)) continue
      seen.add(start)
      const component = [start]
      for (const account of component)
        for (const partner of this.ties.get(account)!.keys()) {
          if (seen.has(partner)) continue
          seen.add(partner)
          component.push(partner)
        }
      components.push(component.sort(compareNames))
    }
    return components
  }

  private cut(accounts: readonly string[]): Omit<StandingNetwork, 'id'>[] {
    const place = new Map(accounts.map((account, k) => [account, k]))
    const ties: Tie[] = []
    for (const [k, account] of accounts.entries())
      for (const [partner, traces] of this.ties.get(account)!) {
        const other = place.get(partner)!
        const weight = [...traces.values()].reduce((sum, one) => sum + one, 0)
        if (k < other) ties.push({ a: k, b: other, weight })
      }
    return splitComponent(accounts.length, ties, this.options.seed)
      .filter((community) => community.accounts.length >= this.options.minMembers)
      .map(({ accounts: places, stability }) => ({
        members: places.map((k) => accounts[k]!),
        stability,
      }))
  }
}
