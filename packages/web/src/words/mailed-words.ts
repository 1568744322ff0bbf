import type { TargetMails } from '@tocsin/api'
import type { Language } from './language.ts'

type Say = Record<keyof TargetMails, (count: number) => string>

const SAY: Record<Language, Say> = {
  en: {
    handedOver: (count) => `${count} handed to a mail server`,
    queued: (count) => `${count} not out yet`,
    failed: (count) => `${count} could not be mailed`,
  },
  es: {
    handedOver: (count) => `${count} ${count === 1 ? 'pasado' : 'pasados'} a un servidor de correo`,
    queued: (count) => `${count} sin enviar todavía`,
    failed: (count) => `${count} no se ${count === 1 ? 'pudo' : 'pudieron'} enviar`,
  },
  fr: {
    handedOver: (count) => `${count} remis à un serveur de messagerie`,
    queued: (count) => `${count} pas encore ${count > 1 ? 'partis' : 'parti'}`,
    failed: (count) => `${count} ${count > 1 ? 'n’ont pu être envoyés' : 'n’a pu être envoyé'}`,
  },
}

/** Of the contacts of an office how many mails a mail server took, how many wait, and how many could not be mailed. */
export function mailedWords(
  { handedOver, queued, failed }: TargetMails,
  language: Language = 'en',
): string {
  const say = SAY[language]
  return [
    say.handedOver(handedOver),
    ...(queued > 0 ? [say.queued(queued)] : []),
    ...(failed > 0 ? [say.failed(failed)] : []),
  ].join(', ')
}
