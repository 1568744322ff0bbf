/**
 * Marking definitions that travel with a release: TLP 2.0 (in @tocsin/stix), PAP and the mark of an exercise.
 * STIX has no PAP of its own: it goes as TLP 2.0 does, in a property extension with a fixed id and under the name by
 * which MISP and OpenCTI know it (`docs/sharing-terms.md`). A marking definition never changes.
 */
import type { Pap, Tlp } from '@tocsin/api'
import { tlpMarking } from '@tocsin/stix'

const CREATED = '2026-11-22T00:00:00.000Z'

/** The published extension that carries PAP in a marking definition. */
const PAP_EXTENSION = 'extension-definition--44fc7287-6e95-4448-9ab3-479daf298f72'

function papMarking(pap: Pap, uuid: string) {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${uuid}`,
    created: CREATED,
    name: `PAP:${pap.toUpperCase()}`,
    extensions: { [PAP_EXTENSION]: { extension_type: 'property-extension', pap } },
  } as const
}

const PAP_MARKINGS = {
  clear: papMarking('clear', '8e85607e-fe63-4afa-b7d9-f0737a93f420'),
  green: papMarking('green', 'e1772b64-5f57-413a-a828-daf0fb410ea9'),
  amber: papMarking('amber', '10adc8fa-61bd-4238-b36b-27a583591c29'),
  red: papMarking('red', 'f8838294-225e-4eea-8809-4f5e089ded25'),
} as const satisfies Record<Pap, object>

/** Statements by which PAP was marked before; they are still out there. */
const EARLIER_PAP: ReadonlyMap<string, Pap> = new Map([
  ['marking-definition--5d0f3a5e-1f0d-4c43-9a55-3c8e8f5b6a10', 'clear'],
  ['marking-definition--0b7a86b6-43a2-4c0c-8a4e-6c7d4f1f2b21', 'green'],
  ['marking-definition--b1f0a0f3-6d0e-4a0b-9f64-2a7c5d9e3c32', 'amber'],
  ['marking-definition--e3c9d7aa-9a57-4a86-8a0e-7f1b6c2d4d43', 'red'],
])

const EXERCISE_TEXT =
  'EXERCISE EXERCISE EXERCISE. Synthetic, made for a drill; nothing in it is real'
const EXERCISE = {
  type: 'marking-definition',
  spec_version: '2.1',
  id: 'marking-definition--7c2e4b18-52f6-4f0c-b7a5-90d1e6f3ae54',
  created: CREATED,
  definition_type: 'statement',
  name: 'EXERCISE EXERCISE EXERCISE',
  definition: { statement: EXERCISE_TEXT },
} as const

const PAP_BY_ID: ReadonlyMap<string, Pap> = new Map([
  ...Object.entries(PAP_MARKINGS).map(([pap, { id }]) => [id as string, pap as Pap] as const),
  ...EARLIER_PAP,
])

/** The marking definitions that the terms put on objects, TLP first. */
export function termMarkings(terms: { tlp: Tlp; pap: Pap }, exercise: boolean) {
  return [tlpMarking(terms.tlp), PAP_MARKINGS[terms.pap], ...(exercise ? [EXERCISE] : [])]
}

/** The PAP that one of our own marking definitions stands for, or null. */
export function papOfId(id: string): Pap | null {
  return PAP_BY_ID.get(id) ?? null
}

/** Whether a marking is one of ours that says nothing about TLP. */
export function isOwnMarking(id: string): boolean {
  return isExerciseMarking(id) || PAP_BY_ID.has(id)
}

export function isExerciseMarking(id: string): boolean {
  return id === EXERCISE.id
}
