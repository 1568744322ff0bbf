import type { OfficeNotice } from '@tocsin/api'
import { toWrittenTime, type Language } from './language.ts'

const en = {
  notHit: 'Not known to be hit',
  /** The sentence that the exchange says itself. */
  sentence: (place: string, from: string, at: string) =>
    `As of ${at} and as far as ${from} knows, ${place} is not among the places that were hit. It does not prove that nothing happened there: ${from} does not see everything, and more may come to light.`,
  noClock: 'no clock',
}
export type NotHitWords = typeof en

const es: NotHitWords = {
  notHit: 'Sin daño conocido',
  sentence: (place, from, at) =>
    `Al ${at} y hasta donde sabe ${from}, ${place} no está entre los lugares afectados. Esto no prueba que allí no haya pasado nada: ${from} no lo ve todo, y puede saberse más.`,
  noClock: 'sin plazo',
}

const fr: NotHitWords = {
  notHit: 'Pas touché à notre connaissance',
  sentence: (place, from, at) =>
    `Au ${at} et à la connaissance de ${from}, ${place} ne fait pas partie des lieux touchés. Cela ne prouve pas qu’il ne s’y est rien passé : ${from} ne voit pas tout, et d’autres faits peuvent apparaître.`,
  noClock: 'sans délai',
}

export const NOT_HIT_WORDS: Record<Language, NotHitWords> = { en, es, fr }

/** What a notice says of its office's place beside the words of its sender; nothing where it says no such thing. */
export function notHitSentence(
  { knownAt, place, from }: Pick<OfficeNotice, 'knownAt' | 'place' | 'from'>,
  language: Language,
): string | undefined {
  if (knownAt === undefined) return undefined
  return NOT_HIT_WORDS[language].sentence(place, from.name, toWrittenTime(knownAt, language))
}
