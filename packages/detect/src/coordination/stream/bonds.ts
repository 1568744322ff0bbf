/**
 * Distinct things of an owner within the history: a bond remembers the newest pane its thing was seen in, and
 * ends with it. Cost: constant. Memory: about 50 bytes a bond.
 */
import type { CountedNames } from './counted-names.ts'
import { PAIR_BASE, PairIndex, toPairKey, type PairIndexDump } from './pair-index.ts'
import { Panes, type PanesDump } from './panes.ts'

export type BondsDump = {
  readonly index: PairIndexDump
  readonly panes: PanesDump
}

export class Bonds {
  private readonly index: PairIndex
  private readonly panes: Panes
  private readonly names: CountedNames

  /** `names` numbers the things, which stay in use while bound. */
  constructor(names: CountedNames, dump?: BondsDump) {
    this.names = names
    this.index = new PairIndex(dump?.index)
    this.panes = new Panes(dump?.panes)
  }

  has(owner: number, thing: number): boolean {
    return this.index.get(toPairKey(owner, thing)) >= 0
  }

  /** Notes that a thing was seen in a pane; true where it is new to its owner. */
  see(owner: number, thing: number, pane: number): boolean {
    const key = toPairKey(owner, thing)
    const known = this.index.get(key)
    if (known >= pane) return false
    this.index.set(key, pane)
    this.panes.add(pane, key)
    if (known >= 0) return false
    this.names.retainNumber(thing)
    return true
  }

  /** Ends the bonds last seen before `pane`, each told by its owner. */
  expireBefore(pane: number, onEnded: (owner: number) => void): void {
    for (const [old, keys] of this.panes.takeBefore(pane))
      for (const key of keys) {
        if (this.index.get(key) !== old) continue
        this.index.delete(key)
        const owner = Math.floor(key / PAIR_BASE)
        this.names.release(key - owner * PAIR_BASE)
        onEnded(owner)
      }
  }

  dump(): BondsDump {
    return { index: this.index.dump(), panes: this.panes.dump() }
  }
}
