/** The detectors there are: what goes into each, and which kind of finding comes out. */
import { detect, type DetectHooks } from './coordination/detect.ts'
import type { DetectOptions } from './coordination/options.ts'
import type { Finding, FindingKind } from './finding.ts'
import { findLookalikes, type LookalikeOptions } from './lookalike/find.ts'

/**
 * What a detector looks at. `activity` is an export of who did what when: files or folders of CSV, TSV, JSON, JSON lines or
 * Parquet. `names` are files of names, one a line, perhaps gzipped.
 */
export type DetectorInput = 'activity' | 'names'

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

/** Names that imitate those of a list of targets. */
const lookalike: Detector<'lookalike', LookalikeOptions> = {
  name: 'lookalike',
  takes: 'names',
  gives: 'lookalike',
  run: findLookalikes,
}

export const DETECTORS = [coordination, lookalike] as const
