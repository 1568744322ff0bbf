/** Which columns play which role, proposed: a known export, completed by what the other columns are called. */
import { guessByName } from './by-name.ts'
import { PRESETS } from './presets.ts'
import { ROLES, type ColumnMapping, type Preset } from './roles.ts'

/** The first preset whose needed columns are all there, with the mapping cut to the columns there are. */
export function guessPreset(
  columns: readonly string[],
): { preset: Preset; mapping: ColumnMapping } | null {
  const exact = new Map(columns.map((column) => [column.toLowerCase(), column]))
  const preset = PRESETS.find(({ needs }) => needs.every((name) => exact.has(name.toLowerCase())))
  if (preset === undefined) return null
  const mapping: ColumnMapping = {}
  for (const role of ROLES) {
    const column = exact.get(preset.mapping[role]?.toLowerCase() ?? '')
    if (column !== undefined) mapping[role] = column
  }
  return { preset, mapping }
}

/** A guess of as many roles as can be guessed; an object column takes the place of what posts would have. */
export function guessMapping(columns: readonly string[], said: ColumnMapping = {}): ColumnMapping {
  const known = guessPreset(columns)
  const taken = { ...known?.mapping, ...said }
  if (taken.object !== undefined) return taken
  return guessByName(columns, taken, undefined, known?.preset.without)
}
