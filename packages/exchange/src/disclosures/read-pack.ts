/** A part as it is handed in, read into records; a fault is named with its row. */
import { DisclosurePack, MAX_PART_RECORDS } from '@tocsin/api'
import { Compile } from 'typebox/compile'
import { ExchangeError } from '../errors.ts'
import { faultOf } from '../http/fault-of.ts'
import { isInstant } from '@tocsin/api'
import { type Places, readCsv } from './pack-csv.ts'

const PACK = Compile(DisclosurePack)
const KINDS = Object.keys(DisclosurePack.properties) as (keyof DisclosurePack)[]
const HALF = /\\ud[89a-f]/i
/** Half a sign, which JSON writes as an escape; one behind a backslash of its own is text. */
const LONE = /(?<!\\)(?:\\\\)*\\ud[89a-f]/

/**
 * Reads the bytes of a part, JSON or CSV by its media type. Throws `unsupported-type`, `too-large` for too many records, and
 * `bad-request` with the row and field of the first fault.
 */
export async function readPack(bytes: Uint8Array, mediaType: string): Promise<DisclosurePack> {
  const isCsv = /^text\/csv\b/i.test(mediaType)
  if (!isCsv && !/^application\/json\b/i.test(mediaType))
    throw new ExchangeError('unsupported-type', 'a part is application/json or text/csv')
  const text = decode(bytes)
  const { value, places } = isCsv
    ? await readCsv(text)
    : { value: withAll(readJson(text)), places: new Map<string, number>() }
  if (!isCsv) refuseBroken(text, value)
  refuseMany(value)
  const fault = faultOf(PACK, value)
  if (fault) throw refused(fault.path, fault.words, places)
  const pack = value as DisclosurePack
  refuseStrange(pack, places)
  return pack
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new ExchangeError('bad-request', 'the part is not UTF-8', { cause, path: '/body' })
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ExchangeError('bad-request', 'the part is no JSON', { cause, path: '/body' })
  }
}

/** Kinds of which there is nothing may be left out. */
function withAll(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  return { ...Object.fromEntries(KINDS.map((kind) => [kind, []])), ...value }
}

function refuseMany(value: unknown): void {
  if (typeof value !== 'object' || value === null) return
  const lists = Object.values(value).filter(Array.isArray)
  const count = lists.reduce((sum, list) => sum + list.length, 0)
  if (count > MAX_PART_RECORDS)
    throw new ExchangeError('too-large', `a part has at most ${MAX_PART_RECORDS} records`, {
      path: '/body',
    })
  if (count === 0)
    throw new ExchangeError('bad-request', 'the part holds no record', { path: '/body' })
}

/** What a schema cannot say: days and instants that no calendar has, posts of unknown accounts, the same twice, broken Unicode. */
function refuseStrange(pack: DisclosurePack, places: Places): void {
  const { accounts, posts, reach, spend } = pack
  const known = new Set<string>()
  accounts.forEach(({ id, created }, at) => {
    if (created !== undefined) refuseDay(created, `/accounts/${at}/created`, places)
    if (known.has(id)) throw refused(`/accounts/${at}/id`, 'this account is there twice', places)
    known.add(id)
  })
  posts.forEach((post, at) => {
    if (!known.has(post.account))
      throw refused(`/posts/${at}/account`, 'no account of this part has this id', places)
    if (!isInstant(post.at)) throw refused(`/posts/${at}/at`, 'this is no point in time', places)
  })
  for (const [name, list] of Object.entries({ reach, spend }))
    list.forEach(({ from, until }, at) => {
      for (const [field, day] of Object.entries({ from, until }))
        if (day !== undefined) refuseDay(day, `/${name}/${at}/${field}`, places)
    })
}

/** Half a sign comes by an escape alone: bytes that hold one are no UTF-8. */
function refuseBroken(text: string, value: unknown): void {
  if (HALF.test(text) && LONE.test(JSON.stringify(value)))
    throw new ExchangeError('bad-request', 'the part holds broken Unicode', { path: '/body' })
}

function refuseDay(day: string, path: string, places: Places): void {
  if (!isInstant(`${day}T00:00:00Z`)) throw refused(path, 'this is no day', places)
}

function refused(path: string, words: string, places: Places): ExchangeError {
  const [, kind = '', at = '', field = ''] = path.split('/')
  const row = places.get(`${kind}/${at}`)
  const where = [
    row === undefined ? (kind === '' ? 'the part' : kind) : `row ${row}`,
    row === undefined && at !== '' ? String(Number(at) + 1) : '',
    field,
  ]
  const said = where.filter((one) => one !== '').join(' ')
  return new ExchangeError('bad-request', `${said}: ${words}`, { path: `/body${path}` })
}
