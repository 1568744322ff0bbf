/**
 * Draws the account of an organic act: first a time zone by its daily rhythm at that second, then an
 * account of that zone (and interest group) by its activity.
 */
import { createAlias, drawAlias, type AliasTable } from '../random/alias.ts'
import type { Random } from '../random/random.ts'
import type { Population } from './population.ts'
import { rhythmAt, ZONES } from './rhythm.ts'

export type Crowd = {
  /** Posts a day of everybody, at the mean of the rhythm. */
  total: number
  /** The whole crowd's rate at a second, in posts a day. */
  rateAt(second: number): number
  /** An account active at that second, of the group, or of any (-1); -1 when there is none. */
  draw(random: Random, second: number, group: number): number
}

type Cell = {
  members: Int32Array
  table: AliasTable
}

export function createCrowd(population: Population, groups: number): Crowd {
  const cells: Cell[][] = ZONES.map((_, zone) =>
    Array.from({ length: groups }, (_unused, group) => createCell(population, zone, group)),
  )
  const zoneTotals = cells.map((row) => row.reduce((sum, cell) => sum + cell.table.total, 0))
  const total = zoneTotals.reduce((sum, rate) => sum + rate, 0)
  const groupTables = cells.map((row) => createAlias(row.map((cell) => cell.table.total)))
  const weightOf = (zone: number, group: number): number =>
    group < 0 ? zoneTotals[zone]! : cells[zone]![group]!.table.total
  const drawZone = (random: Random, second: number, group: number): number => {
    let sum = 0
    for (let z = 0; z < ZONES.length; z++)
      sum += weightOf(z, group) * rhythmAt(second, ZONES[z]!.offset)
    let at = random.float() * sum
    for (let z = 0; z < ZONES.length; z++) {
      at -= weightOf(z, group) * rhythmAt(second, ZONES[z]!.offset)
      if (at < 0) return z
    }
    return sum > 0 ? ZONES.length - 1 : -1
  }
  return {
    total,
    rateAt: (second) =>
      ZONES.reduce((sum, zone, z) => sum + zoneTotals[z]! * rhythmAt(second, zone.offset), 0),
    draw(random, second, group) {
      const zone = drawZone(random, second, group)
      if (zone < 0) return -1
      const cell = cells[zone]![group < 0 ? drawAlias(groupTables[zone]!, random) : group]!
      return cell.table.total > 0 ? cell.members[drawAlias(cell.table, random)]! : -1
    },
  }
}

function createCell(population: Population, zone: number, group: number): Cell {
  const members: number[] = []
  for (let i = 0; i < population.count; i++)
    if (population.zone[i] === zone && population.group[i] === group && population.rate[i]! > 0)
      members.push(i)
  return {
    members: Int32Array.from(members),
    table: createAlias(members.map((account) => population.rate[account]!)),
  }
}
