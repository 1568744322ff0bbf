/** Which texts of a STIX object are its maker's own, where what was observed is no words of anybody who shares it. Pure. */
import { isObservableType, SCHEMAS } from '@tocsin/stix'

export type AskingObject = { type: string; [property: string]: unknown }

/** Where a maker puts its own words about an observable; the other texts that STIX knows there are what was observed. */
const TEXTS = new Set(['name', 'description', 'abstract', 'content', 'explanation', 'objective'])

/** Properties that hold what was observed, not what the sender says of it. */
export const QUOTED = new Set(['pattern', 'objects'])

const OWN_EXTENSION = /^extension-definition--/
/** Three words or more, as in a name that says something. */
const WORDED = /^[\p{L}\p{N}]+(?:[_\s-]+[\p{L}\p{N}]+){2,}$/u

/** Names of properties by the standard, of each type. */
const STANDARD: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  [...SCHEMAS].map(([type, schema]) => [
    type,
    new Set(Object.keys((schema as { properties?: object }).properties ?? {})),
  ]),
)
const NAMES = new Set([...STANDARD.values()].flatMap((names) => [...names]))

/** The properties of an object that its maker wrote: of an observable its texts, its own properties and its own extensions. */
export function ownEntries(object: AskingObject): [name: string, value: unknown][] {
  const entries = Object.entries(object).filter(([name]) => !QUOTED.has(name))
  if (!isObservableType(object.type)) return entries
  const standard = STANDARD.get(object.type)
  return entries.flatMap(([name, value]): [string, unknown][] => {
    if (name === 'extensions') return ownExtensions(value)
    if (name === 'payload_bin') return [[name, textOfPayload(value)]]
    return TEXTS.has(name) || !standard?.has(name) ? [[name, value]] : []
  })
}

function ownExtensions(value: unknown): [string, unknown][] {
  return Object.entries(value ?? {}).filter(([id]) => OWN_EXTENSION.test(id))
}

/** Characters of an enclosed file that are read. */
const MOST = 200_000

/** What an enclosed file says where it is text (RFC 4648, UTF-8); nothing where it is not. */
function textOfPayload(value: unknown): string {
  if (typeof value !== 'string') return ''
  const bytes = Buffer.from(value.slice(0, MOST), 'base64')
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return /\p{Cc}/u.test(text.replace(/\s/g, '')) ? '' : text
  } catch {
    // A picture or a program: what stands in those is not read, and the documentation says so.
    return ''
  }
}

/** Every text at any depth, and each name of a property that says something and is none of the standard's. */
export function textsIn(value: unknown, found: string[] = []): string[] {
  if (typeof value === 'string') found.push(value)
  if (typeof value !== 'object' || value === null) return found
  for (const [name, inner] of Object.entries(value)) {
    if (QUOTED.has(name)) continue
    if (!NAMES.has(name) && WORDED.test(name) && !OWN_EXTENSION.test(name))
      found.push(name.replaceAll(/[_\s-]+/g, ' '))
    textsIn(inner, found)
  }
  return found
}
