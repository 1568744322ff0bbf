import type { NoticeText } from '@tocsin/api'
import { mailWords, nameOfLanguage, notHitSentence } from '../notices/mail-words.ts'

/** What a caller says, in the order in which to say it. */
export type ScriptFacts = {
  from: string
  place: string
  title: string
  origin: string
  half: string
  text: NoticeText
  /** The language of `text`, where the notice has none in the contact's. */
  textLanguage: string
  exercise: boolean
  isTest: boolean
  /** It corrects or clears an earlier notice, with this subject. */
  corrects?: { subject: string; isClear: boolean } | undefined
  /** It says that the place is not known to be hit, up to when. */
  knownAt?: Date | undefined
}

/** `other`: what comes before the words of the notice: that they are in another language, that they correct something. */
/** What is said of the notice before its own words: that it corrects or clears one. */
const BEFORE: Record<string, (before: { subject: string; isClear: boolean }) => string> = {
  en: ({ subject, isClear }) =>
    isClear
      ? `This is an all-clear. It is about our notice “${subject}”.`
      : `This is a correction. What we told you in our notice “${subject}” was wrong.`,
  es: ({ subject, isClear }) =>
    isClear
      ? `Esto es un fin de alerta. Se trata de nuestro aviso «${subject}».`
      : `Esto es una corrección. Lo que le dijimos en nuestro aviso «${subject}» no era cierto.`,
  fr: ({ subject, isClear }) =>
    isClear
      ? `Ceci est une fin d’alerte. Il s’agit de notre avis « ${subject} ».`
      : `Ceci est une correction. Ce que nous vous avons dit dans notre avis « ${subject} » était faux.`,
}
const WRONG: Record<string, (wrong: string) => string> = {
  en: (wrong) => `What was wrong: ${wrong}`,
  es: (wrong) => `Lo que era falso: ${wrong}`,
  fr: (wrong) => `Ce qui était faux : ${wrong}`,
}

type Say = (facts: ScriptFacts & { other: readonly string[] }) => string[]

/** What is said before words in another language than those around them; `written` is the language of the words. */
const OTHER_WORDS: Record<string, (written: string) => string> = {
  en: (written) =>
    `Only when they are right, say this first: the notice has no words in English. I read them to you in ${written}. Is there anybody with you who understands ${written}?`,
  es: (written) =>
    `Solo si son correctos, diga esto primero: el aviso no está escrito en español. Le leo sus palabras en ${written}. ¿Hay alguien con usted que entienda ${written}?`,
  fr: (written) =>
    `Seulement s’ils sont justes, dites d’abord ceci : l’avis n’est pas écrit en français. Je vous lis ses mots en ${written}. Y a-t-il chez vous quelqu’un qui comprend cette langue ?`,
}

/** Six digits as they are read aloud. */
const aloud = (half: string) => [...half].join(' ')

const SCRIPTS: Record<string, Say> = {
  en: ({ from, place, title, origin, half, text, other, exercise, isTest }) => [
    ...(exercise ? ['This is an exercise. Nothing in it is real.'] : []),
    ...(isTest ? ['This is a test and no alarm. Nothing has happened.'] : []),
    `Good day. I call for ${from}. Is this the election office of ${place}? May I speak with the ${title}?`,
    `So that you know who calls: my half of the code is ${aloud(half)}. It stands first in our mail and on its page; you can also check it at ${origin}/check. If it is not there, hang up and call the number you have on file for us.`,
    'Please read me the last six digits from the mail or its page, so that I know who answers.',
    ...other,
    `Only when they are right: we sent you a notice. ${text.subject}. ${text.what}`,
    `How sure we are: ${text.howSure}`,
    `What to do: ${text.actions.join('. ')}`,
    'Have you understood this, and who at your office acts on it? What is your name or post, for the record?',
  ],
  es: ({ from, place, title, origin, half, text, other, exercise, isTest }) => [
    ...(exercise ? ['Esto es un simulacro. Nada de lo que sigue es real.'] : []),
    ...(isTest ? ['Esto es una prueba y no una alarma. No ha pasado nada.'] : []),
    `Buenos días. Llamo de parte de ${from}. ¿Es la oficina electoral de ${place}? ¿Puedo hablar con: ${title}?`,
    `Para que sepa quién llama: mi mitad del código es ${aloud(half)}. Está al principio del código en nuestro correo y en su página; también puede comprobarla en ${origin}/check. Si no aparece, cuelgue y llame al número nuestro que usted tiene.`,
    'Por favor, léame los últimos seis dígitos del correo o de su página, para que yo sepa quién contesta.',
    ...other,
    `Solo si son correctos: le enviamos un aviso. ${text.subject}. ${text.what}`,
    `Qué tan seguros estamos: ${text.howSure}`,
    `Qué hacer: ${text.actions.join('. ')}`,
    '¿Lo ha entendido, y quién en su oficina se encarga? ¿Cuál es su nombre o cargo, para el registro?',
  ],
  fr: ({ from, place, title, origin, half, text, other, exercise, isTest }) => [
    ...(exercise ? ['Ceci est un exercice. Rien de ce qui suit n’est réel.'] : []),
    ...(isTest ? ['Ceci est un test et non une alerte. Il ne s’est rien passé.'] : []),
    `Bonjour. J’appelle de la part de ${from}. Est-ce bien le bureau des élections de ${place} ? Puis-je parler à : ${title} ?`,
    `Pour que vous sachiez qui appelle : ma moitié du code est ${aloud(half)}. Elle vient en premier dans notre courriel et sur sa page ; vous pouvez aussi la vérifier sur ${origin}/check. Si elle n’y est pas, raccrochez et appelez le numéro que vous avez de nous.`,
    'Lisez-moi s’il vous plaît les six derniers chiffres du courriel ou de sa page, pour que je sache qui répond.',
    ...other,
    `Seulement s’ils sont justes : nous vous avons envoyé un avis. ${text.subject}. ${text.what}`,
    `Ce dont nous sommes sûrs : ${text.howSure}`,
    `Ce qu’il faut faire : ${text.actions.join('. ')}`,
    'Avez-vous compris, et qui s’en charge chez vous ? Quel est votre nom ou votre fonction, pour le registre ?',
  ],
}

/** What is said between how sure we are and what to do, where the notice says what it does not mean. */
const CONTEXT: Record<string, string> = {
  en: 'What this does not mean',
  es: 'Lo que esto no significa',
  fr: 'Ce que cela ne veut pas dire',
}

function withContext(howSure: string, { context }: NoticeText, language: string): string {
  return context ? `${howSure} ${CONTEXT[language]!}: ${context}` : howSure
}

/** What the caller has to know who has no script in the language of whom is called. */
const noScript = (language: string) =>
  `For you alone: there is no script in ${nameOfLanguage(language, 'en')}, the language on file for this contact. What follows is in English.`

/**
 * What to say in the language of a contact, or in English where there are no words in it. Where the notice itself has no words in the
 * language of the script, that is said before they are read.
 */
export function callScript(
  language: string,
  facts: ScriptFacts,
): { language: string; lines: string[] } {
  const isKnown = language in SCRIPTS
  const known = isKnown ? language : 'en'
  const { textLanguage } = facts
  const { corrects, knownAt, text } = facts
  const other = [
    ...(textLanguage === known ? [] : [OTHER_WORDS[known]!(nameOfLanguage(textLanguage, known))]),
    ...(corrects ? [BEFORE[known]!(corrects)] : []),
    ...(knownAt ? [notHitSentence(mailWords(known), { ...facts, knownAt })] : []),
    ...(text.wrong ? [WRONG[known]!(text.wrong)] : []),
  ]
  const howSure = withContext(text.howSure, text, known)
  const lines = SCRIPTS[known]!({ ...facts, text: { ...text, howSure }, other })
  return { language: known, lines: isKnown ? lines : [noScript(language), ...lines] }
}
