import type { Language } from '../words/language.ts'

const en = {
  title: 'Public notices',
  intro:
    'Notices to election offices that their sender marked TLP:CLEAR, which everybody may read. They do not say which offices they went to, nor whether these have answered. Other notices are not here.',
  list: 'Notices',
  none: 'No public notice yet',
  feed: 'Atom feed',
  saw: 'Did you see something wrong yourself?',
  tell: 'Report it',
  noTell: 'Reports of the public are not taken here. Call your election office.',
  cap: 'Save as an alert for machines (CAP 1.2)',
  entry: (index: number) => `Log entry ${index}`,
  all: 'All public notices',
  corrected: 'Corrected',
  cleared: 'All clear',
  correctedPart: 'Corrected for some places',
  clearedPart: 'All clear for some places',
  earlier: 'What it is about',
}
export type BulletinWords = typeof en

const es: BulletinWords = {
  title: 'Avisos públicos',
  intro:
    'Avisos a oficinas electorales que su remitente marcó TLP:CLEAR y que todos pueden leer. No dicen a qué oficinas fueron ni si estas respondieron. Los demás avisos no están aquí.',
  list: 'Avisos',
  none: 'Aún no hay avisos públicos',
  feed: 'Fuente Atom',
  saw: '¿Vio usted mismo algo que está mal?',
  tell: 'Informe de ello',
  noTell: 'Aquí no se reciben informes del público. Llame a su oficina electoral.',
  cap: 'Guardar como alerta para máquinas (CAP 1.2)',
  entry: (index) => `Entrada ${index} del registro`,
  all: 'Todos los avisos públicos',
  corrected: 'Corregido',
  cleared: 'Fin de alerta',
  correctedPart: 'Corregido para algunos lugares',
  clearedPart: 'Fin de alerta para algunos lugares',
  earlier: 'De qué se trata',
}

const fr: BulletinWords = {
  title: 'Avis publics',
  intro:
    'Avis aux bureaux des élections que leur expéditeur a marqués TLP:CLEAR et que chacun peut lire. Ils ne disent ni à quels bureaux ils sont allés ni si ceux-ci ont répondu. Les autres avis ne sont pas ici.',
  list: 'Avis',
  none: 'Pas encore d’avis public',
  feed: 'Flux Atom',
  saw: 'Avez-vous vu vous-même quelque chose d’anormal ?',
  tell: 'Signalez-le',
  noTell: 'Ici on ne prend pas de signalements du public. Appelez votre bureau électoral.',
  cap: 'Enregistrer comme alerte pour machines (CAP 1.2)',
  entry: (index) => `Entrée ${index} du journal`,
  all: 'Tous les avis publics',
  corrected: 'Corrigé',
  cleared: 'Fin d’alerte',
  correctedPart: 'Corrigé pour certains lieux',
  clearedPart: 'Fin d’alerte pour certains lieux',
  earlier: 'De quoi il s’agit',
}

export const BULLETIN_WORDS: Record<Language, BulletinWords> = { en, es, fr }

/** What became of a public notice, in a few words. */
export function becameOf(
  { kind, isPart }: { kind: string; isPart: boolean },
  words: BulletinWords,
): string {
  if (kind === 'all-clear') return isPart ? words.clearedPart : words.cleared
  return isPart ? words.correctedPart : words.corrected
}
