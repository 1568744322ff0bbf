/** Lists of towns as `tocsin places import` reads them: the Census Bureau's with OCD ids, and a plain one by names. */
import type { BodyOf, importPlaces } from '@tocsin/api'
import { parse } from 'csv-parse/sync'

type TownRow = BodyOf<typeof importPlaces>['rows'][number]

/** Rows of the list, and the line of the file in which each begins. */
export type TownList = { rows: TownRow[]; lines: number[] }

const CENSUS = ['id', 'name', 'census_geoid']
const PLAIN = ['state', 'name']

/**
 * Reads a CSV with the columns `id,name,census_geoid`, or `state,name` and, where wanted, `county` and `kind`. Throws an
 * error that names the line or the columns.
 */
export function readTownList(text: string): TownList {
  const records: { record: Record<string, string>; info: { lines: number } }[] = parse(text, {
    bom: true,
    columns: (head: string[]) => head.map((name) => name.trim().toLowerCase()),
    info: true,
    skip_empty_lines: true,
    trim: true,
  })
  const columns = Object.keys(records[0]?.record ?? {})
  const has = (names: string[]) => names.every((name) => columns.includes(name))
  if (records.length === 0) throw new Error('the list has no rows below its heading')
  if (!has(CENSUS) && !has(PLAIN))
    throw new Error(
      `the heading is ${columns.join(', ')}; wanted is ${CENSUS.join(', ')}, or ${PLAIN.join(', ')} with county and kind`,
    )
  const toRow = has(CENSUS) ? fromCensus : fromPlain
  return {
    rows: records.map(({ record }) => toRow(record)),
    lines: records.map(({ info }) => info.lines),
  }
}

function fromCensus(record: Record<string, string>): TownRow {
  return {
    name: record.name ?? '',
    ...(record.id ? { ocdId: record.id } : {}),
    ...(record.census_geoid ? { code: record.census_geoid.replace(/^[a-z]+-/, '') } : {}),
  }
}

function fromPlain({ name = '', state, county, kind }: Record<string, string>): TownRow {
  return {
    name,
    ...(state ? { state } : {}),
    ...(county ? { county } : {}),
    ...(kind ? { kind } : {}),
  }
}
