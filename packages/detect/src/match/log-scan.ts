/** One log held against indicators, from its first bytes to its last. */
import type { Hit } from './hits.ts'
import { MOST_SAMPLES } from './formats.ts'
import { LineCutter } from './lines.ts'
import { LogReader, type LogReaderOptions } from './log-reader.ts'
import type { Matcher } from './matcher.ts'

type Held = { readonly bytes: Uint8Array; readonly number: number }

export type LogScanOptions = LogReaderOptions & {
  readonly onHits: (hits: readonly Hit[]) => void
  /** Told once, in words, before the first line is looked at: what the log was taken for. */
  readonly onFormat: (words: string) => void
}

/** What looks at lines: a matcher, or what gathers. */
type LineLook = Pick<Matcher, 'readFrom' | 'look'>

/** Takes the bytes of a log as they come. */
export class LogScan {
  readonly #matcher: LineLook
  readonly #options: LogScanOptions
  #samples: Held[] | null = []
  reader: LogReader | undefined
  readonly cutter: LineCutter

  constructor(matcher: LineLook, options: LogScanOptions) {
    this.#matcher = matcher
    this.#options = options
    this.cutter = new LineCutter((bytes, start, end, number) =>
      this.#take(bytes, start, end, number),
    )
  }

  /** Throws WRONG_ENCODING for UTF-16, BAD_OPTION for a role of a column that is none. */
  push(chunk: Uint8Array): void {
    this.cutter.push(chunk)
    const { length } = this.#samples ?? []
    // What there is must do: a live log may not have more for hours. Headings alone tell nothing yet.
    const isReady = this.#samples?.some(({ bytes }) => bytes[0] !== 35)
    if (length >= MOST_SAMPLES || isReady === true) this.#begin()
  }

  end(): void {
    this.cutter.end()
    if (this.#samples !== null) this.#begin()
  }

  #take(bytes: Uint8Array, start: number, end: number, number: number): void {
    if (this.#samples === null) this.#look(bytes, start, end, number)
    else {
      this.#samples.push({ bytes: bytes.slice(start, end), number })
      if (this.#samples.length === MOST_SAMPLES) this.#begin()
    }
  }

  #begin(): void {
    const held = this.#samples ?? []
    this.#samples = null
    const lines = held.map(({ bytes }) => Buffer.from(bytes).toString())
    this.reader = new LogReader(lines, this.#options)
    this.#options.onFormat(this.reader.describe())
    this.#matcher.readFrom(
      this.reader,
      held.map(({ bytes }) => bytes),
    )
    for (const { bytes, number } of held) this.#look(bytes, 0, bytes.length, number)
  }

  #look(bytes: Uint8Array, start: number, end: number, number: number): void {
    const hits = this.#matcher.look(bytes, start, end, number)
    if (hits.length > 0) this.#options.onHits(hits)
  }
}
