/** Kinds of logs: how a line is taken apart, and what its columns are called. */
import { splitCsv } from './csv-line.ts'

export type Field = readonly [column: string, value: string | number | boolean]

export type Format = {
  readonly name: string
  /** Columns that are known before any line is; empty where each line names its own. */
  readonly columns: readonly string[]
  /** The fields of a line; null for a line that is not of the format. */
  readonly read: (line: string) => readonly Field[] | null
  /** Whether a backslash in a line is an escape, as in JSON. */
  readonly isEscaped: boolean
}

/** Lines from the start of a log that are looked at to tell its format. */
export const MOST_SAMPLES = 500

/** The format of a log by its first lines; null for plain text. */
export function detectFormat(samples: readonly string[]): Format | null {
  const first = samples[0]
  if (first === undefined) return null
  if (first.startsWith('#separator') || first.startsWith('#fields\t')) return zeekFormat(samples)
  const lines = samples.filter((line) => !line.startsWith('#'))
  const most = (is: (line: string) => boolean) =>
    lines.length > 0 && lines.filter(is).length >= Math.max(1, lines.length * 0.8)
  if (isMail(lines)) return MAIL
  if (most((line) => line.startsWith('{') && readJson(line) !== null)) return jsonFormat(lines)
  for (const [name, read, columns] of REGULAR)
    if (most((line) => read(line) !== null)) return { name, columns, read, isEscaped: false }
  return csvFormat(lines)
}

/** Zeek's own form, which names its columns. */
export function zeekFormat(samples: readonly string[]): Format | null {
  const heading = samples.find((line) => line.startsWith('#fields\t'))
  if (heading === undefined) return null
  const columns = heading.split('\t').slice(1)
  const read = (line: string): Field[] | null => {
    const cells = line.split('\t')
    if (cells.length !== columns.length) return null
    return columns.flatMap((column, i) => {
      const cell = cells[i]!
      return cell === '-' || cell === '(empty)' ? [] : [[column, cell] as const]
    })
  }
  return { name: 'Zeek log', columns, read, isEscaped: false }
}

function jsonFormat(lines: readonly string[]): Format {
  const columns = new Set(lines.flatMap((line) => (readJson(line) ?? []).map(([column]) => column)))
  const has = (...names: string[]) => names.every((name) => columns.has(name))
  const name = has('event_type', 'timestamp')
    ? 'Suricata EVE'
    : has('ts', 'uid')
      ? 'Zeek JSON'
      : 'JSON lines'
  return { name, columns: [...columns], read: readJson, isEscaped: true }
}

const MOST_FIELDS = 500
const DEEPEST = 8

/** Fields of an object by their paths with dots; elements of lists by the name of the list. */
function readJson(line: string): Field[] | null {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch {
    return null
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const fields: Field[] = []
  const walk = (inner: unknown, name: string, depth: number): void => {
    if (fields.length >= MOST_FIELDS) return
    if (typeof inner === 'string' || typeof inner === 'boolean') fields.push([name, inner])
    // A number that is written otherwise than in digits is none that a line can be searched for.
    else if (typeof inner === 'number' && line.includes(String(inner))) fields.push([name, inner])
    else if (Array.isArray(inner)) for (const one of inner) walk(one, name, depth + 1)
    else if (typeof inner === 'object' && inner !== null && depth < DEEPEST)
      for (const [key, one] of Object.entries(inner))
        walk(one, name === '' ? key : `${name}.${key}`, depth + 1)
  }
  walk(value, '', 0)
  return fields
}

/** The first line of a request, which is method and target. */
const REQUEST = 'method target'

const HEADER = /^([A-Za-z][A-Za-z0-9-]{1,60}): ?(.*)$/

/** Whether a log begins as a mail does (RFC 5322), perhaps one of many in an mbox. */
function isMail(lines: readonly string[]): boolean {
  const first = lines.slice(lines[0]?.startsWith('From ') ? 1 : 0, 12)
  const names = first.flatMap((line) => HEADER.exec(line)?.[1]?.toLowerCase() ?? [])
  const usual = names.filter((name) => USUAL_HEADERS.has(name))
  return HEADER.test(first[0] ?? '') && usual.length >= 2
}

const USUAL_HEADERS = new Set([
  'received',
  'return-path',
  'from',
  'to',
  'subject',
  'date',
  'message-id',
  'mime-version',
  'delivered-to',
])

/** Each line of a mail by itself: what is no header, or goes on with one, is text. */
const MAIL: Format = {
  name: 'mail, each line of its header an observation of its own',
  columns: [
    'From',
    'Sender',
    'Reply-To',
    'Return-Path',
    'To',
    'Cc',
    'Delivered-To',
    'Subject',
    'Message-ID',
    'Date',
  ],
  read: (line) => {
    const found = HEADER.exec(line)
    return found && MAIL.columns.includes(found[1]!) ? [[found[1]!, found[2]!]] : []
  },
  isEscaped: false,
}

type Regular = readonly [name: string, read: Format['read'], columns: readonly string[]]

const QUOTED = String.raw`"([^"\\]*(?:\\[^][^"\\]*)*)"`
const REGULAR: readonly Regular[] = [
  regular(
    'combined log of a web server',
    new RegExp(
      String.raw`^(?:(\S+) )??(\S+) (\S+) (\S+) \[([^\]]+)\] ${QUOTED} (\d{3}) (\S+)(?: ${QUOTED} ${QUOTED})?`,
    ),
    [
      'vhost',
      'client',
      'ident',
      'user',
      'time',
      REQUEST,
      'status',
      'bytes',
      'referer',
      'user_agent',
    ],
  ),
  regular(
    'Squid access log',
    /^ *(\d{9,11}\.\d{3}) +(\d+) (\S+) ([A-Z_]+\/\d{3}) (\d+) (\S+) (\S+) (\S+) ([A-Z_]+\/\S+) (\S+)/,
    [
      'time',
      'elapsed',
      'client',
      'result',
      'bytes',
      'method',
      'url',
      'user',
      'peer',
      'content_type',
    ],
  ),
  regular(
    'query log of BIND',
    /^(\d{1,2}-[A-Za-z]{3}-\d{4} [\d:.]{8,15}) .{0,80}?client (?:@\S+ )?(\S+?)#(\d{1,5})(?: \(\S*\))?:(?: view \S+?:)? query: (\S+) (\S+) (\S+)/,
    ['time', 'client', 'port', 'query', 'class', 'type'],
  ),
  regular(
    'query log of dnsmasq',
    /^([A-Z][a-z]{2} +\d{1,2} [\d:]{8}) (?:\S+ )?dnsmasq\[\d+\]: (?:\d+ \S+ )?([a-z]+(?:\[[A-Z0-9]+\])?) (\S+) (?:from|is|to) (\S+)/,
    ['time', 'act', 'query', 'address'],
  ),
]

/** A form that one regular expression without nested repetition tells, a group a column. */
function regular(name: string, form: RegExp, columns: readonly string[]): Regular {
  const read = (line: string): Field[] | null => {
    const found = form.exec(line)
    if (!found) return null
    return columns.flatMap((column, i) => {
      const cell = found[i + 1]
      if (cell === undefined || cell === '-' || cell === '') return []
      if (column !== REQUEST) return [[column, cell] as const]
      const [method = '', target] = cell.split(' ')
      return target === undefined ? [] : [['method', method] as const, ['target', target] as const]
    })
  }
  return [name, read, columns.flatMap((column) => column.split(' '))]
}

/** A table with a heading: words without numbers or addresses, and rows with as many cells. */
function csvFormat(lines: readonly string[]): Format | null {
  const heading = lines[0]
  if (heading === undefined) return null
  for (const delimiter of [',', '\t', ';', '|']) {
    const columns = splitCsv(heading, delimiter).cells.map((cell) =>
      cell.trim().replace(/^\uFEFF/, ''),
    )
    const isHeading = columns.every((column) => /^[A-Za-z_@][\w .@/()-]{0,60}$/.test(column))
    if (columns.length < 2 || !isHeading || new Set(columns).size < columns.length) continue
    const read = (line: string): Field[] | null => {
      const { cells, isWhole } = splitCsv(line, delimiter)
      if (!isWhole || cells.length !== columns.length || line === heading) return null
      return columns.flatMap((column, i) => (cells[i] === '' ? [] : [[column, cells[i]!] as const]))
    }
    const rows = lines.slice(1)
    if (rows.length > 0 && rows.filter((row) => read(row) !== null).length < rows.length * 0.8)
      continue
    return { name: 'table with a heading', columns, read, isEscaped: false }
  }
  return null
}
