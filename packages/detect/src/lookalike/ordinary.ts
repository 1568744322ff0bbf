/**
 * Names met again. A certificate stands in several logs, twice in each, and is renewed; with its name comes the same below
 * `www.` and `*.`. What was ordinary a moment ago is not weighed again.
 *
 * Cost: a look into two sets a name; memory at most 2 * KEPT names.
 */
import type { Alert } from './alert.ts'
import type { Watch } from './watch.ts'

const KEPT = 1 << 16
const WILD = '*.'
/** A label of every server, which alone is never told. */
const WWW = 'www.'

export class OrdinaryNames {
  /** Names not weighed, being met again; `watch.counts` counts the others. */
  again = 0
  private readonly watch: Watch
  private readonly least: number
  private young = new Set<string>()
  private old = new Set<string>()

  /** Names are told from `least` bits on. */
  constructor(watch: Watch, least: number) {
    this.watch = watch
    this.least = least
  }

  /** As `watch.look`: the same alert or null for the same name, whatever came before. */
  look(line: string): Alert | null {
    const name = line.startsWith(WILD) ? line.slice(WILD.length) : line
    if (this.has(name) || (name.startsWith(WWW) && this.has(name.slice(WWW.length)))) {
      this.again++
      return null
    }
    const { counts } = this.watch
    const before = counts.own + counts.official + counts.unreadable
    const alert = this.watch.look(name, this.least)
    if (alert === null && counts.own + counts.official + counts.unreadable === before)
      this.keep(name)
    return alert
  }

  private has(name: string): boolean {
    if (this.young.has(name)) return true
    if (!this.old.has(name)) return false
    this.keep(name)
    return true
  }

  private keep(name: string): void {
    this.young.add(name)
    if (this.young.size < KEPT) return
    this.old = this.young
    this.young = new Set()
  }
}
