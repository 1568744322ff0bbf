/**
 * Walks JSON byte by byte and tells which names stand in which list, and hands over the records of one list, so
 * that a document of any size is read in pieces. Lists are named by the keys that lead to them (`chats.list`).
 * Cost: linear in bytes, and the memory of one record.
 */

const [QUOTE, BACKSLASH, COMMA, COLON] = [34, 92, 44, 58]
const [OPEN_LIST, CLOSE_LIST, OPEN_RECORD, CLOSE_RECORD] = [91, 93, 123, 125]
/** Names deeper than this are not looked at. */
const DEEPEST = 12

export type JsonEvents = {
  /** A name in a record: the list it stands in (empty for the top) and its name with dots. */
  onName?(list: string, name: string): void
  /** A record in the list that was asked for. */
  onRecord?(bytes: Buffer): void
}

type Frame = {
  readonly isList: boolean
  /** Of a record: the name whose value is being read. */
  key: string
}

export class JsonScanner {
  private readonly frames: Frame[] = []
  private readonly list: string | null
  private readonly events: JsonEvents
  private inText = false
  private escaped = false
  private expectsKey = false
  private text: Buffer[] | null = null
  private record: Buffer[] | null = null
  private recordDepth = 0

  /** `list` is the one whose records are handed over. */
  constructor(events: JsonEvents, list: string | null = null) {
    this.events = events
    this.list = list
  }

  /** Whether every list and record that was opened is closed. */
  get isWhole(): boolean {
    return this.frames.length === 0 && !this.inText
  }

  push(bytes: Buffer): void {
    let from = 0
    let textFrom = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (this.inText) {
        if (this.escaped) this.escaped = false
        else if (byte === BACKSLASH) this.escaped = true
        else if (byte === QUOTE) {
          this.inText = false
          this.endText(bytes.subarray(textFrom, at))
        }
        continue
      }
      if (byte === QUOTE) {
        this.inText = true
        textFrom = at + 1
        this.text = this.expectsKey && this.frames.length <= DEEPEST ? [] : null
      } else if (byte === COLON) this.expectsKey = false
      else if (byte === COMMA) this.expectsKey = this.top?.isList === false
      else if (byte === OPEN_RECORD || byte === OPEN_LIST) {
        if (byte === OPEN_RECORD && this.startsRecord()) {
          from = at
          this.record = []
          this.recordDepth = this.frames.length
        }
        this.frames.push({ isList: byte === OPEN_LIST, key: '' })
        this.expectsKey = byte === OPEN_RECORD
      } else if (byte === CLOSE_RECORD || byte === CLOSE_LIST) {
        this.frames.pop()
        this.expectsKey = false
        if (this.record !== null && this.frames.length === this.recordDepth) {
          this.events.onRecord?.(Buffer.concat([...this.record, bytes.subarray(from, at + 1)]))
          this.record = null
        }
      }
    }
    if (this.record !== null) this.record.push(Buffer.from(bytes.subarray(from)))
    if (this.inText && this.text !== null) this.text.push(Buffer.from(bytes.subarray(textFrom)))
  }

  private get top(): Frame | undefined {
    return this.frames.at(-1)
  }

  private startsRecord(): boolean {
    if (this.list === null || this.record !== null || this.top?.isList !== true) return false
    return this.keys(this.frames).join('.') === this.list
  }

  private endText(rest: Buffer): void {
    if (this.text === null) return
    const { top } = this
    if (top !== undefined && !top.isList) {
      top.key = toName(Buffer.concat([...this.text, rest]))
      this.tellName()
    }
    this.text = null
  }

  private tellName(): void {
    if (this.events.onName === undefined) return
    const inner = this.frames.findLastIndex(({ isList }) => isList)
    const list = this.keys(this.frames.slice(0, inner + 1)).join('.')
    const name = this.keys(this.frames.slice(inner + 1)).join('.')
    this.events.onName(inner < 0 ? '' : list === '' ? '[]' : list, name)
  }

  private keys(frames: readonly Frame[]): string[] {
    return frames.filter(({ isList }) => !isList).map(({ key }) => key)
  }
}

function toName(bytes: Buffer): string {
  const text = bytes.toString()
  if (!text.includes('\\')) return text
  try {
    return String(JSON.parse(`"${text}"`))
  } catch {
    return text
  }
}
