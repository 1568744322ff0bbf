/** Colours that stay apart for the colour-blind and on light and dark alike (after Okabe and Ito). */
const PALETTE = ['#0f7fb3', '#d9720f', '#159a73', '#c05f98', '#8d7a10', '#4a90d9', '#7a6ad0']
const REST = '#8594a0'

export function communityColour(rank: number): string {
  return PALETTE[rank] ?? REST
}

export type Focus = {
  selected: string | undefined
  neighbours: ReadonlySet<string>
  /** What touches a range of time that was chosen: accounts, and pairs by their place in the document. */
  touched?: { members: ReadonlySet<number>; edges: ReadonlySet<number> } | undefined
}
type NodeLook = { color: string; label: string | null; size: number; [key: string]: unknown }

/** With an account selected, all but it and those it acted with step back; with a range of time, all that do not touch it. */
export function lookOfNode(node: string, look: NodeLook, focus: Focus, faded: string): NodeLook {
  const faint = { ...look, color: faded, label: null, zIndex: 0 }
  if (focus.touched && !focus.touched.members.has(Number(node))) return faint
  if (focus.selected === undefined) return look
  if (node === focus.selected) return { ...look, highlighted: true, zIndex: 2, forceLabel: true }
  if (focus.neighbours.has(node))
    return { ...look, zIndex: 1, forceLabel: focus.neighbours.size <= 30 }
  return faint
}

type EdgeLook = { place: number; color: string; size: number; [key: string]: unknown }

export function lookOfEdge(ends: [string, string], look: EdgeLook, focus: Focus): EdgeLook {
  if (focus.touched && !focus.touched.edges.has(look.place)) return { ...look, hidden: true }
  if (focus.selected === undefined) return look
  return ends.includes(focus.selected)
    ? { ...look, size: look.size + 1 }
    : { ...look, hidden: true }
}
