/** Words and objects in which persons stand under a pseudonym, the same in one release and no other. Pure but for what it is given. */
import { createHmac } from 'node:crypto'
import type { Finder, Words } from './find.ts'
import type { Found } from './find-text.ts'
import { mapObject, type StixObject } from './objects.ts'

/** Letters and digits that are not taken for each other; 32 of them. */
const SIGNS = 'abcdefghijkmnopqrstuvwxyz2345678'
const LENGTH = 8

/** What is to be masked, and by which secret; it is thrown away with the release, so that no two releases can be tied by it. */
export type Masking = { finder: Finder; masked: ReadonlySet<string>; secret: Uint8Array }

export type MaskedPerson = { token: string; kind: Found['kind']; original: string }

/** The pseudonym of an identifier. */
function toToken(secret: Uint8Array, key: string): string {
  const bytes = createHmac('sha256', secret).update(key).digest()
  const signs = Array.from({ length: LENGTH }, (_, i) => SIGNS[bytes[i]! % SIGNS.length])
  return `person-${signs.join('')}`
}

/** Masks texts, and remembers whom each pseudonym stands for. */
export function createMasker({ finder, masked, secret }: Masking) {
  const persons = new Map<string, MaskedPerson>()
  const maskText = (text: string, whole?: Found['kind']): string => {
    let out = ''
    let done = 0
    for (const { key, kind, start, end } of finder(text, whole)) {
      if (!masked.has(key)) continue
      const token = toToken(secret, key)
      if (!persons.has(token)) persons.set(token, { token, kind, original: text.slice(start, end) })
      out += text.slice(done, start) + token
      done = end
    }
    return out + text.slice(done)
  }
  const maskObject = (object: StixObject): StixObject =>
    mapObject(object, (text, { property, whole }) => {
      const said = maskText(text, whole)
      const isMail = object.type === 'email-addr' && property === 'value' && said !== text
      return isMail ? `${said.replace(/@.*/, '')}@masked.invalid` : said
    })
  return { maskText, maskObject, persons: () => [...persons.values()] }
}

/** All words masked. */
export function maskWords(masker: ReturnType<typeof createMasker>, words: Words): Words {
  return Object.fromEntries(
    Object.entries(words).map(([where, text]) => [where, masker.maskText(text)]),
  )
}

/**
 * Masked objects under ids of their own, and so all that refer to them: under its old id an object would tell in another release
 * whom it is about, and the id of an observable is made from its value, which anybody could try. Gives the ids that changed.
 */
export function renameChanged(
  before: readonly StixObject[],
  after: readonly StixObject[],
  newId: () => string,
): { objects: StixObject[]; ids: ReadonlyMap<string, string> } {
  const ids = new Map<string, string>()
  const isChanged = new Set(before.filter((one, i) => one !== after[i]).map(({ id }) => id))
  const texts = after.map((one) => JSON.stringify(one))
  const referring = new Map<string, string[]>()
  for (const [i, { id }] of after.entries())
    for (const to of new Set(texts[i]!.match(ID))) {
      const known = referring.get(to)
      if (known) known.push(id)
      else referring.set(to, [id])
    }
  // A set that grows while it is gone through is gone through to its end.
  for (const id of isChanged) for (const by of referring.get(id) ?? []) isChanged.add(by)
  for (const { id, type } of after) if (isChanged.has(id)) ids.set(id, `${type}--${newId()}`)
  const objects = after.map((one, i) =>
    isChanged.has(one.id)
      ? (JSON.parse(texts[i]!.replace(ID, (id) => ids.get(id) ?? id)) as StixObject)
      : one,
  )
  return { objects, ids }
}

const ID = /[a-z0-9-]{1,63}--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g
