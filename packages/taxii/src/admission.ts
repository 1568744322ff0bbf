/** What a server decides about each object of an envelope before any store sees it (section 5.5). */
import type { EnvelopePart } from './envelope.ts'
import type { StatusDetails } from './resources.ts'
import type { Addition } from './store.ts'
import { normalTimestamp } from './timestamp.ts'

/** A fault as `@tocsin/stix` reports it; only those of level `must` refuse an object. */
export type Fault = { level: 'must' | 'should'; path: string; message: string; section?: string }

/** Judges one parsed object; must not throw. */
export type Validate = (value: unknown) => { valid: boolean; faults: readonly Fault[] }

/** An object is taken, or refused with the reason its producer will read in the status resource. */
export type Verdict = { accepted: Addition } | { rejected: StatusDetails }

const ID = /^([a-z0-9][a-z0-9-]{1,248}[a-z0-9])--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const SHOWN_FAULTS = 3
const MAX_MESSAGE = 1000

/** `received` stands in for the version of a refused object that has none. */
export function decideAdmission(
  part: EnvelopePart,
  index: number,
  received: string,
  validate: Validate,
): Verdict {
  const value = isRecord(part.value) ? part.value : {}
  const { id, type } = value
  const stamp = value['modified'] ?? value['created']
  const version = typeof stamp === 'string' ? stamp : null
  const refuse = (message: string): Verdict => ({
    rejected: {
      id: typeof id === 'string' && id !== '' ? id.slice(0, 300) : `objects[${index}]`,
      version: version?.slice(0, 40) ?? received,
      message: message.slice(0, MAX_MESSAGE),
    },
  })
  if (!isRecord(part.value)) return refuse('not a JSON object')
  if (part.flaw) return refuse(part.flaw)
  if (typeof id !== 'string' || typeof type !== 'string') return refuse('id and type must be text')
  if (ID.exec(id)?.[1] !== type) return refuse('id must be the type, two hyphens and a UUID')
  if (type === 'bundle') return refuse('a bundle is not an object: send its objects')
  if (stamp !== undefined && (version === null || normalTimestamp(version) === null))
    return refuse('created and modified must be UTC timestamps')
  const specVersion = specVersionOf(value)
  if (specVersion === null) return refuse('spec_version must be a number such as 2.1')
  const { valid, faults } = validate(part.value)
  if (!valid) return refuse(describe(faults))
  return { accepted: { text: part.text, value, id, type, version, specVersion } }
}

/** An object without its own spec_version is STIX 2.0, unless it is an observable, which only 2.1 has. */
export function specVersionOf(value: Record<string, unknown>): string | null {
  const own = value['spec_version']
  if (own === undefined) return 'created' in value ? '2.0' : '2.1'
  return typeof own === 'string' && /^\d{1,3}\.\d{1,3}$/.test(own) ? own : null
}

function describe(faults: readonly Fault[]): string {
  const must = faults.filter((fault) => fault.level === 'must')
  const shown = must.slice(0, SHOWN_FAULTS).map(({ path, message, section }) => {
    const where = path === '' ? 'object' : path
    return `${where}: ${message}${section ? ` (STIX 2.1, ${section})` : ''}`
  })
  const rest = must.length - shown.length
  return shown.join('; ') + (rest > 0 ? `; and ${rest} more` : '')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
