/** Which column plays which role: what a person said, else what a preset knows. */
import { DetectError } from '../../errors.ts'
import { guessPreset, PRESETS, ROLES, type ColumnMapping, type Role } from '../presets/presets.ts'
import type { Source, SourceColumn } from './source.ts'

export interface ResolvedColumns {
  readonly mapping: ColumnMapping
  readonly preset: string | null
  readonly timeFormat: string | null
  column(role: Role): SourceColumn | null
}

export interface MappingOptions {
  readonly columns?: ColumnMapping
  readonly preset?: string
  readonly timeFormat?: string
}

/** Resolves the roles; throws UNKNOWN_COLUMN, COLUMNS_NEEDED or BAD_OPTION. */
export function resolveColumns(
  source: Source,
  options: MappingOptions,
  { complete } = { complete: true },
): ResolvedColumns {
  const names = source.columns.map((column) => column.name)
  const said = options.columns ?? {}
  for (const role of Object.keys(said))
    if (!(ROLES as readonly string[]).includes(role))
      throw new DetectError('BAD_OPTION', `no role is named "${role}"; roles: ${ROLES.join(', ')}`)
  const guessed = choosePreset(names, options.preset)
  const mapping = said.object !== undefined ? said : { ...guessed?.mapping, ...said }
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
    preset: guessed?.preset.name ?? null,
    timeFormat: options.timeFormat ?? fromPreset ?? null,
    column: (role) => source.columns.find((column) => column.name === mapping[role]) ?? null,
  }
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
  const things = ['object', 'text', 'links', 'hashtags', 'reshareOf', 'replyTo', 'media'] as const
  if (missing.length === 0 && things.some((role) => mapping[role] !== undefined)) return
  const need = missing.length > 0 ? missing.join(' and ') : 'text or object'
  const columns = source.columns.map((column) => column.name)
  throw new DetectError(
    'COLUMNS_NEEDED',
    `say which column is the ${need} (--columns account=…,time=…,text=…, or object=… in place of text); the columns are: ${columns.slice(0, 60).join(', ')}`,
    { file: source.files[0] },
  )
}
