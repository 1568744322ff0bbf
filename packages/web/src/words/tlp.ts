import { PAP_MEANINGS, TLP_MEANINGS, type Pap, type Tlp } from '@tocsin/api'

/** Ordered from what anyone may see to named people only; labels and colours as TLP 2.0 fixes them. */
export const TLP_LEVELS: { value: Tlp; label: string; meaning: string }[] = (
  ['clear', 'green', 'amber', 'amber+strict', 'red'] as const
).map((value) => ({ value, label: tlpLabel(value), meaning: TLP_MEANINGS[value] }))

export const PAP_LEVELS: { value: Pap; label: string; meaning: string }[] = (
  ['clear', 'green', 'amber', 'red'] as const
).map((value) => ({ value, label: papLabel(value), meaning: PAP_MEANINGS[value] }))

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
