/** Whether the times of a source say where their clock stood: what is taken for UTC is said, and a column that does both is refused. */
import type { TimeForm } from '../times/time-form.ts'
import { findFirst } from './locate.ts'
import type { ResolvedColumns } from './mapping.ts'
import { run } from './read-error.ts'

type Place = Parameters<typeof findFirst>[0] & { readonly columns: ResolvedColumns }

/** The zone after a written time; a year may follow it (`08:21:09 +0000 2026`). */
const ZONE =
  '\\d:\\d\\d(?:[.,]\\d+)?(?: ?[ap][.]? ?m[.]?)? ?[(]?((?:UTC|GMT)? ?[+-]\\d\\d(?::?\\d\\d)?|Z|[A-Z]{3,4})[)]?(?: \\d{4})?$'

const NO_ZONE = 'the times name no zone: they were taken as UTC'

/** Numbers that programs count from the clock on the wall, wherever it hangs. */
const OF_WALL_CLOCKS = ['spreadsheet', 'spreadsheet-1904', 'net-ticks']

/**
 * What to say of the zones of times read as `form`, by the rows of the SQL `timed`. Throws MIXED_ZONES, with its row, where some name
 * one and some do not, unless that is allowed.
 */
export async function zoneWarnings(
  place: Place,
  { form, timed, micros }: { form: TimeForm; timed: string; micros: string },
  allowed: boolean,
): Promise<string[]> {
  switch (form.kind) {
    case 'iso':
    case 'written':
      return verifyZones(
        place,
        { timed, micros },
        allowed,
        `regexp_extract(time, '${ZONE}', 1, 'i')`,
      )
    case 'compact':
      return verifyZones(place, { timed, micros }, allowed, `regexp_extract(time::varchar, 'Z$')`)
    case 'pattern':
      return /%z/i.test(form.pattern) ? [] : [NO_ZONE]
    case 'number':
      return OF_WALL_CLOCKS.includes(form.name) ? [NO_ZONE] : []
    default:
      return []
  }
}

async function verifyZones(
  place: Place,
  { timed, micros }: { timed: string; micros: string },
  allowed: boolean,
  zone: string,
): Promise<string[]> {
  const [counts] = await run(
    place.connection,
    `select count(*) filter (where ${zone} = '')::double, count(*) filter (where ${zone} <> '')::double
      from (${timed}) where micros is not null`,
  )
  const [without, within] = counts as [number, number]
  if (within === 0 && without > 0) return [NO_ZONE]
  if (allowed || without === 0) return []
  const isRare = without <= within
  throw await findFirst(
    place,
    `${zone} ${isRare ? '=' : '<>'} '' and (${micros}) is not null`,
    (at, value) => ({
      code: 'MIXED_ZONES',
      message: `"${value.slice(0, 60)}" names ${isRare ? 'no zone where most times name one' : 'a zone where most times name none'}; write all times with their zone`,
      place: { ...at, column: place.columns.mapping.time },
      help: {
        option: 'allowMixedZones',
        examples: [value.slice(0, 60)],
        choices: [{ value: 'true', words: 'times without a zone are UTC' }],
        hint: 'or allow it with --mixed-zones (times without a zone are then UTC)',
      },
    }),
  )
}
