/** Lists of targets as `tocsin watch` reads them. */
import { DetectError, toTargets, type Target } from '@tocsin/detect'
import { parse } from 'csv-parse/sync'

type Row = {
  readonly record: Record<string, string>
  readonly info: { readonly lines: number }
}

const COLUMNS = ['name', 'kind', 'aliases', 'keywords']

/**
 * Reads a CSV with a column `name` and, where wanted, `kind`, `aliases` and `keywords` (those two with spaces between).
 * Throws DetectError with the row; columns of other names are handed to `ignored`.
 */
export function readTargetList(
  text: string,
  file: string,
  ignored: (columns: readonly string[]) => void,
): Target[] {
  const records = parseCsv(text, file)
  const columns = Object.keys(records[0]?.record ?? {})
  if (records.length > 0 && !columns.includes('name'))
    throw new DetectError(
      'UNKNOWN_COLUMN',
      `the heading is ${columns.join(', ')}; wanted is name, and perhaps ${COLUMNS.slice(1).join(', ')}`,
      { file },
    )
  const others = columns.filter((column) => !COLUMNS.includes(column))
  if (others.length > 0) ignored(others)
  const rows = records.map(({ record: { name = '', kind = '', aliases = '', keywords = '' } }) => ({
    name,
    kind,
    aliases: toWords(aliases),
    keywords: toWords(keywords),
  }))
  return toTargets(rows, { file, lines: records.map(({ info }) => info.lines) })
}

function parseCsv(text: string, file: string): Row[] {
  try {
    return parse(text, {
      bom: true,
      columns: (head: string[]) => head.map((name) => name.trim().toLowerCase()),
      skip_empty_lines: true,
      info: true,
      relax_column_count_less: true,
      trim: true,
    })
  } catch (cause) {
    const { message } = cause as Error
    throw new DetectError('MALFORMED', `no CSV: ${message}`, { file }, { cause })
  }
}

function toWords(cell: string): string[] {
  return cell.split(/\s+/).filter(Boolean)
}
