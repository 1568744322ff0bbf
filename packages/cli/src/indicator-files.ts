/** Files of indicators: lists, tables and STIX, each fault named with its place. */
import {
  DetectError,
  Indicators,
  readList,
  StixReader,
  type StixReading,
} from '@tocsin/detect/match'
import { readDocuments, StixError } from '@tocsin/stix'
import { bundledObjects } from './stix-file.ts'
import { readTextFile } from './text-file.ts'

export type IndicatorFlags = {
  readonly platform?: string
  readonly exactDomains?: boolean
}

export type Loaded = {
  readonly indicators: Indicators
  /** What was found in each file, in words. */
  readonly words: readonly string[]
  /** Why indicators were not taken. */
  readonly faults: readonly string[]
  readonly refused: number
}

/** Faults that are told one by one. */
const MOST_FAULTS = 20

/** Reads files of indicators together. Throws what the system refuses, StixError `not-utf8`, and DetectError EMPTY where nothing can be looked for. */
export async function loadIndicators(
  files: readonly string[],
  flags: IndicatorFlags,
): Promise<Loaded> {
  const indicators = new Indicators()
  const words: string[] = []
  const faults: string[] = []
  let refused = 0
  const tell = (fault: string) => {
    if (++refused <= MOST_FAULTS) faults.push(fault)
  }
  for (const file of files) {
    const text = await readTextFile(file)
    indicators.sources.open(file)
    const read = isJson(text)
      ? readStixText(text, file, indicators, tell)
      : readListText(text, file, indicators, flags, tell)
    words.push(`${file}: ${read}`)
  }
  if (refused > MOST_FAULTS) faults.push(`and ${refused - MOST_FAULTS} more that were not taken`)
  indicators.build()
  if (indicators.size === 0)
    throw new DetectError('EMPTY', ['there is no indicator to look for', ...faults].join('; '))
  return { indicators, words, faults, refused }
}

function isJson(text: string): boolean {
  return /^\uFEFF?\s*[{[]/.test(text) && !/^\uFEFF?\s*\[(?:\.|[0-9a-f:]+\])/i.test(text)
}

function readListText(
  text: string,
  file: string,
  indicators: Indicators,
  { platform, exactDomains }: IndicatorFlags,
  tell: (fault: string) => void,
): string {
  const { lines, taken, refused, columns } = readList(text, indicators, {
    platform,
    exactDomains,
    onFault: ({ line, text: given, reason }) => tell(`${file}, line ${line}: ${given}: ${reason}`),
  })
  const counts = `${lines} lines, ${taken} indicators${refused > 0 ? `, ${refused} not taken` : ''}`
  return columns ? `a table (${columns.join('; ')}): ${counts}` : `a list: ${counts}`
}

function readStixText(
  text: string,
  file: string,
  indicators: Indicators,
  tell: (fault: string) => void,
): string {
  const reader = new StixReader(indicators, ({ indicator, reason }) =>
    tell(`${file}: ${indicator}: ${reason}`),
  )
  try {
    const documents = readDocuments(text, (error) => tell(`${file}: ${error.message}`))
    let number = 0
    for (const { value, line } of documents)
      for (const outer of [value].flat())
        for (const object of bundledObjects(outer) ?? [outer]) reader.take(object, line ?? ++number)
  } catch (error) {
    if (!(error instanceof StixError)) throw error
    throw new DetectError('MALFORMED', error.message, { file }, { cause: error })
  }
  return stixWords(reader.counts)
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
