/** What was composed as STIX 2.1: what was seen, what to look for, and the words, held together by one grouping. Pure. */
import { type ComposedItem, type Composition, countOf } from '@tocsin/api'
import { deterministicId, newId, toTimestamp, validate } from '@tocsin/stix'
import { ExchangeError } from '../errors.ts'
import { whyUnbounded } from './bounds.ts'
import { beginningOf } from '../texts/beginning.ts'

type StixObject = { type: string; id: string; [property: string]: unknown }

/** A member: the UUID of its identity, and since when it is on the exchange. */
export type Author = { id: string; name: string; since: Date }

export type ComposedStix = { objects: unknown[]; dropped: string[]; asGiven: string[] }

/** As many as a release carries (`ReleaseDraft` of the API). */
const MAX_OBJECTS = 10_000

/**
 * An observable for each item, an indicator beside each that can be looked for, a note with the words and a grouping
 * over all, by the sender's identity where that is given. Objects given as STIX stay as they are. Throws ExchangeError `bad-request`, which
 * names the row, for an account without platform and for what is no valid STIX, and `too-large`.
 */
export function toStix(
  composition: Composition,
  author: StixObject | undefined,
  at: Date,
): ComposedStix {
  const { title, words, items, lookFor } = composition
  if (items.length === 0 && words.trim() === '')
    throw new ExchangeError(
      'bad-request',
      'there is nothing to share yet: neither things nor words',
      { path: '/body/items' },
    )
  const now = toTimestamp(at)
  const by = author ? [author] : []
  const base = {
    spec_version: '2.1',
    created: now,
    modified: now,
    ...(author ? { created_by_ref: author.id } : {}),
  }
  const until = composition.clocks?.facts
  const given = items.flatMap(toGiven)
  const made = items.filter(({ kind }) => kind !== 'object')
  const seen = byId(made.map(toObservable))
  const indicators = lookFor ? made.flatMap((item) => toIndicator(item, base, now, until)) : []
  const held = [...seen, ...indicators, ...given]
  const grouping = held.length === 0 ? [] : [toGrouping(title, held, base)]
  const about = grouping.length > 0 ? grouping : by
  if (about.length === 0)
    throw new ExchangeError('bad-request', 'words alone need an author, whose they are', {
      path: '/body/items',
    })
  const note = words.trim() === '' ? [] : [toNote(title, words.trim(), about, base)]
  const objects = [...by, ...seen, ...indicators, ...grouping, ...note, ...given]
  verify(objects, given)
  return { objects, dropped: listDropped(composition), asGiven: given.map(({ id }) => id) }
}

/** A version of its own each time: the terms of a release mark it, and a version never changes. */
export function toIdentity({ id, name, since }: Author, at: Date): StixObject {
  const modified = toTimestamp(at)
  const times = { spec_version: '2.1', created: toTimestamp(since), modified }
  return { type: 'identity', id: `identity--${id}`, ...times, name, identity_class: 'organization' }
}

function toObservable(item: ComposedItem): StixObject {
  const object = observableOf(item)
  return { ...object, id: deterministicId(object) ?? newId(object.type) }
}

/** The ids by which a thing is known wherever it was seen: of a file with its name and without; none for what cannot be an object yet. */
export function idsOf(item: ComposedItem): string[] {
  const { kind, media, platform, value } = item
  if (kind === 'object') return [value]
  if (kind === 'account' && !platform) return []
  const { id } = toObservable(item)
  if (!media?.name) return [id]
  const { bytes, mimeType } = media
  return [id, toObservable({ ...item, media: { bytes, mimeType } }).id]
}

function observableOf(item: ComposedItem): { type: string; [property: string]: unknown } {
  const { kind, value } = item
  const spec = { spec_version: '2.1' }
  switch (kind) {
    case 'account':
      return { type: 'user-account', ...spec, ...accountOf(item) }
    case 'domain':
      return { type: 'domain-name', ...spec, value }
    case 'url':
      return { type: 'url', ...spec, value }
    case 'ipv4':
      return { type: 'ipv4-addr', ...spec, value }
    case 'ipv6':
      return { type: 'ipv6-addr', ...spec, value }
    case 'email':
      return { type: 'email-addr', ...spec, value }
    case 'hash':
      return { type: 'file', ...spec, ...fileOf(item) }
    case 'object':
      throw refused(item, `${value} came without its STIX object`)
  }
}

/** One name on two platforms is two accounts: the platform is part of what the id is made of (STIX 2.1, 6.16). */
function accountOf(item: ComposedItem) {
  const { value, platform, userId, displayName } = item
  if (!platform)
    throw refused(item, `the account ${value} has no platform; choose it or remove the row`)
  return {
    account_type: platform,
    ...(userId === value ? {} : { account_login: value }),
    ...(userId ? { user_id: userId } : {}),
    ...(displayName ? { display_name: displayName } : {}),
  }
}

/** STIX names no PDQ among its hashes and lets others stand beside them (2.7); the id is made of the SHA-256 and the name. */
function fileOf(item: ComposedItem) {
  const hashes = { [algorithmOf(item)]: item.value }
  if (!item.media) return { hashes }
  const { bytes, mimeType, name, pdq } = item.media
  return {
    hashes: { ...hashes, ...(pdq ? { PDQ: pdq } : {}) },
    size: bytes,
    mime_type: mimeType,
    ...(name ? { name } : {}),
  }
}

function algorithmOf(item: ComposedItem): string {
  const { value, algorithm } = item
  if (!algorithm) throw refused(item, `it is not said what kind of hash ${value} is`)
  return algorithm
}

/** The STIX object that an item came as, if it did. What is none is refused here, since no other part of it can be relied on. */
function toGiven(item: ComposedItem): StixObject[] {
  const { kind, value, object } = item
  if (object === undefined) {
    if (kind === 'object') throw refused(item, `${value} came without its STIX object`)
    return []
  }
  const { type, id } = (object ?? {}) as { type?: unknown; id?: unknown }
  if (typeof type !== 'string' || typeof id !== 'string')
    throw refused(item, `what came as the STIX object of ${value} is none`)
  return [object as StixObject]
}

function refused({ row }: ComposedItem, why: string): ExchangeError {
  return new ExchangeError('bad-request', `row ${row}: ${why}`, { path: '/body/items' })
}

/** Two items may be one observable, as an account that was named twice. */
function byId(objects: readonly StixObject[]): StixObject[] {
  return [...new Map(objects.map((object) => [object.id, object])).values()]
}

const PATHS: Partial<Record<ComposedItem['kind'], string>> = {
  domain: 'domain-name:value',
  url: 'url:value',
  email: 'email-addr:value',
}

/** What a machine is to look for; an account was seen, and looking for people is no machine's work. */
function toIndicator(
  item: ComposedItem,
  base: object,
  now: string,
  until: string | undefined,
): StixObject[] {
  const pattern = patternOf(item)
  if (!pattern) return []
  const wide = whyUnbounded(pattern)
  if (wide) throw refused(item, `${item.value}: ${wide}`)
  const indicator = {
    type: 'indicator',
    id: newId('indicator'),
    ...base,
    name: beginningOf(item.value, 300),
    indicator_types: ['unknown'],
    pattern,
    pattern_type: 'stix',
    valid_from: now,
    ...(until === undefined ? {} : { valid_until: until }),
  }
  return [indicator]
}

function patternOf(item: ComposedItem): string | undefined {
  const { kind, value } = item
  const text = `'${value.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`
  const path = PATHS[kind]
  if (path) return `[${path} = ${text}]`
  if (kind === 'hash')
    return `[file:hashes.${algorithmOf(item) === 'MD5' ? 'MD5' : `'${algorithmOf(item)}'`} = ${text}]`
  if (kind !== 'ipv4' && kind !== 'ipv6') return undefined
  return `[${kind}-addr:value ${value.includes('/') ? 'ISSUBSET' : '='} ${text}]`
}

function toGrouping(title: string, held: readonly StixObject[], base: object): StixObject {
  return {
    type: 'grouping',
    id: newId('grouping'),
    ...base,
    ...(title.trim() === '' ? {} : { name: title.trim() }),
    context: 'suspicious-activity',
    object_refs: [...new Set(held.map(({ id }) => id))],
  }
}

function toNote(
  title: string,
  content: string,
  about: readonly StixObject[],
  base: object,
): StixObject {
  return {
    type: 'note',
    id: newId('note'),
    ...base,
    ...(title.trim() === '' ? {} : { abstract: title.trim() }),
    content,
    object_refs: about.map(({ id }) => id),
  }
}

function verify(objects: readonly StixObject[], given: readonly StixObject[]): void {
  if (objects.length > MAX_OBJECTS)
    throw new ExchangeError(
      'too-large',
      `this makes ${objects.length.toLocaleString('en')} objects; a release carries ${MAX_OBJECTS.toLocaleString('en')}: share it in parts, or without indicators`,
    )
  for (const object of objects) {
    const fault = validate(object).faults.find(({ level }) => level === 'must')
    if (fault)
      throw new ExchangeError('bad-request', `${object.id}${fault.path}: ${fault.message}`, {
        path: given.includes(object) ? '/body/items' : '/body',
      })
  }
}

function listDropped({ items, lookFor, unread = [] }: Composition): string[] {
  const remarked = items.filter(({ remark }) => remark).length
  const media = items.filter((item) => item.media).length
  return [
    ...(unread.length > 0 ? [`${countOf(unread.length, 'row')} not read`] : []),
    ...(remarked > 0 ? [`what was remarked in reading ${remarked} of ${items.length} rows`] : []),
    ...(media > 0
      ? [
          `the bytes of ${countOf(media, 'picture or video', 'pictures and videos')}: shared are hashes, size and kind, and the name where it is kept`,
        ]
      : []),
    ...(items.some(({ kind }) => kind !== 'object')
      ? ['in which row and file each thing stood']
      : []),
    ...(lookFor && items.some(({ kind }) => kind === 'account')
      ? ['indicators for accounts: they are named as seen, not to be looked for']
      : []),
  ]
}
