/** Reads the objects of some traces off posts, batch by batch, and gives each trace's acts at the end. */
import { joinPictures } from '../../media/near-pictures.ts'
import { toActs, type Acts } from '../acts.ts'
import type { Role } from '../presets/roles.ts'
import { groupNearDuplicates } from '../text/near-duplicates.ts'
import { Dictionary, GrowingInts } from './growing.ts'
import { NormalTexts } from './normal-texts.ts'
import { postObjects, TRACE_ROLES, type PostFields, type PostTrace } from './post-objects.ts'
import { textAt, type TextColumn } from './text-column.ts'

/** Posts that follow one another. */
export type PostBatch = {
  /** Number of the first post. */
  readonly first: number
  readonly length: number
  readonly fields: Readonly<Partial<Record<Role, TextColumn>>>
}

/** What acts need of every post beside its objects. */
export type PostColumns = {
  readonly account: Int32Array
  /** Ticks. */
  readonly time: Int32Array | Float64Array
  readonly accounts: number
  readonly clock: { readonly epoch: number; readonly tick: number }
  /** Also objects of a single account. */
  readonly keepAll: boolean
}

export type ExtractedTrace = {
  /** Contents are numbers of posts. */
  readonly acts: Acts
  /** Names of the objects. */
  readonly names: readonly string[]
  /** Rows of each account, also on objects that nobody else used. */
  readonly accountRows: Int32Array
  /** Cells that open a list or record and were not understood, by role. */
  readonly unread: readonly UnreadCells[]
}

export type UnreadCells = {
  readonly role: Role
  readonly cells: number
  /** The beginning of the first. */
  readonly example: string
}

/** Least Jaccard similarity of two posts that say nearly the same: about one word in eight differs. */
const NEAR = 0.5

export class TraceExtractor {
  private readonly roles: readonly Role[]
  private readonly found: ReadonlyMap<PostTrace, Found>

  constructor(traces: readonly PostTrace[]) {
    this.roles = [...new Set(traces.flatMap((trace) => TRACE_ROLES[trace]))]
    this.found = new Map(traces.map((trace) => [trace, new Found(trace)]))
  }

  add({ first, length, fields }: PostBatch): void {
    const read = this.roles.filter((role) => fields[role] !== undefined)
    for (let k = 0; k < length; k++) {
      const post: Partial<Record<Role, string>> = {}
      for (const role of read) post[role] = textAt(fields[role]!, k)
      for (const found of this.found.values()) found.add(post, first + k)
    }
  }

  /** The acts of every trace; `columns` holds all posts that were added. */
  finish(columns: PostColumns): [PostTrace, ExtractedTrace][] {
    return [...this.found].map(([trace, found]) => [trace, found.toActs(columns)])
  }
}

class Found {
  private readonly trace: PostTrace
  private readonly dictionary: Dictionary | NormalTexts
  private readonly object = new GrowingInts()
  private readonly post = new GrowingInts()
  private readonly unread = new Map<Role, UnreadCells>()

  constructor(trace: PostTrace) {
    this.trace = trace
    this.dictionary =
      trace === 'text' || trace === 'near-text' ? new NormalTexts() : new Dictionary()
  }

  add(fields: PostFields, post: number): void {
    const { dictionary } = this
    if (dictionary instanceof NormalTexts) this.push(dictionary.number(fields.text ?? ''), post)
    else
      for (const object of postObjects(this.trace, fields, this.noteUnread))
        this.push(dictionary.number(object), post)
  }

  private readonly noteUnread = (role: Role, cell: string): void => {
    const { cells = 0, example = cell.slice(0, 60) } = this.unread.get(role) ?? {}
    this.unread.set(role, { role, cells: cells + 1, example })
  }

  private push(object: number, post: number) {
    if (object < 0) return
    this.object.push(object)
    this.post.push(post)
  }

  toActs({ account, time, accounts, clock, keepAll }: PostColumns): ExtractedTrace {
    const content = this.post.whole()
    const { dictionary } = this
    const objects = this.object.whole()
    const accountRows = new Int32Array(accounts)
    for (const post of content) accountRows[account[post]!]!++
    const { acts, objectIds } = toActs(
      {
        object: joinAlike(this.trace, objects, dictionary),
        account: Int32Array.from(content, (post) => account[post]!),
        time:
          time instanceof Int32Array
            ? Int32Array.from(content, (post) => time[post]!)
            : Float64Array.from(content, (post) => time[post]!),
        content,
      },
      { objects: dictionary.size, accounts },
      clock,
      { keepAll },
    )
    return {
      acts,
      names: Array.from(objectIds, (id) => dictionary.name(id)),
      accountRows,
      unread: [...this.unread.values()],
    }
  }
}

/** Texts that say nearly the same, and copies of a picture, go by the first of them. */
function joinAlike(
  trace: PostTrace,
  object: Int32Array,
  dictionary: Dictionary | NormalTexts,
): Int32Array {
  if (trace !== 'near-text' && trace !== 'media') return object
  const names = Array.from({ length: dictionary.size }, (_, number) => dictionary.name(number))
  const group =
    trace === 'media' ? joinPictures(names) : groupNearDuplicates(names, { threshold: NEAR }).group
  return object.map((number) => group[number]!)
}
