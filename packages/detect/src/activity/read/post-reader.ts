/**
 * JSON lines to posts: the roles of the fields are said, or guessed from the names there are; a field inside a
 * field is written with dots. A line may be one post, or hold a list of them.
 */
import { DetectError, type DetectErrorPlace } from '../../errors.ts'
import { parseLine } from '../cells/json-line.ts'
import { isMissing } from '../cells/missing.ts'
import { saidText } from '../cells/said-text.ts'
import { guessMapping } from '../presets/guess.ts'
import { ROLES, type ColumnMapping, type Role } from '../presets/roles.ts'
import { createTimeReader, type OneTimeReader } from '../times/one-time.ts'
import { isRow, isSaid } from './mapping.ts'
import { ID_ROLES, isDamaged } from './row-ids.ts'

/** A post: who and when (seconds since 1970), and what a trace reads off it. */
export type Post = Readonly<
  { account: string; time: number } & Partial<
    Record<Exclude<Role, 'account' | 'time'>, string | null>
  >
>

/** The posts of a line, and what of it cannot be read. */
export type LinePosts = {
  readonly posts: readonly Post[]
  readonly faults: readonly DetectError[]
}

export type PostReader = (line: string, place: DetectErrorPlace) => LinePosts

export type PostReaderOptions = {
  /** As for tables. */
  readonly timeFormat?: string
}

type JsonRecord = Record<string, unknown>

/** Longer names and ids are somebody's mistake, and would be kept for as long as the history. */
const LONGEST_NAME = 2048
/** Posts in which names that were not there before are looked for. */
const LEARNED_FROM = 5000
const DEEPEST = 6

/**
 * A reader of lines. The reader throws DetectError with its place for a line without a post: MALFORMED,
 * COLUMNS_NEEDED; a post that cannot be read is a fault beside the others of its line: NULL_VALUE, BAD_TIME,
 * TIME_OUT_OF_RANGE, DAMAGED_ID. A later line can be read all the same.
 */
export function createPostReader(
  given: ColumnMapping = {},
  { timeFormat }: PostReaderOptions = {},
): PostReader {
  const readTime = createTimeReader(timeFormat)
  const names = new Set<string>()
  let mapping: ColumnMapping | null = null
  let read = 0
  const learn = (record: JsonRecord): void => {
    if (read++ >= LEARNED_FROM) return
    const before = names.size
    for (const name of fieldNames(record)) names.add(name)
    if (names.size > before || mapping === null) mapping = mappingOf([...names], given)
  }
  return (line, place) => {
    const records = findRows(parseLine(line, place), given, mapping, place)
    const posts: Post[] = []
    const faults: DetectError[] = []
    for (const record of records) {
      learn(record)
      try {
        posts.push(toPost(record, mapping!, readTime, place))
      } catch (error) {
        if (!(error instanceof DetectError)) throw error
        faults.push(error)
      }
    }
    return { posts, faults }
  }
}

function mappingOf(names: readonly string[], given: ColumnMapping): ColumnMapping {
  return isSaid(given) ? given : guessMapping(names, given)
}

/** The line itself, or the records of the list in it that has the names of posts. */
function findRows(
  record: JsonRecord,
  given: ColumnMapping,
  mapping: ColumnMapping | null,
  place: DetectErrorPlace,
): readonly JsonRecord[] {
  const has = (name: string | undefined) => name !== undefined && fieldOf(record, name) !== null
  if (mapping !== null && (has(mapping.account) || has(mapping.time))) return [record]
  if (isSaid(given) && (has(given.account) || has(given.time))) return [record]
  const names = fieldNames(record)
  if (isRow(names, given)) return [record]
  const list = listsIn(record, DEEPEST).find((one) => isRow(fieldNames(one[0]!), given))
  if (list !== undefined) return list
  if (mapping !== null || isSaid(given)) return [record]
  throw columnsNeeded(names, given, place)
}

function columnsNeeded(
  names: readonly string[],
  given: ColumnMapping,
  place: DetectErrorPlace,
): DetectError {
  const mapping = guessMapping(names, given)
  const missing = (['account', 'time'] as const).filter((role) => mapping[role] === undefined)
  const need = missing.length > 0 ? missing.join(' and ') : 'text or object'
  return new DetectError(
    'COLUMNS_NEEDED',
    `say which field is the ${need}; the fields are: ${names.slice(0, 60).join(', ')}`,
    place,
    {
      help: {
        option: 'columns',
        examples: names.slice(0, 60),
        choices: [],
        hint: '--columns account=…,time=…,text=… (or object=… in place of text)',
      },
    },
  )
}

/** Lists of records inside `value`, those nearest to the top first. */
function listsIn(value: JsonRecord, depth: number): JsonRecord[][] {
  if (depth === 0) return []
  const inside = Object.values(value)
  const lists = inside.filter(
    (one): one is JsonRecord[] => Array.isArray(one) && one.length > 0 && one.every(isRecord),
  )
  const deeper = [...inside.filter(isRecord), ...lists.map((list) => list[0]!)]
  return [...lists, ...deeper.flatMap((one) => listsIn(one, depth - 1))]
}

function toPost(
  record: JsonRecord,
  mapping: ColumnMapping,
  readTime: OneTimeReader,
  place: DetectErrorPlace,
): Post {
  const fields: Partial<Record<Role, string>> = {}
  for (const role of ROLES) {
    const name = mapping[role]
    const value = name === undefined ? null : toText(role, fieldOf(record, name))
    if (value !== null) fields[role] = value
  }
  const { account, time, ...rest } = fields
  if (account === undefined)
    throw new DetectError('NULL_VALUE', 'no account', { ...place, column: mapping.account })
  const at = { ...place, column: mapping.time }
  if (time === undefined) throw new DetectError('NULL_VALUE', 'no time', at)
  for (const role of ID_ROLES) verifyId(fields[role] ?? '', { ...place, column: mapping[role] })
  return { account, time: readTime(time, at), ...rest }
}

function verifyId(id: string, place: DetectErrorPlace): void {
  if (id.length > LONGEST_NAME)
    throw new DetectError('MALFORMED', `longer than ${LONGEST_NAME} characters`, place)
  if (isDamaged(id))
    throw new DetectError(
      'DAMAGED_ID',
      `"${id.slice(0, 40)}" is an id in scientific notation: its digits are cut`,
      place,
    )
}

/** Names of fields, with dots for those inside others. */
function fieldNames(record: JsonRecord, prefix = ''): string[] {
  return Object.entries(record).flatMap(([name, value]) =>
    isRecord(value) && prefix.length < 200
      ? [prefix + name, ...fieldNames(value, `${prefix}${name}.`)]
      : [prefix + name],
  )
}

function fieldOf(record: JsonRecord, name: string): unknown {
  if (Object.hasOwn(record, name)) return record[name]
  let value: unknown = record
  for (const part of name.split('.')) {
    if (!isRecord(value) || !Object.hasOwn(value, part)) return null
    value = value[part]
  }
  return value
}

function toText(role: Role, value: unknown): string | null {
  if (value === null || value === undefined) return null
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value as string | number)
  if (isMissing(role, text)) return null
  return role === 'text' ? saidText(text) : text
}

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
