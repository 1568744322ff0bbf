import type { TargetMails } from '@tocsin/api'
import type { Language } from './language.ts'
import { countOf } from './count-of.ts'

type Say = Record<keyof TargetMails, (count: number) => string>

const SAY: Record<Language, Say> = {
  en: {
    handedOver: (count) => `${count} handed to a mail server`,
    queued: (count) => `${count} not out yet`,
    failed: (count) => `${count} could not be mailed`,
    returned: (count) => `${count} taken and later refused by the receiving server`,
  },
  es: {
    handedOver: (count) => `${countOf(count, 'pasado', 'pasados', 'es')} a un servidor de correo`,
    queued: (count) => `${count} sin enviar todavía`,
    failed: (count) => `${countOf(count, 'no se pudo', 'no se pudieron', 'es')} enviar`,
    returned: (count) =>
      `${countOf(count, 'aceptado y después rechazado', 'aceptados y después rechazados', 'es')} por el servidor receptor`,
  },
  fr: {
    handedOver: (count) => `${count} remis à un serveur de messagerie`,
    queued: (count) => countOf(count, 'pas encore parti', 'pas encore partis', 'fr'),
    failed: (count) => countOf(count, 'n’a pu être envoyé', 'n’ont pu être envoyés', 'fr'),
    returned: (count) =>
      `${countOf(count, 'accepté puis refusé', 'acceptés puis refusés', 'fr')} par le serveur destinataire`,
  },
}

/** Of the contacts of an office how many mails a mail server took, how many wait, how many could not be mailed, and how many came back. */
export function mailedWords(
  { handedOver, queued, failed, returned }: TargetMails,
  language: Language = 'en',
): string {
  const say = SAY[language]
  return [
    say.handedOver(handedOver),
    ...(queued > 0 ? [say.queued(queued)] : []),
    ...(failed > 0 ? [say.failed(failed)] : []),
    ...(returned > 0 ? [say.returned(returned)] : []),
  ].join(', ')
}
