/**
 * Occurrences: which of many patterns stand anywhere in a label, in one pass (Aho and Corasick 1975), as a
 * table of states by signs.
 *
 * Cost: one step a sign, and one call an occurrence; memory: 148 bytes a state.
 */
import { SIGNS, type Folded } from './fold.ts'

export class Occurrences {
  private readonly go: Int32Array
  private readonly output: Int32Array
  private readonly suffix: Int32Array
  readonly states: number

  constructor(patterns: readonly Folded[]) {
    const most = patterns.reduce((sum, { size }) => sum + size, 1)
    const go = new Int32Array(most * SIGNS)
    const output = new Int32Array(most).fill(-1)
    this.sames = new Int32Array(patterns.length).fill(-1)
    let states = 1
    for (const [k, { signs, size }] of patterns.entries()) {
      let state = 0
      for (let i = 0; i < size; i++) {
        const at = state * SIGNS + signs[i]!
        if (go[at] === 0) go[at] = states++
        state = go[at]!
      }
      this.sames[k] = output[state]!
      output[state] = k
    }
    this.states = states
    this.go = go.slice(0, states * SIGNS)
    this.output = output.slice(0, states)
    this.suffix = this.link()
  }

  /** The pattern before with the same signs, -1 for none. */
  private readonly sames: Int32Array

  /** Fails of states, folded into `go`; returns for each state the longest shorter one that ends a pattern. */
  private link(): Int32Array {
    const { go, output, states } = this
    const fail = new Int32Array(states)
    const suffix = new Int32Array(states)
    const queue: number[] = []
    for (let sign = 0; sign < SIGNS; sign++) if (go[sign] !== 0) queue.push(go[sign]!)
    for (let k = 0; k < queue.length; k++) {
      const state = queue[k]!
      const back = fail[state]!
      suffix[state] = output[back]! >= 0 ? back : suffix[back]!
      for (let sign = 0; sign < SIGNS; sign++) {
        const at = state * SIGNS + sign
        const next = go[at]!
        if (next === 0) go[at] = go[back * SIGNS + sign]!
        else {
          fail[next] = go[back * SIGNS + sign]!
          queue.push(next)
        }
      }
    }
    return suffix
  }

  /** Calls `found` with each pattern and the sign behind its end. */
  each({ signs, size }: Folded, found: (pattern: number, end: number) => void): void {
    const { go, output, suffix, sames } = this
    let state = 0
    for (let i = 0; i < size; i++) {
      state = go[state * SIGNS + signs[i]!]!
      for (let at = output[state]! >= 0 ? state : suffix[state]!; at > 0; at = suffix[at]!)
        for (let k = output[at]!; k >= 0; k = sames[k]!) found(k, i + 1)
    }
  }
}
