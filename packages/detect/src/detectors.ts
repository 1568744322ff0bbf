/** The detectors there are: what goes into each, and which kind of finding comes out. */
import { detect, type DetectHooks } from './coordination/detect.ts'
import type { DetectOptions } from './coordination/options.ts'
import type { Finding, FindingKind } from './finding.ts'

/** What a detector looks at. `activity` is an export of who did what when: files or folders of CSV, TSV, JSON, JSON lines or Parquet. */
export type DetectorInput = 'activity'

export type Detector<Kind extends FindingKind, Options> = {
  readonly name: string
  readonly takes: DetectorInput
  /** The kind of its findings. */
  readonly gives: Kind
  /** Throws DetectError, with its place where the input is at fault, and CANCELLED on abort. */
  run(
    inputs: string | readonly string[],
    options: Options,
    hooks: DetectHooks,
  ): Promise<{
    readonly findings: readonly Extract<Finding, { kind: Kind }>[]
    readonly warnings: readonly string[]
  }>
}

/** Accounts that act as one, over files of their posts. */
const coordination: Detector<'network', DetectOptions> = {
  name: 'coordination',
  takes: 'activity',
  gives: 'network',
  run: detect,
}

export const DETECTORS = [coordination] as const
