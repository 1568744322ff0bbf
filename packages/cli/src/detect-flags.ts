/** The words of `tocsin detect` turned into options, and refused where they say nothing. */
import { readDetectText } from './detect-text.ts'
import {
  DetectError,
  POST_TRACES,
  ROLES,
  type ColumnMapping,
  type CountingMode,
  type PostTrace,
} from '@tocsin/detect'
import { InvalidArgumentError } from 'commander'

export type DetectFlags = {
  object?: PostTrace[]
  columns?: ColumnMapping
  mapping?: string
  preset?: string
  timeFormat?: string
  mixedZones?: boolean
  strict?: boolean
  window?: number
  min?: number
  members?: number
  mode?: CountingMode
  fdr?: number
  seed?: number
  compat?: string
  engine?: string
  spark?: string
  edgeWeight?: number
  edges?: string
  resume?: string
  accounts?: string
  objects?: string
  graphml?: string
  gexf?: string
  stix?: string
  stixAuthor?: string
  platform?: string
  out?: string
  report?: string
  previous?: string
  json?: boolean
  yes?: boolean
}

/** What pairs alone cannot give. */
const NOT_OF_PAIRS = [
  'accounts',
  'objects',
  'graphml',
  'gexf',
  'stix',
  'out',
  'report',
  'previous',
  'json',
  'resume',
] as const

/** The options of outputs that are made of findings. */
export const FINDINGS_OUTPUTS = [
  'accounts',
  'objects',
  'graphml',
  'gexf',
  'stix',
  'out',
  'report',
] as const

/** Refuses options that contradict each other, or would be passed over without a word. */
export function verifyFlags(flags: DetectFlags): void {
  const refuse = (message: string) => new DetectError('BAD_OPTION', message)
  if (flags.window === 0 && flags.compat === undefined && flags.mode === undefined)
    throw refuse(
      '--window has zero length; name the --mode to count posts of the very same instant',
    )
  if (flags.edgeWeight !== undefined && flags.compat !== 'coortweet')
    throw refuse('--edge-weight has a meaning with --compat coortweet only')
  for (const name of ['stixAuthor', 'platform'] as const)
    if (flags[name] !== undefined && flags.stix === undefined)
      throw refuse(`--${name === 'platform' ? name : 'stix-author'} has a meaning with --stix only`)
  verifyEngine(flags)
  if (flags.compat === undefined) return
  for (const name of NOT_OF_PAIRS)
    if (flags[name]) throw refuse(`--compat gives pairs only, so --${name} has no meaning`)
  for (const name of ['mode', 'members', 'fdr'] as const)
    if (flags[name] !== undefined)
      throw refuse(`--compat counts as the other tool does, so --${name} has no meaning`)
}

/** What has a meaning where this machine reads the rows itself. */
const NOT_ON_ENGINE = {
  object: 'object',
  compat: 'compat',
  preset: 'preset',
  mixedZones: 'mixed-zones',
  resume: 'resume',
} as const

function verifyEngine(flags: DetectFlags): void {
  const refuse = (message: string) => new DetectError('BAD_OPTION', message)
  if (flags.engine === undefined) {
    if (flags.spark !== undefined) throw refuse('--spark has a meaning with --engine spark only')
    return
  }
  if (engineAddress(flags) === undefined)
    throw refuse(
      'say where the engine listens: --spark sc://HOST:PORT, or SPARK_REMOTE in the environment',
    )
  for (const name of Object.keys(NOT_ON_ENGINE) as (keyof typeof NOT_ON_ENGINE)[])
    if (flags[name] !== undefined)
      throw refuse(`--${NOT_ON_ENGINE[name]} is done on one machine only, not with --engine spark`)
}

/** Where the engine listens; a token is better kept in the environment, which other users of a machine do not see. */
export function engineAddress(flags: DetectFlags): string | undefined {
  return flags.engine === undefined
    ? undefined
    : (flags.spark ?? (process.env['SPARK_REMOTE'] || undefined))
}

const UNITS: Readonly<Record<string, number>> = { '': 1, s: 1, m: 60, min: 60, h: 3600, d: 86400 }

/** `60s`, `5m`, `1.5h`, `0s`, `unlimited`: seconds. */
export function readWindow(text: string): number {
  if (/^(unlimited|inf|infinity)$/i.test(text)) return Infinity
  const match = /^(\d+(?:\.\d+)?)\s*(s|m|min|h|d)?$/i.exec(text.trim())
  if (match === null)
    throw new InvalidArgumentError('a window is written 60s, 5m, 2h, 1d or unlimited')
  return Number(match[1]) * UNITS[(match[2] ?? '').toLowerCase()]!
}

/** `account=user,time=created at,…`: a column's name may hold anything but a comma. */
export function readColumns(text: string): ColumnMapping {
  const mapping: ColumnMapping = {}
  for (const part of text.split(',')) {
    const at = part.indexOf('=')
    const role = ROLES.find((known) => known === part.slice(0, at).trim())
    if (at < 0 || role === undefined)
      throw new InvalidArgumentError(
        `"${part}" is not role=column; the roles are ${ROLES.join(', ')}`,
      )
    if (mapping[role] !== undefined) throw new InvalidArgumentError(`"${role}" is named twice`)
    mapping[role] = part.slice(at + 1)
  }
  return mapping
}

export function readTraces(text: string): PostTrace[] {
  return text.split(',').map((name) => {
    const trace = POST_TRACES.find((known) => known === name.trim())
    if (trace === undefined)
      throw new InvalidArgumentError(`"${name}" is none of ${POST_TRACES.join(', ')}`)
    return trace
  })
}

/** A name of a platform as STIX writes kinds of account: `unknown` is none. */
export function readPlatform(text: string): string {
  if (/^[a-z0-9][a-z0-9-]{0,39}$/.test(text)) return text
  throw new InvalidArgumentError('a platform is written in small letters, such as telegram')
}

export function readNumber(text: string): number {
  const value = Number(text)
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('not a number')
  return value
}

/** A mapping file: JSON with `columns` and perhaps `preset` and `timeFormat`. */
export async function readMappingFile(
  file: string,
): Promise<Pick<DetectFlags, 'columns' | 'preset' | 'timeFormat'>> {
  const text = await readDetectText(file)
  const value: unknown = parseJson(text, file)
  if (typeof value !== 'object' || value === null) throw badMapping(file, 'must be a JSON object')
  const { columns, preset, timeFormat, ...others } = value as Record<string, unknown>
  const unknown = Object.keys(others)[0]
  if (unknown !== undefined) throw badMapping(file, `has no field "${unknown}"`)
  for (const [name, field] of Object.entries({ preset, timeFormat }))
    if (field !== undefined && typeof field !== 'string')
      throw badMapping(file, `"${name}" must be text`)
  return {
    columns: columns === undefined ? undefined : readColumnsObject(columns, file),
    preset: preset as string | undefined,
    timeFormat: timeFormat as string | undefined,
  }
}

function readColumnsObject(columns: unknown, file: string): ColumnMapping {
  if (typeof columns !== 'object' || columns === null)
    throw badMapping(file, '"columns" must be an object of role and column')
  for (const [role, column] of Object.entries(columns)) {
    if (!ROLES.some((known) => known === role))
      throw badMapping(file, `"${role}" is no role; the roles are ${ROLES.join(', ')}`)
    if (typeof column !== 'string') throw badMapping(file, `the column of "${role}" must be text`)
  }
  return columns
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw badMapping(file, (cause as Error).message)
  }
}

function badMapping(file: string, message: string) {
  return new DetectError('BAD_OPTION', message, { file })
}
