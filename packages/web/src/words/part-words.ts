import type { PartKind } from '@tocsin/api'

export const PART_NAMES: Record<PartKind, string> = {
  facts: 'Facts',
  attribution: 'Attribution',
  advice: 'Advice',
}

/** The part of a statement that a release is, in lists where all parts have one title. */
export const PART_NAMES_IN: Record<string, Record<PartKind, string>> = {
  en: PART_NAMES,
  es: { facts: 'Hechos', attribution: 'Atribución', advice: 'Consejos' },
  fr: { facts: 'Faits', attribution: 'Attribution', advice: 'Conseils' },
}

/** What a list says of a release that was corrected, and of one that corrects what the reader's member had read. */
export const CORRECTION_WORDS: Record<string, { corrected: string; correctsRead: string }> = {
  en: { corrected: 'Corrected', correctsRead: 'Corrects what you read' },
  es: { corrected: 'Corregido', correctsRead: 'Corrige lo que leyó' },
  fr: { corrected: 'Corrigé', correctsRead: 'Corrige ce que vous avez lu' },
}
