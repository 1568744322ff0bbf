/** Files of indicators: lists, tables and STIX, each fault named with its place, and followed as they change. */
import {
  DetectError,
  FollowedList,
  FollowedStix,
  Indicators,
  logKindOf,
  type StixReading,
} from '@tocsin/detect/match'
import { isCutEnvelope, objectsWithin, readDocuments, StixError } from '@tocsin/stix'
import { stat } from 'node:fs/promises'
import { CUT } from './stix-file.ts'
import { rightOrder } from './log-order.ts'
import { readTextFile } from './text-file.ts'

export type IndicatorFlags = {
  readonly platform?: string
  readonly exactDomains?: boolean
}

type FollowedFile = {
  readonly file: string
  /** Size and time of the last reading. */
  stamp: string
  readonly update: (text: string) => { added: number; withdrawn: number; refused: number }
}

/** Faults that are told one by one. */
const MOST_FAULTS = 20

/** What is looked for, and the files that it comes from. */
export class IndicatorFiles {
  readonly indicators = new Indicators()
  /** What was found in each file, in words. */
  readonly words: string[] = []
  /** Why indicators were not taken, as far as they are told one by one. */
  faults: string[] = []
  refused = 0
  readonly #files: FollowedFile[] = []
  readonly #flags: IndicatorFlags

  private constructor(flags: IndicatorFlags) {
    this.#flags = flags
  }

  /**
   * Reads files together; `logs` are those that were named as logs. Throws what the system refuses, StixError `not-utf8`, and DetectError
   * MALFORMED, BAD_OPTION for a file that is a log, or EMPTY where nothing can be looked for.
   */
  static async load(
    files: readonly string[],
    logs: readonly string[],
    flags: IndicatorFlags,
  ): Promise<IndicatorFiles> {
    const all = new IndicatorFiles(flags)
    for (const file of files) {
      const stamp = await stampOf(file)
      const text = await readTextFile(file)
      const log = logKindOf(text)
      if (log !== null)
        throw new DetectError(
          'BAD_OPTION',
          `${file} was given to --indicators and is a log (${log}); ${rightOrder(
            [...logs, file],
            files.filter((one) => one !== file),
          )}`,
        )
      const followed = isJson(text) ? all.#readStix(file, text) : all.#readList(file, text)
      all.#files.push({ file, stamp, ...followed })
    }
    all.indicators.build()
    if (all.refused > MOST_FAULTS)
      all.faults.push(`and ${all.refused - MOST_FAULTS} more that were not taken`)
    if (all.indicators.size === 0)
      throw new DetectError(
        'EMPTY',
        ['there is no indicator to look for', ...all.faults].join('; '),
      )
    return all
  }

  /** Reads what has changed anew; gives in words what came and went. What cannot be read stays as it was, and is said. */
  async update(): Promise<string[]> {
    const words: string[] = []
    for (const followed of this.#files) {
      const { file } = followed
      const stamp = await stampOf(file)
      if (stamp === followed.stamp) continue
      followed.stamp = stamp
      this.faults = []
      try {
        const { added, withdrawn, refused } = followed.update(await readTextFile(file))
        words.push(
          ...this.faults,
          `${file} has changed: ${added} came, ${withdrawn} withdrawn, ${refused} not taken`,
        )
      } catch (error) {
        if (!isReadError(error)) throw error
        words.push(
          `${file} has changed and cannot be read, what it said stays in force: ${error.message}`,
        )
      }
    }
    return words
  }

  #tell(fault: string): void {
    this.refused++
    if (this.faults.length < MOST_FAULTS) this.faults.push(fault)
  }

  #readList(file: string, text: string): Pick<FollowedFile, 'update'> {
    const list = new FollowedList(this.indicators, file, {
      ...this.#flags,
      onFault: ({ line, text: given, reason }) =>
        this.#tell(`${file}, line ${line}: ${given}: ${reason}`),
    })
    const { lines, taken, refused, columns } = list.read(text)
    const counts = `${lines} lines, ${taken} indicators${refused > 0 ? `, ${refused} not taken` : ''}`
    const what = columns ? `a table (${columns.join('; ')})` : 'a list'
    this.words.push(`${file}: ${what}: ${counts}`)
    return { update: (changed) => list.update(changed) }
  }

  #readStix(file: string, text: string): Pick<FollowedFile, 'update'> {
    const tell = (fault: string) => this.#tell(`${file}: ${fault}`)
    const stix = new FollowedStix(this.indicators, file, ({ indicator, reason }) =>
      tell(`${indicator}: ${reason}`),
    )
    this.words.push(`${file}: ${stixWords(stix.read(objectsIn(text, file, tell)))}`)
    return { update: (changed) => stix.update(objectsIn(changed, file, tell)) }
  }
}

/** What tells a file that changed; nothing of standard input, and of what is not there. */
async function stampOf(file: string): Promise<string> {
  if (file === '-') return ''
  try {
    const { mtimeMs, size, ino } = await stat(file)
    return `${mtimeMs} ${size} ${ino}`
  } catch {
    return 'absent'
  }
}

function isReadError(error: unknown): error is Error {
  if (error instanceof StixError || error instanceof DetectError) return true
  return error instanceof Error && 'code' in error && 'syscall' in error
}

function isJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/.test(text) && !/^\uFEFF?\s*\[(?:\.|[0-9a-f:]+\])/i.test(text)
}

/** The objects of a text, each with its line, or its number where the text is one document. */
function objectsIn(
  text: string,
  file: string,
  tell: (fault: string) => void,
): (readonly [object: unknown, line: number])[] {
  let number = 0
  try {
    const documents = readDocuments(text, (error) => tell(error.message))
    if (documents.some(({ value }) => isCutEnvelope(value))) tell(CUT)
    return documents.flatMap(({ value, line }) =>
      [value]
        .flat()
        .flatMap((outer: unknown) => objectsWithin(outer) ?? [outer])
        .map((object) => [object, line ?? ++number] as const),
    )
  } catch (error) {
    if (!(error instanceof StixError)) throw error
    throw new DetectError('MALFORMED', error.message, { file }, { cause: error })
  }
}

function stixWords(counts: StixReading): string {
  const { indicators, simple, patterns, refused, revoked, superseded, others } = counts
  return [
    `STIX: ${indicators} indicators`,
    `${simple} in tables`,
    patterns > 0 && `${patterns} patterns`,
    revoked > 0 && `${revoked} revoked`,
    superseded > 0 && `${superseded} versions beside a later one`,
    refused > 0 && `${refused} not taken`,
    others > 0 && `${others} other objects`,
  ]
    .filter(Boolean)
    .join(', ')
}
