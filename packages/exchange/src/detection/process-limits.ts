import { totalmem } from 'node:os'
import type { Config } from '../config.ts'

/** What one process that reads a user's file may take of the machine. */
export type ProcessLimits = {
  /** Memory of the whole process, in MiB. */
  memory: number
  /** Of that, what its tables may hold before they go to disk. */
  tables: number
  /** Of that, the heap of its program. */
  heap: number
  /** How long it may take, in milliseconds of the wall's clock. */
  time: number
}

const MEMORY = 3072
const MINUTES = 30
/** Code, stacks, buffers of a file being read: what is neither table nor heap. */
const BESIDE = 512
/** A look at the columns reads a file once. */
const LOOK_MINUTES = 5

/** The limits of a run, or of a look at an upload's columns; never over half the machine's memory. */
export function toProcessLimits(
  { detection = {} }: Pick<Config, 'detection'>,
  kind: 'describe' | 'detect',
): ProcessLimits {
  const half = Math.floor(totalmem() / 2 / (1 << 20))
  const memory = detection.memory ?? Math.min(MEMORY, half)
  const minutes = detection.minutes ?? MINUTES
  const tables = Math.max(128, Math.floor((memory - BESIDE) / 2))
  return {
    memory,
    tables,
    heap: tables,
    time: 60_000 * (kind === 'describe' ? Math.min(LOOK_MINUTES, minutes) : minutes),
  }
}
