/** A notice in one or a few short messages. */
import type { NoticeKind, TextChannel, Tlp } from '@tocsin/api'

type Words = {
  exercise: string
  test: string
  correction: string
  allClear: string
  notHit: string
  to: (place: string, from: string) => string
  /** In place of the subject, where its marking lets no more stand in a message that its network can read. */
  waits: string
  otherLanguage: (written: string) => string
  read: (link: string) => string
  reply: (code: string) => string
  stop: string
  /** Spoken: the digits one by one. */
  press: (digits: string) => string
}

const WORDS: Record<string, Words> = {
  en: {
    exercise: 'EXERCISE, nothing in it is real.',
    test: 'TEST, no alarm.',
    correction: 'CORRECTION.',
    allClear: 'ALL CLEAR.',
    notHit: 'NOT KNOWN TO BE HIT.',
    to: (place, from) => `${from} to the election office of ${place}:`,
    waits: 'A notice waits for you.',
    otherLanguage: (written) => `(In ${written}.)`,
    read: (link) => `Read and answer: ${link}`,
    reply: (code) => `Or reply ${code} to say that you have this.`,
    stop: 'STOP ends these messages.',
    press: (digits) =>
      `Press ${digits} to say that you have this. The whole notice is in your mail.`,
  },
  es: {
    exercise: 'SIMULACRO, nada es real.',
    test: 'PRUEBA, no es una alarma.',
    correction: 'CORRECCIÓN.',
    allClear: 'FIN DE ALERTA.',
    notHit: 'SIN DAÑO CONOCIDO.',
    to: (place, from) => `${from} a la oficina electoral de ${place}:`,
    waits: 'Hay un aviso para usted.',
    otherLanguage: (written) => `(En ${written}.)`,
    read: (link) => `Léalo y responda: ${link}`,
    reply: (code) => `O conteste ${code} para decir que lo recibió.`,
    stop: 'STOP termina estos mensajes.',
    press: (digits) =>
      `Marque ${digits} para decir que lo recibió. El aviso completo está en su correo.`,
  },
  fr: {
    exercise: 'EXERCICE, rien n’est réel.',
    test: 'TEST, ce n’est pas une alerte.',
    correction: 'CORRECTION.',
    allClear: 'FIN D’ALERTE.',
    notHit: 'PAS TOUCHÉ À NOTRE CONNAISSANCE.',
    to: (place, from) => `${from} au bureau des élections de ${place} :`,
    waits: 'Un avis vous attend.',
    otherLanguage: (written) => `(En ${written}.)`,
    read: (link) => `Lisez et répondez : ${link}`,
    reply: (code) => `Ou répondez ${code} pour dire que vous l’avez reçu.`,
    stop: 'STOP met fin à ces messages.',
    press: (digits) =>
      `Composez le ${digits} pour dire que vous l’avez reçu. L’avis entier est dans votre courrier électronique.`,
  },
}

/** Longer subjects are cut, so that a message stays one of a few parts; the page has all of it. */
const LONGEST_SUBJECT = 160

export type TextFacts = {
  kind: NoticeKind
  tlp: Tlp
  from: string
  place: string
  subject: string
  /** Of the contact; and the name of the language that the subject is in, where it is another. */
  language: string
  written?: string | undefined
  exercise: boolean
  channel: TextChannel
  /** It takes the place of an earlier one. */
  corrects: boolean
}

/** Whether its words may stand in a message that the network which carries it can read. */
export function isOpen({ tlp }: Pick<TextFacts, 'tlp'>): boolean {
  return tlp === 'clear' || tlp === 'green'
}

/** Words as they are sent, and as they are kept: without the link and the code, by which others could answer. */
export type Rendered = { text: string; kept: string }

/**
 * The short message of a notice. A network reads what it carries, so of a notice that may not go everywhere (TLP:AMBER and above) it holds no
 * subject. Without a code nobody can answer by it but at its link.
 */
export function renderText(
  facts: TextFacts,
  { link, code }: { link: string; code: string | undefined },
): Rendered {
  const words = WORDS[facts.language] ?? WORDS.en!
  const says = isOpen(facts)
    ? `${cut(facts.subject)}${facts.written ? ` ${words.otherLanguage(facts.written)}` : ''}`
    : words.waits
  const head = [
    `TLP:${facts.tlp.toUpperCase()}`,
    ...(facts.exercise ? [words.exercise] : []),
    ...markOf(facts, words),
    words.to(facts.place, facts.from),
    says,
  ].join(' ')
  if (code === undefined) return { text: `${head}\n${words.read(link)}`, kept: head }
  if (facts.channel === 'voice') {
    const spoken = (digits: string) => `${head} ${words.press(digits)}`
    return { text: spoken([...code].join(' ')), kept: spoken('[code]') }
  }
  const tail = (at: string, back: string) =>
    `\n${words.read(at)}\n${words.reply(back)} ${words.stop}`
  return { text: head + tail(link, code), kept: head + tail('[link]', '[code]') }
}

function markOf({ kind, corrects }: TextFacts, words: Words): string[] {
  if (kind === 'reachability') return [words.test]
  if (kind === 'all-clear') return [words.allClear]
  if (kind === 'not-hit') return [words.notHit]
  return corrects ? [words.correction] : []
}

function cut(subject: string): string {
  const signs = [...subject]
  return signs.length <= LONGEST_SUBJECT
    ? subject
    : `${signs.slice(0, LONGEST_SUBJECT - 1).join('')}…`
}
