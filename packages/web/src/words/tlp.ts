import type { Pap, Tlp } from '@tocsin/api'

/** Ordered from what anyone may see to named people only; labels and colours as TLP 2.0 fixes them. */
export const TLP_LEVELS: { value: Tlp; label: string; meaning: string }[] = [
  { value: 'clear', label: 'TLP:CLEAR', meaning: 'may be told to anyone' },
  { value: 'green', label: 'TLP:GREEN', meaning: 'the community, not in public' },
  {
    value: 'amber',
    label: 'TLP:AMBER',
    meaning: 'own organisation and its clients, if they need it',
  },
  { value: 'amber+strict', label: 'TLP:AMBER+STRICT', meaning: 'own organisation only' },
  { value: 'red', label: 'TLP:RED', meaning: 'the named recipients only' },
]

export const PAP_LEVELS: { value: Pap; label: string; meaning: string }[] = [
  { value: 'clear', label: 'PAP:CLEAR', meaning: 'any use' },
  { value: 'green', label: 'PAP:GREEN', meaning: 'active measures allowed, such as blocking' },
  { value: 'amber', label: 'PAP:AMBER', meaning: 'passive online checks only' },
  {
    value: 'red',
    label: 'PAP:RED',
    meaning: 'offline checks only, nothing the other side could see',
  },
]

export function tlpLabel(tlp: Tlp): string {
  return `TLP:${tlp.toUpperCase()}`
}

export function papLabel(pap: Pap): string {
  return `PAP:${pap.toUpperCase()}`
}

/** The markings up to and including the most restrictive one. */
export function levelsUpTo(most: Tlp): typeof TLP_LEVELS {
  return TLP_LEVELS.slice(0, TLP_LEVELS.findIndex(({ value }) => value === most) + 1)
}
