/** STIX 2.1: bundles, envelopes, lists, single objects and JSON Lines; each object is a row and goes out as it came. */
import type { ComposedReading } from '@tocsin/api'
import { isCutEnvelope, readDocuments, readObjects, StixError, validate } from '@tocsin/stix'
import { ExchangeError } from '../errors.ts'
import { whyUnbounded } from './bounds.ts'
import { openRows } from './reading.ts'

type Candidate = {
  id?: unknown
  type?: unknown
  pattern?: unknown
  pattern_type?: unknown
  modified?: unknown
}

export function readStix(text: string): ComposedReading {
  const rows = openRows()
  const modified = new Map<string, unknown>()
  const all = readAll(text)
  for (const [i, { text: own, value }] of all.entries()) {
    const row = i + 1
    const object = (typeof value === 'object' && value !== null ? value : {}) as Candidate
    const fault = faultOf(object, value)
    if (fault) {
      rows.refuse(row, own, fault)
      continue
    }
    const id = object.id as string
    if (modified.has(id) && modified.get(id) !== object.modified) {
      rows.refuse(
        row,
        own,
        `another version of ${id} stands in a row before it: share one version at a time`,
      )
      continue
    }
    modified.set(id, object.modified)
    rows.take(row, id, [{ kind: 'object', value: id, object: value }])
  }
  if (isCut(text))
    rows.refuse(
      all.length + 1,
      '"more": true',
      'a page of a TAXII envelope: what follows it is not here',
    )
  return rows.end('stix')
}

const isCut = (text: string): boolean =>
  readDocuments(text).some(({ value }) => isCutEnvelope(value))

function readAll(text: string) {
  try {
    return readObjects(text)
  } catch (cause) {
    if (!(cause instanceof StixError)) throw cause
    throw new ExchangeError(
      'bad-request',
      `this looks like JSON and cannot be read: ${cause.message}`,
      { cause, path: '/body' },
    )
  }
}

function faultOf(
  { id, type, pattern, pattern_type: language }: Candidate,
  value: unknown,
): string | undefined {
  if (typeof id !== 'string' || typeof type !== 'string')
    return 'JSON that is no STIX object: it has no type and id; a list of accounts is read as CSV'
  const fault = validate(value).faults.find(({ level }) => level === 'must')
  if (fault) return `no valid STIX 2.1: ${fault.path || '/'}: ${fault.message} (${fault.section})`
  if (type !== 'indicator' || typeof pattern !== 'string' || language !== 'stix') return undefined
  return whyUnbounded(pattern)
}
