/**
 * Marking definitions that travel with a release: TLP 2.0 (in @tocsin/stix), PAP and the mark of an exercise.
 * STIX has no PAP of its own, so it goes as a statement with a fixed id, as marking definitions never change.
 */
import type { Pap, Tlp } from '@tocsin/api'
import { tlpMarking } from '@tocsin/stix'

const CREATED = '2026-11-22T00:00:00.000Z'

function statement(uuid: string, text: string) {
  return {
    type: 'marking-definition',
    spec_version: '2.1',
    id: `marking-definition--${uuid}`,
    created: CREATED,
    definition_type: 'statement',
    name: text.split('.')[0]!,
    definition: { statement: text },
  } as const
}

const PAP_MARKINGS = {
  clear: statement('5d0f3a5e-1f0d-4c43-9a55-3c8e8f5b6a10', 'PAP:CLEAR. Any use is permitted'),
  green: statement(
    '0b7a86b6-43a2-4c0c-8a4e-6c7d4f1f2b21',
    'PAP:GREEN. Active measures are permitted, such as blocking',
  ),
  amber: statement(
    'b1f0a0f3-6d0e-4a0b-9f64-2a7c5d9e3c32',
    'PAP:AMBER. Passive measures only, such as looking things up online',
  ),
  red: statement(
    'e3c9d7aa-9a57-4a86-8a0e-7f1b6c2d4d43',
    'PAP:RED. Passive work offline only, nothing that can be noticed outside',
  ),
} as const satisfies Record<Pap, object>

const EXERCISE = statement(
  '7c2e4b18-52f6-4f0c-b7a5-90d1e6f3ae54',
  'EXERCISE EXERCISE EXERCISE. Synthetic, made for a drill; nothing in it is real',
)

/** The marking definitions that the terms put on objects, TLP first. */
export function termMarkings(terms: { tlp: Tlp; pap: Pap }, exercise: boolean) {
  return [tlpMarking(terms.tlp), PAP_MARKINGS[terms.pap], ...(exercise ? [EXERCISE] : [])]
}

/** Whether a marking is one of ours that says nothing about TLP. */
export function isOwnMarking(id: string): boolean {
  return isExerciseMarking(id) || Object.values(PAP_MARKINGS).some((marking) => marking.id === id)
}

export function isExerciseMarking(id: string): boolean {
  return id === EXERCISE.id
}
