/** Texts of STIX objects in which somebody may be named, each with what it is as a whole; and objects with other texts. Pure. */
import type { Kind } from './kinds.ts'

export type StixObject = { id: string; type: string; [property: string]: unknown }

/** A text of an object: `whole` where all of it is one identifier. */
export type Place = { object: string; property: string; whole: Kind | undefined }

/** Gives what is to stand there instead; the text itself where it stays. */
export type Visit = (text: string, place: Place) => string

/** Names of properties as STIX spells them, and ids of extensions: what anything else is called may be a name. */
const PROPERTY = /^[a-z0-9_]+$/
const EXTENSION = /^extension-definition--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
/** A number so large, under a name that is not the standard's, may be one of a telephone or an account. */
const LARGE = 1_000_000
const COUNTED = /(?:^|_)(?:size|count|number_observed|bytes?|packets|length|offset|inode)$/

function wholeOf({ type, identity_class }: StixObject, property: string): Kind | undefined {
  if (type === 'user-account' && ['user_id', 'account_login', 'display_name'].includes(property))
    return 'account'
  if (type === 'email-addr' && property === 'value') return 'mail'
  if (type === 'email-addr' && property === 'display_name') return 'name'
  return type === 'identity' && identity_class === 'individual' && property === 'name'
    ? 'name'
    : undefined
}

/** A name of a property as `visit` gives it: one that is spelled as STIX spells them is read as the words it is made of. */
function nameBy(visit: (text: string) => string, name: string): string {
  if (EXTENSION.test(name)) return name
  if (!PROPERTY.test(name)) return visit(name)
  const words = name.replaceAll('_', ' ')
  const said = visit(words)
  return said === words ? name : said.replaceAll(/[ -]/g, '_')
}

/** The same object with each text as `visit` gives it; itself where all stay. */
export function mapObject(object: StixObject, visit: Visit): StixObject {
  const map = (value: unknown, property: string, depth: number): unknown => {
    const place: Place = {
      object: object.id,
      property,
      whole: depth === 1 ? wholeOf(object, property) : undefined,
    }
    if (typeof value === 'string') return visit(value, place)
    if (typeof value === 'number') {
      if (!Number.isFinite(value) || Math.abs(value) < LARGE || COUNTED.test(property)) return value
      const text = BigInt(Math.trunc(value)).toString()
      const said = visit(text, place)
      return said === text ? value : said
    }
    if (Array.isArray(value)) {
      const list = value.map((one) => map(one, property, depth + 1))
      return list.some((one, i) => one !== value[i]) ? list : value
    }
    return typeof value === 'object' && value !== null ? mapNames(value, property, depth) : value
  }
  const mapNames = (value: object, property: string, depth: number): object => {
    let isSame = true
    const entries = Object.entries(value).map(([name, inner]) => {
      const said = nameBy(
        (text) => visit(text, { object: object.id, property, whole: undefined }),
        name,
      )
      const next = map(inner, name, depth + 1)
      isSame &&= said === name && next === inner
      return [said, next] as const
    })
    return isSame ? value : Object.fromEntries(entries)
  }
  return mapNames(object, '', 0) as StixObject
}
