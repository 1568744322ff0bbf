/**
 * Cells of a domain as few boxes, each a choice of values of every axis: values of an axis go together where all below them is
 * the same, as in a decision diagram. Every cell is in exactly one box, and none is left out.
 */
import { type Cell, type Domain, sizesOf } from './law-domain.ts'
import { pause } from './pause.ts'

/** Values by axis, in the order of `AXES`. */
export type Box = number[][]

const AXES = ['way', 'kind', 'sender', 'tlp', 'purpose', 'pap', 'kept', 'time'] as const

export async function joinCells(domain: Domain, isIn: (cell: Cell) => boolean): Promise<Box[]> {
  const { ways, kinds } = domain
  const size = sizesOf(domain)
  const cell: Cell = { way: 0, kind: 0, sender: 0, tlp: 0, purpose: 0, pap: 0, kept: 0, time: 0 }
  const none: Box[] = []

  function below(depth: number): Box[] {
    if (depth === AXES.length) return isIn(cell) ? [[]] : none
    const axis = AXES[depth]!
    const alike: Alike = new Map()
    for (let i = 0; i < size[axis]; i++) {
      cell[axis] = i
      gather(alike, i, below(depth + 1))
    }
    return spread(alike)
  }

  async function fromSenders(): Promise<Box[]> {
    // Whoever releases is the sender.
    const isOne = ways[cell.way]!.action === 'release'
    const senders = isOne ? [cell.kind] : kinds.keys()
    const alike: Alike = new Map()
    for (const sender of senders) {
      await pause()
      cell.sender = sender
      gather(alike, sender, below(3))
    }
    return spread(alike, isOne)
  }

  const alike: Alike = new Map()
  for (let way = 0; way < ways.length; way++) {
    const parts: Alike = new Map()
    for (let kind = 0; kind < kinds.length; kind++) {
      cell.way = way
      cell.kind = kind
      gather(parts, kind, await fromSenders())
    }
    gather(alike, way, spread(parts))
  }
  return spread(alike)
}

/** The first cell of a box; of a release, `sender` is -1. */
export function firstOf(box: Box): Cell {
  return Object.fromEntries(AXES.map((axis, i) => [axis, box[i]![0]])) as Cell
}

/** Values of an axis below which all is the same, by what that is. */
type Alike = Map<string, { values: number[]; boxes: Box[] }>

/** `isSender`: the axis is the sender of a release, who is the principal, and stands for no choice. */
function spread(alike: Alike, isSender = false): Box[] {
  return [...alike.values()].flatMap(({ values, boxes }) =>
    boxes.map((box) => [isSender ? [-1] : values, ...box]),
  )
}

function gather(alike: Alike, value: number, boxes: Box[]): void {
  if (boxes.length === 0) return
  const key = JSON.stringify(boxes)
  const known = alike.get(key)
  if (known) known.values.push(value)
  else alike.set(key, { values: [value], boxes })
}
