import type { OfficeRole } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'
import type { Place } from './pack.ts'

/** A place as the tree of jurisdictions holds it, with what follows from those above it. */
export type Node = {
  id: string
  kind: string
  name: string
  parent: string | null
  ocdId: string
  /** Ids from the root down to itself. */
  lineage: readonly string[]
  /** Its name and those above it, the country left out. */
  fullName: string
  accountable: OfficeRole | null
  toldWith: string | null
  languages: readonly string[]
  timeZone: string | null
}

/** What a new place takes from the place above it. */
export type Above = Pick<Node, 'id' | 'lineage' | 'fullName' | 'languages' | 'timeZone'>

/**
 * Hangs places into a tree that holds `above` already; parents stand before their children. Throws `bad-request` for a
 * place whose parent is in neither.
 */
export function plant(places: readonly Place[], above: Iterable<Above> = []): Node[] {
  const known = new Map<string, Above>()
  for (const place of above) known.set(place.id, place)
  return places.map((place) => {
    const parent = place.parent === null ? undefined : known.get(place.parent)
    if (place.parent !== null && !parent)
      throw new ExchangeError('bad-request', `${place.name}: no place ${place.parent} is on file`)
    const node = toNode(place, parent)
    known.set(node.id, node)
    return node
  })
}

function toNode(place: Place, parent: Above | undefined): Node {
  return {
    id: place.id,
    kind: place.kind,
    name: place.name,
    parent: place.parent,
    ocdId: place.ocdId,
    lineage: [...(parent?.lineage ?? []), place.id],
    fullName:
      parent && parent.lineage.length > 1 ? `${place.name}, ${parent.fullName}` : place.name,
    accountable: place.accountable ?? null,
    toldWith: place.toldWith ?? null,
    languages: place.languages ?? parent?.languages ?? ['en'],
    timeZone: place.timeZone ?? parent?.timeZone ?? null,
  }
}

/** Whether `place` is `own` or stands below it. */
export function isWithin(place: Pick<Node, 'lineage'>, own: string): boolean {
  return place.lineage.includes(own)
}
