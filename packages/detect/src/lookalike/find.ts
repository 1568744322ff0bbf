/**
 * The detector of look-alike names over files: names in, one a line, findings out. Of more findings than are asked for the
 * best are kept, and the others counted by target.
 */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { DetectError } from '../errors.ts'
import { readLines } from '../lines.ts'
import { startProgress, verifyGoing, type OnProgress, type ProgressMeter } from '../progress.ts'
import { bitsAt, type Alert } from './alert.ts'
import { toLookalikeFinding, type LookalikeFinding } from './lookalike-finding.ts'
import { toTargets, type Target, type TargetRow } from './targets.ts'
import { Watch } from './watch.ts'

export type LookalikeOptions = {
  readonly targets: readonly TargetRow[]
  /** Score from which a name is told, 1 to 99; 50 by default. */
  readonly least?: number
  /** Findings that are kept, the best; 10,000 by default. */
  readonly most?: number
  /** When the names were seen, ISO 8601 UTC. */
  readonly seen: string
}

export type Lookalikes = {
  readonly findings: readonly LookalikeFinding[]
  /** What was left out, and what was not looked at. */
  readonly warnings: readonly string[]
  readonly counts: Watch['counts']
}

const MOST = 10_000
/** Faults that are told one by one. */
const MOST_FAULTS = 5

/** Looks names up. Throws DetectError: BAD_TARGET, NOT_FOUND, UNREADABLE, WRONG_ENCODING, CANCELLED. */
export async function findLookalikes(
  inputs: string | readonly string[],
  { targets: rows, least = 50, most = MOST, seen }: LookalikeOptions,
  { onProgress, signal }: { onProgress?: OnProgress; signal?: AbortSignal } = {},
): Promise<Lookalikes> {
  const targets = toTargets(rows)
  const watch = new Watch(targets)
  const found = new Best(most)
  const faults = new Faults()
  const paths = typeof inputs === 'string' ? [inputs] : inputs
  const progress = startProgress(onProgress)
  for (const [at, path] of paths.entries()) {
    const part = { from: at / paths.length, share: 1 / paths.length, progress }
    await lookThrough(path, { watch, found, faults, least: bitsAt(least), signal, part })
  }
  progress.report('done', 1)
  const byName = new Map(targets.map((target) => [target.name, target]))
  return {
    findings: found
      .take()
      .map((alert) => toLookalikeFinding(alert, byName.get(alert.target)!, seen)),
    warnings: [...faults.words(watch), ...found.words(byName)],
    counts: watch.counts,
  }
}

type Looking = {
  watch: Watch
  found: Best
  faults: Faults
  least: number
  signal: AbortSignal | undefined
  part: { from: number; share: number; progress: ProgressMeter }
}

async function lookThrough(path: string, looking: Looking): Promise<void> {
  const { watch, found, faults, least, signal, part } = looking
  const size = await sizeOf(path)
  const file = createReadStream(path)
  const bytes = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  if (bytes !== file) file.once('error', (error) => bytes.destroy(error))
  try {
    for await (const lines of readLines(bytes, (fault) => faults.add(fault.message))) {
      verifyGoing(signal)
      for (const line of lines) {
        if (line.trim() === '') continue
        for (const alert of watch.lookAll(line.trimEnd(), least)) found.add(alert)
      }
      part.progress.report('reading', part.from + part.share * (file.bytesRead / Math.max(1, size)))
    }
  } catch (error) {
    if (error instanceof DetectError) throw error
    throw new DetectError('UNREADABLE', (error as Error).message, { file: path }, { cause: error })
  } finally {
    file.destroy()
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size
  } catch (cause) {
    throw new DetectError('NOT_FOUND', 'there is no such file', { file: path }, { cause })
  }
}

/** The best alerts by score, each name and target once; how many others there were, by target. */
class Best {
  private kept = new Map<string, Alert>()
  private readonly left = new Map<string, number>()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  add(alert: Alert): void {
    this.kept.set(`${alert.name} ${alert.target}`, alert)
    if (this.kept.size > 2 * this.most + 1000) this.prune()
  }

  take(): Alert[] {
    this.prune()
    return [...this.kept.values()]
  }

  words(targets: ReadonlyMap<string, Target>): string[] {
    const total = [...this.left.values()].reduce((sum, n) => sum + n, 0)
    if (total === 0) return []
    const many = [...this.left].sort(([, a], [, b]) => b - a).slice(0, 5)
    const words = many.map(([target, n]) => `${n} of ${target}`).join(', ')
    const others =
      this.left.size > many.length ? `, the others of ${this.left.size - many.length} targets` : ''
    return [
      `More names look like ${targets.size === 1 ? 'the target' : 'targets'} than are kept: the ${this.most} best are, ${total} with lower scores are not (${words}${others}).`,
    ]
  }

  private prune(): void {
    const ranked = [...this.kept].sort(([a, x], [b, y]) => y.score - x.score || (a < b ? -1 : 1))
    for (const [, { target }] of ranked.slice(this.most))
      this.left.set(target, (this.left.get(target) ?? 0) + 1)
    this.kept = new Map(ranked.slice(0, this.most))
  }
}

/** Lines that could not be read: the first told, all counted. */
class Faults {
  private readonly first: string[] = []
  private count = 0

  add(words: string): void {
    if (++this.count <= MOST_FAULTS) this.first.push(words)
  }

  words({ counts: { own, official, unreadable, names } }: Watch): string[] {
    const lines = [
      names === 0 && 'No line of the input is a name.',
      own > 0 && `Not told: names of the targets' own, ${own}.`,
      official > 0 &&
        `Not looked at: names below suffixes of governments and schools, ${official}.`,
      unreadable > 0 && `Lines that are no name below a public suffix: ${unreadable}.`,
      this.count > 0 && `Lines that could not be read: ${this.count}. ${this.first.join('. ')}.`,
    ]
    return lines.filter((line) => line !== false)
  }
}
