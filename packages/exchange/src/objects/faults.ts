import { isTimestamp, validate } from '@tocsin/stix'
import { isInstant } from '@tocsin/api'

/** What is wrong with an object, and where: `path` is a JSON pointer into it. */
export type ObjectFault = { object: string; path: string; message: string }

/** A list longer than this helps nobody mend a file. */
const MAX_FAULTS = 200

type Candidate = { id?: unknown; type?: unknown; modified?: unknown; created?: unknown }

/** Every broken MUST of STIX 2.1 in a list of objects, and every version that stands there twice. */
export function findObjectFaults(objects: readonly unknown[]): ObjectFault[] {
  const faults: ObjectFault[] = []
  const seen = new Set<string>()
  objects.forEach((object, at) => {
    if (faults.length >= MAX_FAULTS) return
    const name = nameOf(object, at)
    for (const fault of validate(object).faults) {
      if (fault.level !== 'must') continue
      faults.push({ object: name, path: fault.path, message: fault.message })
    }
    const candidate = (object ?? {}) as Candidate
    if (!hasKeptVersion(candidate))
      faults.push({ object: name, path: pathOfVersion(candidate), message: NO_INSTANT })
    const version = versionOf(object)
    if (version !== undefined && seen.has(version)) {
      faults.push({ object: name, path: '/id', message: 'this version stands there twice' })
    } else if (version !== undefined) seen.add(version)
  })
  if (faults.length < MAX_FAULTS) return faults
  const message = `no more than ${MAX_FAULTS} faults are listed; there may be others`
  return [...faults.slice(0, MAX_FAULTS), { object: 'all objects', path: '', message }]
}

/** What is said of a version that no database can order among others. */
export const NO_INSTANT = 'this is no point in time that can be kept'

/** Whether a version is an instant that the database can order among others; a leap second is one. */
export function isKeptVersion(version: string): boolean {
  // Of the timestamps of STIX only those of the year 0 are none, and telling them apart costs least.
  if (isTimestamp(version)) return !version.startsWith('0000')
  return isInstant(version.replace(/:60(?=[.Z])/, ':59'))
}

function hasKeptVersion({ modified, created }: Candidate): boolean {
  const version = modified ?? created
  return typeof version !== 'string' || isKeptVersion(version)
}

function pathOfVersion({ modified }: Candidate): string {
  return modified === undefined ? '/created' : '/modified'
}

function versionOf(object: unknown): string | undefined {
  const { id, modified, created } = (object ?? {}) as Candidate
  if (typeof id !== 'string') return undefined
  return `${id} ${typeof modified === 'string' ? modified : String(created)}`
}

function nameOf(object: unknown, at: number): string {
  const { id } = (object ?? {}) as Candidate
  return typeof id === 'string' ? id.slice(0, 300) : `object ${at + 1}`
}
