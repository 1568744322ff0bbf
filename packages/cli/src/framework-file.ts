/** A framework of techniques as `tocsin knowledge import` reads its file: what is used of it, the rest counted. */
import {
  type BodyOf,
  countTypes,
  type importFramework,
  isOfFramework,
  MOST_FRAMEWORK_OBJECTS,
} from '@tocsin/api'
import { decodeText, objectsWithin, parseText } from '@tocsin/stix'
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'

/** Bytes of a file at most; ATT&CK Enterprise has some 50 MB. */
const MOST_BYTES = 256 * 2 ** 20

/** Throws an error that names the bound, and StixError `not-utf8`, `not-json` or `duplicate-key`. */
export async function readFrameworkFile(file: string): Promise<BodyOf<typeof importFramework>> {
  const { size } = await stat(file)
  if (size > MOST_BYTES) throw new Error(`${file}: is over ${MOST_BYTES} bytes`)
  const bytes = await readFile(file)
  const { value } = parseText(decodeText(bytes).replace(/^\uFEFF/, ''))
  const objects = objectsWithin(value)
  if (objects === null) throw new Error(`${file}: is no STIX bundle or TAXII envelope with objects`)
  const kept: Record<string, unknown>[] = []
  const rest: Record<string, unknown>[] = []
  for (const [place, one] of objects.entries()) {
    if (typeof one !== 'object' || one === null || Array.isArray(one))
      throw new Error(`${file}: objects/${place} is no object`)
    const object = one as Record<string, unknown>
    if (isOfFramework(object)) kept.push(object)
    else rest.push(object)
  }
  if (kept.length === 0) throw new Error(`${file}: holds no technique`)
  if (kept.length > MOST_FRAMEWORK_OBJECTS)
    throw new Error(`${file}: holds over ${MOST_FRAMEWORK_OBJECTS} objects of a framework`)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  return { objects: kept, leftOut: countTypes(rest), sha256 }
}
