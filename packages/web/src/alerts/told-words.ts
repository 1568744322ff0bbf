import type { Language } from '../words/language.ts'

/** What a party reads around the names of which it was told. */
const en = {
  title: 'Names that imitate ours',
  intro:
    'Names that members found and that look like yours. You are told first; say whether each is yours, and who else may be told.',
  waiting: 'Waiting for your answer',
  answered: 'Answered',
  nothing: 'You were told of no such name so far',
  noneWaits: 'You have answered all of them',
  more: 'Show more',
}

export const ALERT_WORDS: Record<Language, typeof en> = {
  en,
  es: {
    title: 'Nombres que imitan a los nuestros',
    intro:
      'Nombres que encontraron los miembros y que se parecen a los suyos. Se le avisa primero a usted; diga si cada uno es suyo y a quién más se puede avisar.',
    waiting: 'Esperan su respuesta',
    answered: 'Respondidos',
    nothing: 'Todavía no se le avisó de ningún nombre así',
    noneWaits: 'Respondió a todos',
    more: 'Mostrar más',
  },
  fr: {
    title: 'Noms qui imitent les nôtres',
    intro:
      'Des noms trouvés par des membres et qui ressemblent aux vôtres. Vous êtes averti d’abord ; dites si chacun est à vous, et qui d’autre peut l’être.',
    waiting: 'En attente de votre réponse',
    answered: 'Répondus',
    nothing: 'Vous n’avez encore été averti d’aucun nom de ce genre',
    noneWaits: 'Vous avez répondu à tous',
    more: 'En montrer plus',
  },
}
