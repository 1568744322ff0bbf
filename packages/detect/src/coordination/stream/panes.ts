/**
 * Time cut into panes, and for each pane the numbers that leave with it: a sliding window of history
 * moves by whole panes (Li et al., "No pane, no gain", SIGMOD Record 34(1), 2005).
 */

export type PanesDump = {
  readonly panes: readonly (readonly [number, Float64Array])[]
}

/** Lists of numbers by pane, taken out pane by pane. */
export class Panes {
  private taken = -Infinity
  private readonly lists = new Map<number, { values: Float64Array; size: number }>()

  constructor(dump?: PanesDump) {
    for (const [pane, values] of dump?.panes ?? [])
      this.lists.set(pane, { values: values.slice(), size: values.length })
  }

  add(pane: number, value: number): void {
    let list = this.lists.get(pane)
    if (list === undefined) this.lists.set(pane, (list = { values: new Float64Array(16), size: 0 }))
    if (list.size === list.values.length) {
      const grown = new Float64Array(list.size * 2)
      grown.set(list.values)
      list.values = grown
    }
    list.values[list.size++] = value
  }

  /** Takes out the lists of all panes before `pane`, oldest first; panes that were taken get nothing more. */
  takeBefore(pane: number): [pane: number, values: Float64Array][] {
    if (!(pane > this.taken)) return []
    this.taken = pane
    const gone = [...this.lists.keys()].filter((known) => known < pane).sort((x, y) => x - y)
    return gone.map((known) => {
      const { values, size } = this.lists.get(known)!
      this.lists.delete(known)
      return [known, values.subarray(0, size)]
    })
  }

  dump(): PanesDump {
    return {
      panes: [...this.lists].map(([pane, { values, size }]) => [pane, values.slice(0, size)]),
    }
  }
}
