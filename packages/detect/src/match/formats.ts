/** Kinds of logs: how a line is taken apart, and what its columns are called. */
import { splitCsv } from './csv-line.ts'
import { readJson, type Field, type UnreadFields } from './json-fields.ts'

export type Format = {
  readonly name: string
  /** Columns that are known before any line is; empty where each line names its own. */
  readonly columns: readonly string[]
  /** The fields of a line; null for a line that is not of the format. */
  readonly read: (line: string) => readonly Field[] | null
  /** Whether a backslash in a line is an escape, as in JSON. */
  readonly isEscaped: boolean
  /** Of JSON: what of the lines read so far is in no field. */
  readonly unread?: UnreadFields
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

/** Characters at the start of a text that tell whether it is a log. */
const LOOKED_AT = 2 ** 18

/** What log a text is by a form that no list of indicators has; null for all else, tables and lists of Zeek's own among it. */
export function logKindOf(text: string): string | null {
  const lines = text.slice(0, LOOKED_AT).split(/\r?\n/)
  // The last may be cut in two.
  if (text.length > LOOKED_AT) lines.pop()
  const format = detectFormat(lines.filter((line) => line !== '').slice(0, MOST_SAMPLES))
  if (format === null) return null
  const { name, columns } = format
  if (name === 'Zeek log') return columns.includes('ts') ? name : null
  return ONLY_LOGS.has(name) ? name : null
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
  const unread = { numbers: new Set<string>(), overfull: 0 }
  const read = (line: string) => readJson(line, unread)
  const columns = new Set(lines.flatMap((line) => (read(line) ?? []).map(([column]) => column)))
  // Lines are counted when they are read for their own sake.
  unread.overfull = 0
  const has = (...names: string[]) => names.every((name) => columns.has(name))
  const name = has('event_type', 'timestamp')
    ? 'Suricata EVE'
    : has('ts', 'uid')
      ? 'Zeek JSON'
      : 'JSON lines'
  return { name, columns: [...columns], read, isEscaped: true, unread }
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

const ONLY_LOGS = new Set(['Suricata EVE', 'Zeek JSON', ...REGULAR.map(([name]) => name)])

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
