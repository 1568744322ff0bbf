/** What reading an export may be told; a run's own options (options.ts) go on from here. */
import type { ColumnMapping } from './presets/roles.ts'
import type { PostTrace } from './traces/post-objects.ts'

/** What reading a stranger's files may take of the machine. */
export type ReadLimits = {
  /** Memory of the tables, in MiB; what is over it goes to `folder`. */
  readonly memory: number
  /** A folder of the caller's that reading may fill, and leaves to the caller. */
  readonly folder: string
}

export type ReadingOptions = {
  /** Traces to read off posts; ignored where an object column is given. */
  readonly traces?: readonly PostTrace[]
  readonly columns?: ColumnMapping
  readonly preset?: string
  /** How times are written: a name of TIME_FORMATS or a strptime pattern. */
  readonly timeFormat?: string
  /** Times without a zone beside others that name one are UTC. */
  readonly allowMixedZones?: boolean
  /** Refuse an input of which any row would be left out. */
  readonly strict?: boolean
  /** Folder that keeps what has been read, so that a killed run goes on from there; for edges of an object column. */
  readonly resume?: string
  /** What reading may take of the machine; all of it unless said. */
  readonly limits?: ReadLimits
}

/** The options, completed. */
export type ReadingSettings = {
  readonly traces: readonly PostTrace[]
  readonly allowMixedZones: boolean
  /** Whether findings are to be built, for which names and posts are kept. */
  readonly findings: boolean
  /** Rows count as they are, for comparison with other tools: none is left out and none is checked. */
  readonly asTheyAre?: boolean
} & ReadingOptions
