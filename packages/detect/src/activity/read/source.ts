/** What an input holds: its files, columns and rows' SQL, before any column is given a role. */
import type { DuckDBType, DuckDBTypeId } from '@duckdb/node-api'
import { readCsvHeader, type CsvHeader } from './csv-header.ts'
import { literalPath, quoteName, quoteText, type Reader } from './database.ts'
import { duckDb } from './duckdb.ts'
import { locateBroken } from './read-error.ts'
import type { Format, InputFiles } from './inputs.ts'
import { MAX_LINE } from './text-check.ts'
import { groupBy } from '../../group-by.ts'

/** How a column arrives: as text, as a number, as a timestamp, or as something else. */
type ColumnKind = 'text' | 'number' | 'time' | 'other'

export type SourceColumn = {
  readonly name: string
  readonly kind: ColumnKind
  /** SQL expression over the relation; text columns give VARCHAR. */
  readonly sql: string
}

export type Source = {
  readonly format: Format
  readonly files: readonly string[]
  readonly bytes: number
  readonly columns: readonly SourceColumn[]
  /** SQL of the rows of all files, or of one, with every column under its own name. */
  relation(file?: string): string
}

/** Opens `inputs` without reading the rows; `instead` says which file to read in place of another. */
export async function openSource(
  reader: Reader,
  inputs: Pick<InputFiles, 'format' | 'files' | 'bytes'>,
  instead: ReadonlyMap<string, string> = new Map(),
): Promise<Source> {
  const { format, files, bytes } = inputs
  const open = { csv: openCsv, jsonl: openJson, parquet: openParquet }[format]
  const { columns, relation } = await open(
    reader,
    files.map((file) => instead.get(file) ?? file),
  )
  return {
    format,
    files,
    bytes,
    columns,
    relation: (file) => relation(file === undefined ? undefined : (instead.get(file) ?? file)),
  }
}

type Opened = Pick<Source, 'columns' | 'relation'>

async function openCsv(_: Reader, files: readonly string[]): Promise<Opened> {
  const headers = new Map<string, CsvHeader>()
  for (const file of files) headers.set(file, await readCsvHeader(file))
  const names = [...new Set([...headers.values()].flatMap((header) => header.columns))]
  const groups = groupBy(files, (file) => JSON.stringify(headers.get(file)))
  const read = (group: readonly string[]) => csvSql(group, headers.get(group[0]!)!)
  return {
    columns: names.map((name) => ({ name, kind: 'text', sql: quoteName(name) })),
    relation: (file) =>
      file !== undefined
        ? read([file])
        : [...groups.values()].map(read).join(' union all by name '),
  }
}

function csvSql(files: readonly string[], { delimiter, columns, skip }: CsvHeader): string {
  const types = columns.map((name) => `${quoteText(name)}: 'VARCHAR'`).join(', ')
  return `select * from read_csv(${fileList(files)}, auto_detect = false, header = true, skip = ${skip},
    delim = ${quoteText(delimiter)}, quote = '"', escape = '"', nullstr = '', strict_mode = true,
    max_line_size = ${MAX_LINE}, columns = {${types}})`
}

async function openParquet(reader: Reader, files: readonly string[]): Promise<Opened> {
  const relation = (file?: string) =>
    `select * from read_parquet(${fileList(file === undefined ? files : [file])}, union_by_name = true)`
  const described = await reader.connection
    .run(`${relation()} limit 0`)
    .catch((cause: Error) =>
      locateBroken(files, (file) => reader.connection.run(`${relation(file)} limit 0`), cause),
    )
  const columns = described
    .columnNames()
    .flatMap((name, k) => flatten([name], described.columnType(k), quoteName(name)))
  return { columns, relation }
}

async function openJson(reader: Reader, files: readonly string[]): Promise<Opened> {
  const options = `maximum_object_size = ${MAX_LINE}`
  const sniffed = (list: readonly string[]) =>
    `select * from read_json(${fileList(list)}, union_by_name = true, sample_size = 20000, ${options}) limit 0`
  const described = await reader.connection
    .run(sniffed(files))
    .catch((cause: Error) =>
      locateBroken(files, (file) => reader.connection.run(sniffed([file])), cause),
    )
  const tops = described.columnNames()
  const types = tops.map((name) => `${quoteText(name)}: 'JSON'`).join(', ')
  const columns = tops.flatMap((name, k) =>
    jsonColumns([name], described.columnType(k)).map((path) => ({
      name: path.join('.'),
      kind: 'text' as const,
      sql: jsonSql(path),
    })),
  )
  return {
    columns,
    relation: (file) =>
      `select * from read_json(${fileList(file === undefined ? files : [file])}, ${options}, columns = {${types}})`,
  }
}

function jsonColumns(path: readonly string[], type: DuckDBType): (readonly string[])[] {
  if (!(type instanceof duckDb().DuckDBStructType)) return [path]
  return [
    path,
    ...type.entryNames.flatMap((name, k) => jsonColumns([...path, name], type.entryTypes[k]!)),
  ]
}

function jsonSql([top, ...inner]: readonly string[]): string {
  const path = ['$', ...inner.map((name) => `."${name.replaceAll('"', '\\"')}"`)].join('')
  return `json_extract_string(${quoteName(top!)}, ${quoteText(path)})`
}

function flatten(path: readonly string[], type: DuckDBType, sql: string): SourceColumn[] {
  if (type instanceof duckDb().DuckDBStructType)
    return type.entryNames.flatMap((name, k) =>
      flatten([...path, name], type.entryTypes[k]!, `struct_extract(${sql}, ${quoteText(name)})`),
    )
  const kind = kindOf(type.typeId)
  const text = kind === 'other' ? otherSql(type.typeId, sql) : sql
  return [{ name: path.join('.'), kind, sql: text }]
}

/** Lists and records as JSON, which tells texts from what divides them. */
function otherSql(type: DuckDBTypeId, sql: string): string {
  const T = duckDb().DuckDBTypeId
  const nested = [T.LIST, T.ARRAY, T.MAP, T.UNION].includes(type)
  return `cast(${nested ? `to_json(${sql})` : sql} as varchar)`
}

function kindOf(type: DuckDBTypeId): ColumnKind {
  const T = duckDb().DuckDBTypeId
  if (type === T.VARCHAR) return 'text'
  const times = [T.TIMESTAMP, T.TIMESTAMP_S, T.TIMESTAMP_MS, T.TIMESTAMP_NS, T.TIMESTAMP_TZ, T.DATE]
  if (times.includes(type)) return 'time'
  const numbers = [T.TINYINT, T.SMALLINT, T.INTEGER, T.BIGINT, T.HUGEINT, T.UTINYINT, T.USMALLINT]
  if ([...numbers, T.UINTEGER, T.UBIGINT, T.FLOAT, T.DOUBLE, T.DECIMAL].includes(type))
    return 'number'
  return 'other'
}

function fileList(files: readonly string[]): string {
  return `[${files.map((file) => quoteText(literalPath(file))).join(', ')}]`
}
