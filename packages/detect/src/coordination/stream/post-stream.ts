/**
 * Posts into acts of every trace, and their edges into networks.
 *
 * Networks are found anew at full multiples of `refresh` of the stream's own time, before the first post
 * past it, so that the same posts in the same order give the same names however they were cut into calls.
 */
import { toInstant } from '../finding/evidence.ts'
import { compareNames } from '../../name-order.ts'
import { postObjects } from '../../activity/traces/post-objects.ts'
import { ActStream } from './act-stream.ts'
import { CountedNames } from './counted-names.ts'
import { SeenPosts } from './seen-posts.ts'
import { writeSnapshot, type StreamState } from './snapshot.ts'
import { StandingNetworks, type StandingNetwork } from './standing-networks.ts'
import { toStreamEdge, type StreamEdge } from './stream-edge.ts'
import type { StreamSettings, StreamTrace } from './stream-options.ts'
import type { Post } from '../../activity/read/post-reader.ts'
import type { NetworkChange, StreamChange, StreamTotals } from './stream-change.ts'

/** One trace: its acts, and the names of the pairs that stand, by key. */
type TraceStream = {
  readonly trace: StreamTrace
  readonly acts: ActStream
  readonly standing: Map<number, readonly [string, string]>
}

/** What one call has changed so far. */
type Pending = {
  readonly edges: Map<StreamTrace, Map<number, StreamEdge>>
  readonly ended: Pick<StreamEdge, 'trace' | 'a' | 'b'>[]
  readonly networks: NetworkChange[]
}

/** Made by `createStream` and `restoreStream`. */
export class PostStream {
  private readonly settings: StreamSettings
  private readonly accounts: CountedNames
  private readonly traces: readonly TraceStream[]
  private readonly seen: SeenPosts
  private readonly standing: StandingNetworks
  private readonly counts = { accepted: 0, late: 0, repeated: 0, crowded: 0, unread: 0 }
  /** Microseconds. */
  private newest: number

  constructor(settings: StreamSettings, state?: StreamState) {
    const { acts } = settings
    this.settings = settings
    this.accounts = state
      ? CountedNames.restore('accounts', state.accounts)
      : new CountedNames('accounts')
    this.traces = settings.traces.map((trace, k) => ({
      trace,
      acts: new ActStream(acts, this.accounts, state?.streams[k]),
      standing: new Map(state?.names[k]),
    }))
    this.seen = new SeenPosts(Math.max(1e6, acts.lateness / 16), state?.seen)
    this.standing = new StandingNetworks(settings, state?.standing)
    Object.assign(this.counts, state?.totals)
    this.newest = state?.newest ?? -Infinity
  }

  /** Takes posts in, in the order given; their times must be finite. */
  append(posts: Iterable<Post>): StreamChange {
    const edges = new Map(this.settings.traces.map((trace) => [trace, new Map()] as const))
    const pending: Pending = { edges, ended: [], networks: [] }
    for (const post of posts) this.take(post, pending)
    this.collect(pending)
    return {
      edges: [...pending.edges.values()].flatMap((some) => [...some.values()]),
      ended: pending.ended,
      networks: pending.networks,
    }
  }

  /** Every edge of the history that stands, by trace and name. */
  edges(): StreamEdge[] {
    const { mode, minWeight } = this.settings
    return this.traces.flatMap(({ trace, acts }) =>
      [...acts.history.all(mode, minWeight)]
        .map((counts) => toStreamEdge(trace, counts, this.accounts, mode))
        .sort((x, y) => compareNames(x.a, y.a) || compareNames(x.b, y.b)),
    )
  }

  networks(): readonly StandingNetwork[] {
    return this.standing.all()
  }

  totals(): StreamTotals {
    const sum = (count: (acts: ActStream) => number) =>
      this.traces.reduce((all, { acts }) => all + count(acts), 0)
    return {
      ...this.counts,
      acts: sum((acts) => acts.acts),
      edges: sum((acts) => acts.history.size),
      accounts: this.accounts.size,
      newest: this.newest === -Infinity ? null : toInstant(this.newest / 1e6),
    }
  }

  /** The whole state, for `restoreStream`. */
  snapshot(): Uint8Array {
    return writeSnapshot(this.settings, {
      accounts: this.accounts.dump(),
      streams: this.traces.map(({ acts }) => acts.dump()),
      seen: this.seen.dump(),
      standing: this.standing.dump(),
      names: this.traces.map(({ standing }) => [...standing]),
      totals: this.counts,
      newest: this.newest,
    })
  }

  private take({ account, time: seconds, ...fields }: Post, pending: Pending) {
    const time = Math.round(seconds * 1e6)
    const { counts } = this
    if (time < this.newest - this.settings.acts.lateness) return void counts.late++
    if (fields.content && this.seen.has(fields.content)) return void counts.repeated++
    if (time > this.newest) this.advance(time, pending)
    counts.accepted++
    if (fields.content) this.seen.add(fields.content, time)
    for (const { trace, acts } of this.traces) {
      const objects =
        trace === 'object'
          ? fields.object
            ? [fields.object]
            : []
          : postObjects(trace, fields, () => counts.unread++)
      // The objects of a post without an id are acts of one post all the same.
      const content = fields.content ?? (objects.length > 1 ? `\0${counts.accepted}` : null)
      for (const object of objects)
        if (!acts.append(account, object, content, time)) counts.crowded++
    }
  }

  private advance(time: number, pending: Pending) {
    const { refresh, acts } = this.settings
    const moment = Math.floor(time / refresh)
    if (this.newest !== -Infinity && moment > Math.floor(this.newest / refresh)) {
      this.collect(pending)
      pending.networks.push(...this.refreshNetworks(toInstant((moment * refresh) / 1e6)))
    }
    this.newest = time
    for (const trace of this.traces) trace.acts.advance(time)
    this.seen.forgetBefore(time - acts.lateness)
  }

  private refreshNetworks(moment: string): NetworkChange[] {
    const events = this.standing.refresh(moment)
    if (events.length === 0) return []
    const known = new Map(this.standing.all().map((network) => [network.id, network]))
    return events.map((event) => ({ ...event, network: known.get(event.id) ?? null }))
  }

  /** Moves what has changed in the counts to the edges that stand. */
  private collect(pending: Pending) {
    const { mode, minWeight } = this.settings
    for (const { trace, acts, standing } of this.traces) {
      const edges = pending.edges.get(trace)!
      const end = (key: number) => {
        const pair = standing.get(key)
        if (pair === undefined) return
        standing.delete(key)
        edges.delete(key)
        pending.ended.push({ trace, a: pair[0], b: pair[1] })
        this.standing.remove(pair[0], pair[1], trace)
      }
      const { standing: stand, fallen } = acts.history.takeChanges(mode, minWeight)
      fallen.forEach(end)
      for (const counts of stand) {
        const edge = toStreamEdge(trace, counts, this.accounts, mode)
        standing.set(counts.key, [edge.a, edge.b])
        edges.set(counts.key, edge)
        this.standing.set(edge.a, edge.b, trace, edge.objects)
      }
    }
  }
}
