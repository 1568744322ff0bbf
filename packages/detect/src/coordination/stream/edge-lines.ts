/** Where the numbers of an edge and of a span stand in their lines, one processor cache line each. */
export const EDGE_LINE = {
  width: 8,
  /** The pair of accounts. */
  key: 0,
  newestSpan: 1,
  /** Distinct objects, and distinct posts of the one and of the other account. */
  objects: 2,
  contents: 3,
  /** 1 while it waits in the list of changed edges, 2 while it stands, or both. */
  flags: 5,
  /** One object's bond, kept here: most edges have no other. -1 for none. */
  ownObject: 6,
  ownPane: 7,
} as const

/** Values of `flags`. */
export const CHANGED = 1
export const STANDS = 2

/** A span holds what an edge did in one pane; spans of an edge hang by `older`. */
export const SPAN_LINE = {
  width: 8,
  owner: 0,
  pane: 1,
  older: 2,
  weight: 3,
  lagSum: 4,
  lagMin: 5,
  first: 6,
  last: 7,
} as const
