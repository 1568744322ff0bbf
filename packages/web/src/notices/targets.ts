import type { Jurisdiction, NoticeDraft, OfficeRole } from '@tocsin/api'

export type PickedOffice = { jurisdiction: string; role: OfficeRole; place: string }
export type Picked = ReadonlyMap<string, PickedOffice>

export function keyOf(office: { jurisdiction: string; role: OfficeRole }): string {
  return `${office.jurisdiction} ${office.role}`
}

/** The one accountable for elections there: a state's chief official, a county's clerk. */
export function accountableRole(kind: Jurisdiction['kind']): OfficeRole {
  return kind === 'county' ? 'clerk' : 'chief-official'
}

/** Adds the accountable office of each place and, where wanted, its IT lead. */
export function addPlaces(
  picked: Picked,
  places: readonly Jurisdiction[],
  withIt: boolean,
): Picked {
  const next = new Map(picked)
  for (const place of places) {
    if (place.kind === 'country') continue
    const roles: OfficeRole[] = withIt
      ? [accountableRole(place.kind), 'it']
      : [accountableRole(place.kind)]
    for (const role of roles) {
      const office = { jurisdiction: place.id, role, place: place.name }
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

export function toTargets(picked: Picked): NoticeDraft['targets'] {
  return Array.from(picked.values(), ({ jurisdiction, role }) => ({ jurisdiction, role }))
}

/** Such as `3 states and territories, 88 counties`. */
export function describePicked(picked: Picked): string {
  const places = new Set(Array.from(picked.values(), (office) => office.jurisdiction))
  const counties = [...places].filter((id) => id.length === 5).length
  const states = places.size - counties
  const parts = [
    states > 0 ? `${states} ${states === 1 ? 'state or territory' : 'states and territories'}` : '',
    counties > 0 ? `${counties} ${counties === 1 ? 'county' : 'counties'}` : '',
  ].filter(Boolean)
  return parts.length > 0 ? `${parts.join(', ')}: ${picked.size} offices` : 'nobody yet'
}
