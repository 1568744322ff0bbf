/** The matrix of a framework: its tactics in their order, each with its techniques and what is part of those. Pure. */
import type { Framework, TechniqueBrief } from '@tocsin/api'

export type Cell = { technique: TechniqueBrief; subs: TechniqueBrief[] }
export type TacticColumn = {
  /** Shortname; empty for what stands in no tactic of the matrix. */
  key: string
  name: string
  code: string | undefined
  cells: Cell[]
}

/** A sub-technique whose technique is not in the same column stands there by itself. Columns with nothing are there too. */
export function toColumns(
  { tactics }: Pick<Framework, 'tactics'>,
  techniques: readonly TechniqueBrief[],
): TacticColumn[] {
  const known = new Set(tactics.map(({ shortname }) => shortname))
  const columns = tactics.map(({ shortname, name, code }) => ({
    key: shortname,
    name,
    code,
    cells: toCells(techniques.filter((one) => one.tactics.includes(shortname))),
  }))
  const others = techniques.filter((one) => !one.tactics.some((tactic) => known.has(tactic)))
  if (others.length === 0) return columns
  return [...columns, { key: '', name: '', code: undefined, cells: toCells(others) }]
}

function toCells(techniques: readonly TechniqueBrief[]): Cell[] {
  const here = new Set(techniques.map(({ id }) => id))
  const isPart = ({ parentId }: TechniqueBrief) => parentId !== undefined && here.has(parentId)
  return techniques
    .filter((one) => !isPart(one))
    .map((technique) => ({
      technique,
      subs: techniques.filter((one) => isPart(one) && one.parentId === technique.id),
    }))
}
