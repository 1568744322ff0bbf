import type { Language } from '../words/language.ts'

/** What is new to a person, in words. */
const en = {
  newOnes: 'new',
  recalls: (count: number) => `${count} ${count === 1 ? 'recall' : 'recalls'} to answer`,
  onlyNew: 'Only what is new to you',
  allSeen: 'Mark all as looked at',
  isNew: 'New to you',
}

export const INBOX_WORDS: Record<Language, typeof en> = {
  en,
  es: {
    newOnes: 'nuevos',
    recalls: (count) => `${count} ${count === 1 ? 'retirada' : 'retiradas'} por responder`,
    onlyNew: 'Solo lo nuevo para usted',
    allSeen: 'Marcar todo como visto',
    isNew: 'Nuevo para usted',
  },
  fr: {
    newOnes: 'nouveaux',
    recalls: (count) => `${count} ${count === 1 ? 'retrait' : 'retraits'} en attente de réponse`,
    onlyNew: 'Seulement ce qui est nouveau pour vous',
    allSeen: 'Tout marquer comme vu',
    isNew: 'Nouveau pour vous',
  },
}
