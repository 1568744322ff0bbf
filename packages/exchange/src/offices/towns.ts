import type { Place, CountryPack } from './pack.ts'
import { toOcdName } from './pack.ts'
import type { Node } from './tree.ts'

/** A row of a list of towns: an OCD id with a code, or the names of the places it lies in. */
export type TownRow = {
  name: string
  /** Open Civic Data division id. */
  ocdId?: string | undefined
  /** Code of the statistical office, digits alone; the id of the place. */
  code?: string | undefined
  state?: string | undefined
  county?: string | undefined
  kind?: string | undefined
}

/** What is wrong with a row; rows are counted from 0. */
type RowFault = { row: number; message: string }

export type TownList = {
  places: Place[]
  faults: RowFault[]
  /** Rows whose place is on file already, under its code or its OCD id. */
  onFile: number
  /** Rows whose place is on file under a newer code. */
  renamed: number
}

/** What the rows may hang into: the tree on file, by what a row can name. */
type Tree = {
  nodes: ReadonlyMap<string, Node>
  byOcd: ReadonlyMap<string, Node>
  /** Places by their parent and what a list may call them, in small letters. */
  named: ReadonlyMap<string, Node>
}

/**
 * Turns rows into places below those on file: pure, all rows are looked at, and each fault names its row. Nothing is
 * guessed: a row whose place above is not on file, or whose name stands for two places, is a fault.
 */
export function toTowns(
  rows: readonly TownRow[],
  onFile: Iterable<Node>,
  pack: CountryPack,
): TownList {
  const tree = toTree(onFile)
  const list: TownList = { places: [], faults: [], onFile: 0, renamed: 0 }
  const seen = new Map<string, number>()
  for (const [row, town] of rows.entries()) {
    const known = findKnown(town, tree, pack)
    if (known) {
      list[known] += 1
      continue
    }
    const place = town.ocdId ? fromOcd(town, tree, pack) : fromNames(town, tree, pack)
    const fault = typeof place === 'string' ? place : repeated(place, row, seen, tree)
    if (fault !== undefined) list.faults.push({ row, message: fault })
    else if (typeof place !== 'string') list.places.push(place)
  }
  return list
}

function toTree(onFile: Iterable<Node>): Tree {
  const nodes = new Map<string, Node>()
  const byOcd = new Map<string, Node>()
  const named = new Map<string, Node>()
  for (const node of onFile) {
    nodes.set(node.id, node)
    byOcd.set(node.ocdId, node)
    for (const name of namesOf(node)) named.set(`${node.parent} ${name}`, node)
  }
  return { nodes, byOcd, named }
}

/** The ways in which a list may call a place: its code, its name, its name without the word for its kind, its short code. */
function namesOf({ id, name, kind, ocdId }: Node): string[] {
  const plain = name.toLowerCase()
  const bare = plain.replace(new RegExp(` ${kind}$`, 'i'), '')
  const short = /:([a-z]{2})$/.exec(ocdId)?.[1]
  return [id.toLowerCase(), plain, bare, ...(short ? [short] : [])]
}

function findKnown(
  { code, ocdId }: TownRow,
  tree: Tree,
  pack: CountryPack,
): 'onFile' | 'renamed' | undefined {
  if ((code && tree.nodes.has(code)) || (ocdId && tree.byOcd.has(ocdId))) return 'onFile'
  const newer = code ? pack.renamed?.[code] : undefined
  return newer !== undefined && tree.nodes.has(newer) ? 'renamed' : undefined
}

/** The place above is named by the id itself, or by the code where that reaches further down. */
function fromOcd({ name, ocdId = '', code }: TownRow, tree: Tree, pack: CountryPack) {
  if (!ocdId.startsWith('ocd-division/country:')) return `${ocdId} is no OCD division id`
  if (!code) return `${name} has no code`
  const byCode = pack.districtOfTown?.(code)
  const above = ocdId.slice(0, ocdId.lastIndexOf('/'))
  const parent = (byCode && tree.nodes.get(byCode)) ?? tree.byOcd.get(above)
  if (!parent) return `${name} lies in ${above}, which is not on file`
  const kind = pack.kindInName?.(name) ?? 'place'
  return toPlace({ id: code, kind, name, ocdId }, parent, pack)
}

function fromNames(town: TownRow, tree: Tree, pack: CountryPack): Place | string {
  const { name, state = '', county = '', kind: word } = town
  const root = [...tree.nodes.values()].find((node) => node.parent === null)
  const top = tree.named.get(`${root?.id} ${state.trim().toLowerCase()}`)
  if (!top) return `no place called ${state || '(nothing)'} is on file in ${root?.name}`
  const district = county.trim().toLowerCase()
  const parent = district ? tree.named.get(`${top.id} ${district}`) : top
  if (!parent) return `no place called ${county} is on file in ${top.name}`
  const inName = pack.kindInName?.(name)
  const kind = (word || inName)?.trim().toLowerCase()
  if (!kind || !/^[a-z][a-z-]{0,39}$/.test(kind)) return `${name} has no kind, such as town`
  const slug = toOcdName(`${name} ${inName ? '' : kind}`.trim())
  const id = `${parent.id}-${slug.replace(/[^A-Za-z0-9._-]/g, '-').slice(0, 40)}`
  return toPlace({ id, kind, name, ocdId: `${parent.ocdId}/place:${slug}` }, parent, pack)
}

function toPlace(
  own: Pick<Place, 'id' | 'kind' | 'name' | 'ocdId'>,
  parent: Node,
  pack: CountryPack,
): Place {
  const town = { kind: own.kind, parent: parent.id, lineage: parent.lineage }
  return { ...own, parent: parent.id, ...pack.toTown?.(town) }
}

function repeated(
  place: Place,
  row: number,
  seen: Map<string, number>,
  tree: Tree,
): string | undefined {
  if (tree.nodes.has(place.id)) return `${place.name} is on file already as ${place.id}`
  for (const key of [place.id, place.ocdId]) {
    const before = seen.get(key)
    if (before !== undefined) return `${place.name} stands there twice, first in row ${before + 1}`
    seen.set(key, row)
  }
  return undefined
}
