import type { NoticeText, NoticeTexts } from '@tocsin/api'
import { ExchangeError } from '../errors.ts'

/** What a test says of the election that it is before. */
export type TestFacts = { election: string; date: string; daysLeft: number; reminder: boolean }

type Say = (facts: TestFacts, day: string) => Omit<NoticeText, 'whoToCall'>

const TEXTS: Record<string, Say> = {
  en: ({ election, daysLeft, reminder }, day) => ({
    subject: `${reminder ? 'Reminder: ' : ''}Do our mails reach you before ${election}?`,
    what: `Nothing has happened. This is a test of whether we reach you before ${election} on ${day}${left(daysLeft, 'today', '1 day from now', `${daysLeft} days from now`)}.${reminder ? ' We asked the offices of this election before and know of no answer from yours.' : ''}`,
    howSure: 'There is nothing to be sure of. If something does happen, we will write in this way.',
    actions: ['Open the link and press the button. We ask for nothing else.'],
  }),
  es: ({ election, daysLeft, reminder }, day) => ({
    subject: `${reminder ? 'Recordatorio: ' : ''}¿Le llegan nuestros correos antes de ${election}?`,
    what: `No ha pasado nada. Esto es una prueba de si podemos avisarle antes de ${election}, el ${day}${left(daysLeft, 'hoy', 'dentro de 1 día', `dentro de ${daysLeft} días`)}.${reminder ? ' Ya preguntamos a las oficinas de esta elección y no sabemos de ninguna respuesta de la suya.' : ''}`,
    howSure: 'No hay nada de qué estar seguros. Si algo pasa, le escribiremos de esta manera.',
    actions: ['Abra el enlace y oprima el botón. No pedimos nada más.'],
  }),
  fr: ({ election, daysLeft, reminder }, day) => ({
    subject: `${reminder ? 'Rappel : ' : ''}Nos courriels vous arrivent-ils avant « ${election} » ?`,
    what: `Il ne s’est rien passé. Ceci est un test : pouvons-nous vous joindre avant « ${election} », le ${day}${left(daysLeft, 'aujourd’hui', 'dans 1 jour', `dans ${daysLeft} jours`)} ?${reminder ? ' Nous avons déjà interrogé les bureaux de cette élection et ne connaissons pas de réponse du vôtre.' : ''}`,
    howSure:
      'Il n’y a rien dont il faille être sûr. Si quelque chose se passe, nous vous écrirons de cette façon.',
    actions: ['Ouvrez le lien et appuyez sur le bouton. Nous ne demandons rien d’autre.'],
  }),
}

function left(days: number, today: string, tomorrow: string, later: string): string {
  return ` (${days === 0 ? today : days === 1 ? tomorrow : later})`
}

/** The texts of a test in the languages of the exchange's country. */
export function testTexts(
  languages: readonly string[],
  facts: TestFacts,
  whoToCall: string,
): NoticeTexts {
  const texts: NoticeTexts = {}
  for (const language of languages) {
    const say = TEXTS[language]
    if (!say) continue
    const day = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' })
    texts[language] = { ...say(facts, day.format(new Date(`${facts.date}T00:00:00Z`))), whoToCall }
  }
  const [main = ''] = languages
  if (!texts[main])
    throw new ExchangeError('conflict', `tests of reachability have no words in ${main} yet`)
  return texts
}
