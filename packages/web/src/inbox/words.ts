import type { Language } from '../words/language.ts'
import { countOf } from '../words/count-of.ts'

/** What is new to a person, in words. */
const en = {
  newOnes: 'new',
  recalls: (count: number) => `${countOf(count, 'recall')} to answer`,
  onlyNew: 'Only what is new to you',
  allSeen: 'Mark all as looked at',
  find: 'In a title or the name of the sender',
  nothingFound: 'Nothing that these filters leave',
  isNew: 'New to you',
  nothingNew: 'Nothing is new to you',
  notShown: (count: number) =>
    `${count} more ${count === 1 ? 'is' : 'are'} new to you: further down the list, or to be named once these are looked at.`,
}

export const INBOX_WORDS: Record<Language, typeof en> = {
  en,
  es: {
    newOnes: 'nuevos',
    recalls: (count) => `${countOf(count, 'retirada', 'retiradas', 'es')} por responder`,
    onlyNew: 'Solo lo nuevo para usted',
    allSeen: 'Marcar todo como visto',
    find: 'En un título o el nombre de quien envió',
    nothingFound: 'Nada que estos filtros dejen',
    isNew: 'Nuevo para usted',
    nothingNew: 'Nada es nuevo para usted',
    notShown: (count) =>
      `${count} más ${count === 1 ? 'es nuevo' : 'son nuevos'} para usted: más abajo en la lista, o se nombrarán cuando haya visto estos.`,
  },
  fr: {
    newOnes: 'nouveaux',
    recalls: (count) => `${countOf(count, 'retrait', 'retraits', 'fr')} en attente de réponse`,
    onlyNew: 'Seulement ce qui est nouveau pour vous',
    allSeen: 'Tout marquer comme vu',
    find: 'Dans un titre ou le nom de l’expéditeur',
    nothingFound: 'Rien que ces filtres laissent',
    isNew: 'Nouveau pour vous',
    nothingNew: 'Rien n’est nouveau pour vous',
    notShown: (count) =>
      `${count} de plus ${count === 1 ? 'est nouveau' : 'sont nouveaux'} pour vous : plus bas dans la liste, ou nommés une fois ceux-ci vus.`,
  },
}
