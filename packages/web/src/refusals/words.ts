import type { Language } from '../words/language.ts'

const en = {
  title: 'Rules',
  intro:
    'Each release, reading, receipt and notice is judged by these. A rule that refuses wins over one that lets pass, and what no rule lets pass is refused.',
  rule: 'Rule',
  effect: 'Effect',
  permit: 'Lets pass',
  forbid: 'Refuses',
  words: 'In words',
  since: 'Since',
  first: 'Rules of the earliest day apply before it too, as in an exercise that plays earlier.',
  version: 'Records name this set of rules by its hash:',
}

export type RulesWords = typeof en

const es: RulesWords = {
  title: 'Reglas',
  intro:
    'Cada envío, lectura, recibo y aviso se juzga por estas reglas. Una que rechaza prevalece sobre una que deja pasar, y lo que ninguna deja pasar se rechaza. Están escritas en inglés.',
  rule: 'Regla',
  effect: 'Efecto',
  permit: 'Deja pasar',
  forbid: 'Rechaza',
  words: 'En palabras',
  since: 'Desde',
  first:
    'Las reglas del primer día valen también antes de él, como en un simulacro que transcurre antes.',
  version: 'El registro nombra este conjunto de reglas por su hash:',
}

const fr: RulesWords = {
  title: 'Règles',
  intro:
    'Chaque envoi, lecture, reçu et avis est jugé selon ces règles. Une règle qui refuse l’emporte sur une règle qui laisse passer, et ce qu’aucune ne laisse passer est refusé. Elles sont écrites en anglais.',
  rule: 'Règle',
  effect: 'Effet',
  permit: 'Laisse passer',
  forbid: 'Refuse',
  words: 'En mots',
  since: 'Depuis',
  first:
    'Les règles du premier jour valent aussi avant lui, comme dans un exercice qui se joue plus tôt.',
  version: 'Le registre nomme cet ensemble de règles par son empreinte :',
}

/** What stands around the rules on their screen; the rules themselves are written in English. */
export const RULES_WORDS: Record<Language, RulesWords> = { en, es, fr }
