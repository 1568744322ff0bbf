/** A set of selectors as a tree of their steps, so that another selector meets all of them in one walk. */

/** What is selected within a part, by the next step; the part itself is selected where a selector ends. */
export type SelectorTree = {
  readonly next: Map<string, SelectorTree>
  isEnd: boolean
}

export function toTree(selectors: readonly string[]): SelectorTree {
  const root: SelectorTree = { next: new Map(), isEnd: false }
  for (const selector of selectors) {
    let node = root
    for (const step of selector.split('.')) {
      const next: SelectorTree = node.next.get(step) ?? { next: new Map(), isEnd: false }
      node.next.set(step, next)
      node = next
    }
    node.isEnd = true
  }
  return root
}

/** How a selector lies to those of a tree: one of them, within what one selects, around what one selects. */
export function placeIn(
  tree: SelectorTree,
  selector: string,
): { readonly isOne: boolean; readonly isWithin: boolean; readonly isAround: boolean } {
  let node: SelectorTree | undefined = tree
  let isWithin = false
  for (const step of selector.split('.')) {
    isWithin ||= node.isEnd
    node = node.next.get(step)
    if (node === undefined) return { isOne: false, isWithin, isAround: false }
  }
  return { isOne: node.isEnd, isWithin, isAround: node.next.size > 0 }
}
