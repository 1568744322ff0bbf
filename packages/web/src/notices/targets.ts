import type { Jurisdiction, NoticeDraft, OfficeRole } from '@tocsin/api'
import { countOf } from '../words/count-of.ts'

export type PickedOffice = {
  jurisdiction: string
  role: OfficeRole
  place: string
  kind: string
}
export type Picked = ReadonlyMap<string, PickedOffice>

export function keyOf(office: { jurisdiction: string; role: OfficeRole }): string {
  return `${office.jurisdiction} ${office.role}`
}

/** Adds the accountable office of each place that has one and, where wanted, its IT lead. */
export function addPlaces(
  picked: Picked,
  places: readonly Jurisdiction[],
  withIt: boolean,
): Picked {
  const next = new Map(picked)
  for (const { id, accountable, fullName, kind } of places) {
    if (!accountable) continue
    for (const role of withIt ? [accountable, 'it' as const] : [accountable]) {
      const office = { jurisdiction: id, role, place: fullName, kind }
      next.set(keyOf(office), office)
    }
  }
  return next
}

export function removeOffice(picked: Picked, key: string): Picked {
  const next = new Map(picked)
  next.delete(key)
  return next
}

export function toTargets(offices: Iterable<PickedOffice>): NoticeDraft['targets'] {
  return Array.from(offices, ({ jurisdiction, role }) => ({ jurisdiction, role }))
}

/** Such as `3 states, 88 counties: 91 offices`. */
export function describePicked(picked: Picked): string {
  const kinds = new Map<string, Set<string>>()
  for (const { kind, jurisdiction } of picked.values())
    kinds.set(kind, (kinds.get(kind) ?? new Set()).add(jurisdiction))
  const parts = [...kinds].map(([kind, places]) => countOfKind(kind, places.size))
  return parts.length > 0
    ? `${parts.join(', ')}: ${countOfKind('office', picked.size)}`
    : 'nobody yet'
}

/** Such as `1 county`, `88 counties`. */
export function countOfKind(kind: string, count: number): string {
  return countOf(count, kind, pluralOf(kind))
}

/** The plural of a pack's word for a kind of place. */
function pluralOf(kind: string): string {
  return /[^aeiou]y$/.test(kind) ? `${kind.slice(0, -1)}ies` : `${kind}s`
}
