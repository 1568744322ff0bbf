import type { NoticeText } from '@tocsin/api'

/** What a caller says, in the order in which to say it. */
export type ScriptFacts = {
  from: string
  place: string
  title: string
  origin: string
  half: string
  text: NoticeText
  exercise: boolean
  isTest: boolean
}

type Say = (facts: ScriptFacts) => string[]

/** Six digits as they are read aloud. */
const aloud = (half: string) => [...half].join(' ')

const SCRIPTS: Record<string, Say> = {
  en: ({ from, place, title, origin, half, text, exercise, isTest }) => [
    ...(exercise ? ['This is an exercise. Nothing in it is real.'] : []),
    ...(isTest ? ['This is a test and no alarm. Nothing has happened.'] : []),
    `Good day. I call for ${from}. Is this the election office of ${place}? May I speak with the ${title}?`,
    `So that you know who calls: my half of the code is ${aloud(half)}. It stands first in our mail and on its page; you can also check it at ${origin}/check. If it is not there, hang up and call the number you have on file for us.`,
    'Please read me the last six digits from the mail or its page, so that I know who answers.',
    `Only when they are right: we sent you a notice. ${text.subject}. ${text.what}`,
    `How sure we are: ${text.howSure}`,
    `What to do: ${text.actions.join('. ')}`,
    'Have you understood this, and who at your office acts on it? What is your name or post, for the record?',
  ],
  es: ({ from, place, title, origin, half, text, exercise, isTest }) => [
    ...(exercise ? ['Esto es un simulacro. Nada de lo que sigue es real.'] : []),
    ...(isTest ? ['Esto es una prueba y no una alarma. No ha pasado nada.'] : []),
    `Buenos días. Llamo de parte de ${from}. ¿Es la oficina electoral de ${place}? ¿Puedo hablar con: ${title}?`,
    `Para que sepa quién llama: mi mitad del código es ${aloud(half)}. Está al principio del código en nuestro correo y en su página; también puede comprobarla en ${origin}/check. Si no aparece, cuelgue y llame al número nuestro que usted tiene.`,
    'Por favor, léame los últimos seis dígitos del correo o de su página, para que yo sepa quién contesta.',
    `Solo si son correctos: le enviamos un aviso. ${text.subject}. ${text.what}`,
    `Qué tan seguros estamos: ${text.howSure}`,
    `Qué hacer: ${text.actions.join('. ')}`,
    '¿Lo ha entendido, y quién en su oficina se encarga? ¿Cuál es su nombre o cargo, para el registro?',
  ],
  fr: ({ from, place, title, origin, half, text, exercise, isTest }) => [
    ...(exercise ? ['Ceci est un exercice. Rien de ce qui suit n’est réel.'] : []),
    ...(isTest ? ['Ceci est un test et non une alerte. Il ne s’est rien passé.'] : []),
    `Bonjour. J’appelle de la part de ${from}. Est-ce bien le bureau des élections de ${place} ? Puis-je parler à : ${title} ?`,
    `Pour que vous sachiez qui appelle : ma moitié du code est ${aloud(half)}. Elle vient en premier dans notre courriel et sur sa page ; vous pouvez aussi la vérifier sur ${origin}/check. Si elle n’y est pas, raccrochez et appelez le numéro que vous avez de nous.`,
    'Lisez-moi s’il vous plaît les six derniers chiffres du courriel ou de sa page, pour que je sache qui répond.',
    `Seulement s’ils sont justes : nous vous avons envoyé un avis. ${text.subject}. ${text.what}`,
    `Ce dont nous sommes sûrs : ${text.howSure}`,
    `Ce qu’il faut faire : ${text.actions.join('. ')}`,
    'Avez-vous compris, et qui s’en charge chez vous ? Quel est votre nom ou votre fonction, pour le registre ?',
  ],
}

/** What to say in the language of a contact, or in English where there are no words in it. */
export function callScript(
  language: string,
  facts: ScriptFacts,
): { language: string; lines: string[] } {
  const known = language in SCRIPTS ? language : 'en'
  return { language: known, lines: SCRIPTS[known]!(facts) }
}
