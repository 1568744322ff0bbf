/** What evidence shows of posts (their text, id, tool, what their account says it is), by number of the post. */
import type { Role } from '../presets/roles.ts'
import { textAt, type TextColumn } from '../traces/text-column.ts'
import type { ExtractedTrace, PostColumns } from '../traces/trace-extractor.ts'
import type { EncodedActs } from './encode.ts'

/** Above this many posts their texts are not kept, and evidence comes without excerpts. */
const KEPT_TEXTS = 2_000_000

const KEPT: readonly Role[] = ['text', 'content', 'client', 'declared', 'replyTo', 'reshareOf']

/** Posts by number, as they stand in the input. */
export type Posts = {
  readonly count: number
  readonly account: Int32Array
  /** Ticks since the epoch of the acts. */
  readonly time: Int32Array | Float64Array
  readonly text?: (post: number) => string
  readonly id?: (post: number) => string
  /** Id of the post that is answered, or repeated; empty for none. */
  readonly replyTo?: (post: number) => string
  readonly reshareOf?: (post: number) => string
}

export class KeptPosts {
  private readonly roles: readonly Role[]
  private readonly accountNames: readonly string[]
  private readonly columns: PostColumns
  private readonly rowNumbers: Int32Array | null
  private readonly firsts: number[] = []
  private readonly batches: Partial<Record<Role, TextColumn>>[] = []
  private readonly clientPart = once(() => toParts(this.whole('client')))
  private readonly declared = once(() => this.declaredByAccount())

  /** `fields` are the columns there are; `columns` and `rowNumbers` (null where all rows are read) fill as posts are read. */
  constructor(
    fields: readonly Role[],
    accountNames: readonly string[],
    columns: PostColumns,
    rowNumbers: Int32Array | null = null,
  ) {
    const posts = columns.account.length
    this.roles = KEPT.filter(
      (role) => fields.includes(role) && (role !== 'text' || posts <= KEPT_TEXTS),
    )
    this.accountNames = accountNames
    this.columns = columns
    this.rowNumbers = rowNumbers
  }

  add(first: number, texts: Readonly<Partial<Record<Role, TextColumn>>>): void {
    this.firsts.push(first)
    this.batches.push(Object.fromEntries(this.roles.map((role) => [role, texts[role]])))
  }

  /** A trace with everything that may be asked about it. */
  toEncoded({ acts, names, accountRows, unread }: ExtractedTrace): EncodedActs {
    const has = (role: Role): boolean => this.roles.includes(role)
    const read = (role: Role) => (has(role) ? (post: number) => this.at(role, post) : undefined)
    return {
      acts,
      accountNames: this.accountNames,
      accountRows,
      objectName: (object) => names[object]!,
      contentName: read('content') ?? (() => null),
      contentRow: (post) => this.rowNumbers?.[post] ?? post + 1,
      contentClient: read('client'),
      clientPart: has('client') ? (client) => this.clientPart().get(client) ?? 0 : undefined,
      accountDeclared:
        has('declared') && this.declared().size > 0
          ? (account) => this.declared().get(account) ?? ''
          : undefined,
      contentText: read('text'),
      unread,
    }
  }

  /** Everything kept of every post, whatever it has in common with others. */
  toPosts(): Posts {
    const read = (role: Role) =>
      this.roles.includes(role) ? (post: number) => this.at(role, post) : undefined
    const { account, time } = this.columns
    return {
      count: account.length,
      account,
      time,
      text: read('text'),
      id: read('content'),
      replyTo: read('replyTo'),
      reshareOf: read('reshareOf'),
    }
  }

  private at(role: Role, post: number): string {
    let low = 0
    let high = this.firsts.length
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (this.firsts[middle]! <= post) low = middle
      else high = middle
    }
    return textAt(this.batches[low]![role]!, post - this.firsts[low]!)
  }

  private *whole(role: Role): Generator<string> {
    for (const batch of this.batches)
      for (let k = 0; k < batch[role]!.ends.length; k++) yield textAt(batch[role]!, k)
  }

  /** An account that says several things is taken at its last word. */
  private declaredByAccount(): Map<number, string> {
    const declared = new Map<number, string>()
    let post = 0
    for (const said of this.whole('declared')) {
      if (said !== '') declared.set(this.columns.account[post]!, said)
      post++
    }
    return declared
  }
}

/** Part of all that each text is. */
function toParts(texts: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>()
  let total = 0
  for (const text of texts) {
    counts.set(text, (counts.get(text) ?? 0) + 1)
    total++
  }
  for (const [text, count] of counts) counts.set(text, count / total)
  return counts
}

function once<T>(work: () => T): () => T {
  let done: { value: T } | null = null
  return () => (done ??= { value: work() }).value
}
