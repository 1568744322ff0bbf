/** Which column plays which role: what a person said, else what a preset knows. */
import { DetectError } from '../../errors.ts'
import { guessByName } from '../presets/by-name.ts'
import { guessByValue } from '../presets/by-reference.ts'
import type { ColumnSample } from '../presets/by-value.ts'
import { PRESETS } from '../presets/presets.ts'
import { ROLES, type ColumnMapping, type Preset, type Role } from '../presets/roles.ts'
import { guessMapping, guessPreset } from '../presets/guess.ts'
import type { Source, SourceColumn } from './source.ts'

export type ResolvedColumns = {
  readonly mapping: ColumnMapping
  /** The known export, `by name` where columns are known by what they are called, or null. */
  readonly preset: string | null
  readonly timeFormat: string | null
  /** Columns that no role was found for, where roles were guessed. */
  readonly unused: readonly string[]
  column(role: Role): SourceColumn | null
}

export type MappingOptions = {
  readonly columns?: ColumnMapping
  readonly preset?: string
  readonly timeFormat?: string
}

/** What accounts can have in common. */
const THINGS = ['object', 'text', 'links', 'hashtags', 'reshareOf', 'replyTo', 'media'] as const

/** What a mapping is called that no preset gave. */
const BY_NAME = 'by name'

/** Resolves the roles; throws UNKNOWN_COLUMN, COLUMNS_NEEDED or BAD_OPTION. */
export function resolveColumns(
  source: Source,
  options: MappingOptions,
  samples: ReadonlyMap<string, ColumnSample>,
  { complete } = { complete: true },
): ResolvedColumns {
  const names = source.columns.map((column) => column.name)
  const said = options.columns ?? {}
  for (const role of Object.keys(said))
    if (!(ROLES as readonly string[]).includes(role))
      throw new DetectError('BAD_OPTION', `no role is named "${role}"; roles: ${ROLES.join(', ')}`)
  const guessed = choosePreset(names, options.preset)
  const mapping = completeMapping(names, said, guessed, samples)
  for (const role of ROLES)
    if (mapping[role] !== undefined && !names.includes(mapping[role]))
      throw new DetectError(
        'UNKNOWN_COLUMN',
        `there is no such column (for ${role}); the columns are: ${names.slice(0, 60).join(', ')}`,
        { file: source.files[0], column: mapping[role] },
      )
  if (complete) verifyEnough(source, mapping)
  const fromPreset = guessed?.mapping.time === mapping.time ? guessed?.preset.timeFormat : undefined
  return {
    mapping,
    preset:
      guessed?.preset.name ??
      (Object.keys(mapping).length > Object.keys(said).length ? BY_NAME : null),
    timeFormat: options.timeFormat ?? fromPreset ?? null,
    unused: isSaid(said) || said.object !== undefined ? [] : unusedColumns(names, mapping),
    column: (role) => source.columns.find((column) => column.name === mapping[role]) ?? null,
  }
}

/** A record is no column beside the fields in it. */
function unusedColumns(names: readonly string[], mapping: ColumnMapping): string[] {
  const used = new Set(Object.values(mapping))
  return names.filter(
    (name) => !used.has(name) && !names.some((other) => other.startsWith(`${name}.`)),
  )
}

/** Whether a person has said all that a run needs; nothing is then guessed beside it. */
export function isSaid(columns: ColumnMapping = {}): boolean {
  const { account, time } = columns
  return (
    account !== undefined &&
    time !== undefined &&
    THINGS.some((role) => columns[role] !== undefined)
  )
}

/** Whether a record of these names can be read as a row. */
export function isRow(names: readonly string[], said: ColumnMapping = {}): boolean {
  if (!Object.values(said).every((name) => names.includes(name))) return false
  return isSaid(guessMapping(names, said))
}

/** Rows with an object of their own have no posts to be guessed at. */
function completeMapping(
  names: readonly string[],
  said: ColumnMapping,
  guessed: { preset: Preset; mapping: ColumnMapping } | null,
  samples: ReadonlyMap<string, ColumnSample>,
): ColumnMapping {
  if (said.object !== undefined) return said
  const mapping = { ...guessed?.mapping, ...said }
  const without = guessed?.preset.without
  if (isSaid(said)) return mapping
  return mapping.object !== undefined
    ? mapping
    : guessByValue(names, guessByName(names, mapping, samples, without), samples, without)
}

function choosePreset(names: readonly string[], wanted: string | undefined) {
  if (wanted === undefined) return guessPreset(names)
  const preset = PRESETS.find((entry) => entry.name === wanted)
  if (preset === undefined)
    throw new DetectError(
      'BAD_OPTION',
      `no preset is named "${wanted}"; presets: ${PRESETS.map((entry) => entry.name).join(', ')}`,
    )
  const has = (column: string) => names.includes(column)
  const mapping = Object.fromEntries(
    Object.entries(preset.mapping).filter(([, column]) => has(column)),
  ) as ColumnMapping
  return { preset, mapping }
}

function verifyEnough(source: Source, mapping: ColumnMapping) {
  const missing = (['account', 'time'] as const).filter((role) => mapping[role] === undefined)
  if (isSaid(mapping)) return
  const need = missing.length > 0 ? missing.join(' and ') : 'text or object'
  const columns = source.columns.map((column) => column.name)
  if (source.format === 'jsonl' && columns.join() === 'json')
    throw new DetectError(
      'COLUMNS_NEEDED',
      'no list of records was found in it: posts must stand in a list, or one a line',
      { file: source.files[0] },
    )
  throw new DetectError(
    'COLUMNS_NEEDED',
    `say which column is the ${need}; the columns are: ${columns.slice(0, 60).join(', ')}`,
    { file: source.files[0] },
    {
      help: {
        option: 'columns',
        examples: columns.slice(0, 60),
        choices: [],
        hint: '--columns account=…,time=…,text=… (or object=… in place of text)',
      },
    },
  )
}
