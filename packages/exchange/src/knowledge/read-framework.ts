/** A framework of techniques read off the objects of its STIX 2.1 file, every fault named by its object. Pure. */
import { countTypes, type FrameworkFault, isLine, isOfFramework, type Tactic } from '@tocsin/api'
import { compareTimestamps, isTimestamp, validate } from '@tocsin/stix'
import { readTechniques, type ReadTechnique } from './read-techniques.ts'
import { lineOf, referenceOf, textOf, type Source } from './source.ts'

export type ReadFramework = {
  stixId: string
  name: string
  version: string | null
  /** The newest `modified` of its objects, as it is written there. */
  modified: string
  terms: string[]
  tactics: Tactic[]
  techniques: ReadTechnique[]
  /** What is not read, by type. */
  leftOut: Record<string, number>
}

/** The framework, or what is wrong with it. */
export type Reading =
  | { framework: ReadFramework; faults: readonly [] }
  | { framework: undefined; faults: FrameworkFault[] }

/**
 * Reads a framework: exactly what stands in its matrix, in the order of that. Cost: linear in the size of the objects. Faults come
 * in the order of the file, at most one an object.
 */
export function readFramework(objects: readonly Record<string, unknown>[]): Reading {
  const rest: Record<string, unknown>[] = []
  const faults: FrameworkFault[] = []
  const byId = new Map<string, Source>()
  for (const [place, object] of objects.entries()) {
    if (!isOfFramework(object)) {
      rest.push(object)
      continue
    }
    const fault = faultOf(object, byId)
    const id = typeof object['id'] === 'string' ? object['id'] : undefined
    if (fault !== undefined)
      faults.push({ object: id?.slice(0, 200) ?? `objects/${place}`, message: fault })
    else byId.set(id!, object as Source)
  }
  if (faults.length > 0) return { framework: undefined, faults }
  return readWhole([...byId.values()], byId, countTypes(rest))
}

const MOST_TEXT = 200_000

function faultOf(object: Record<string, unknown>, byId: Map<string, Source>): string | undefined {
  const must = validate(object).faults.find(({ level }) => level === 'must')
  if (must) return `${must.path}: ${must.message}`
  const { id, name, description } = object
  if (byId.has(String(id))) return 'stands twice in the file'
  const text = JSON.stringify(object)
  if (text.includes(String.raw`\u0000`) || !text.isWellFormed())
    return 'holds text that no database can keep'
  if (name !== undefined && (typeof name !== 'string' || !isLine(name) || name.length > 500))
    return '/name: must be one line that can be seen, of at most 500 characters'
  if (description !== undefined && String(description).length > MOST_TEXT)
    return `/description: is over ${MOST_TEXT} characters`
  const { type, modified } = object
  const isDated =
    type === 'marking-definition' || (typeof modified === 'string' && isTimestamp(modified))
  return isDated ? undefined : '/modified: must be a timestamp'
}

function readWhole(
  all: readonly Source[],
  byId: Map<string, Source>,
  leftOut: Record<string, number>,
): Reading {
  // A matrix that no longer stands names neither the framework nor its first tactics.
  const matrices = all
    .filter(({ type }) => type === 'x-mitre-matrix')
    .toSorted((a, b) => Number(isGone(a)) - Number(isGone(b)))
  const [matrix] = matrices
  if (!matrix) return refused('file', 'holds no x-mitre-matrix, which says what is in which order')
  const faults: FrameworkFault[] = []
  const tactics = matrices.flatMap((one) => readTactics(one, byId, faults))
  const techniques = readTechniques(all, byId, faults)
  if (techniques.length === 0 && faults.length === 0)
    return refused('file', 'holds no attack-pattern')
  if (faults.length > 0) return { framework: undefined, faults }
  const collection = all.find(({ type }) => type === 'x-mitre-collection')
  const modified = all
    .map((one) => one['modified'])
    .filter((one): one is string => typeof one === 'string' && isTimestamp(one))
    .reduce((newest, one) => (compareTimestamps(one, newest) > 0 ? one : newest))
  const version = lineOf(collection, 'x_mitre_version') ?? lineOf(matrix, 'x_mitre_version') ?? null
  const framework = {
    stixId: matrix.id,
    name: textOf(matrix, 'name') ?? matrix.id,
    version,
    modified,
    terms: termsOf(all),
    tactics: uniqueBy(tactics, ({ shortname }) => shortname),
    techniques,
    leftOut,
  }
  return { framework, faults: [] }
}

function isGone(object: Source): boolean {
  return object['revoked'] === true || object['x_mitre_deprecated'] === true
}

function refused(object: string, message: string): Reading {
  return { framework: undefined, faults: [{ object, message }] }
}

function readTactics(
  matrix: Source,
  byId: Map<string, Source>,
  faults: FrameworkFault[],
): Tactic[] {
  const refs = matrix['tactic_refs']
  if (!Array.isArray(refs) || refs.length === 0 || refs.length > 200) {
    faults.push({ object: matrix.id, message: '/tactic_refs: must name 1 to 200 tactics' })
    return []
  }
  return refs.flatMap((ref, i) => {
    const tactic = byId.get(String(ref))
    const shortname = textOf(tactic, 'x_mitre_shortname')
    if (tactic?.type === 'x-mitre-tactic' && shortname !== undefined)
      return [toTactic(tactic, shortname)]
    const message =
      tactic === undefined
        ? `/tactic_refs/${i}: ${String(ref).slice(0, 200)} is not in the file`
        : `/tactic_refs/${i}: ${tactic.id} is no tactic with an x_mitre_shortname`
    faults.push({ object: matrix.id, message })
    return []
  })
}

function toTactic(tactic: Source, shortname: string): Tactic {
  const code = referenceOf(tactic)?.code
  const description = textOf(tactic, 'description')
  return {
    shortname,
    name: textOf(tactic, 'name') ?? shortname,
    ...(code === undefined ? {} : { code }),
    ...(description === undefined ? {} : { description }),
  }
}

/** What the markings say of rights in it, each once. */
function termsOf(all: readonly Source[]): string[] {
  const said = all.flatMap((one) => {
    const definition = one.type === 'marking-definition' ? one['definition'] : undefined
    const { statement } = (definition ?? {}) as { statement?: unknown }
    return typeof statement === 'string' ? [statement.slice(0, 1000)] : []
  })
  return [...new Set(said)].slice(0, 10)
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.toReversed().map((item) => [key(item), item])).values()].toReversed()
}
