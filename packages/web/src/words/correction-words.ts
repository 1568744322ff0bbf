import type { Language } from './language.ts'

const en = {
  correction: 'Correction',
  allClear: 'All clear',
  corrected: 'Corrected',
  /** Before the subject of what is corrected or cleared. */
  corrects: 'This corrects a notice that was wrong:',
  clears: 'This is the all-clear for:',
  correctedBy: 'This notice was wrong and has been corrected. What holds now:',
  clearedBy: 'An all-clear was sent for this notice. What holds now:',
  wrong: 'What was wrong',
  right: 'What is right',
  confirm: 'We have this correction',
  confirmHint: 'This tells the sender that a person at your office has read the correction.',
  ownMail: 'It came in a mail of its own. Please answer by the link there.',
  version: 'Has the words of',
  versions: (number: number, isFirst: boolean) =>
    isFirst ? 'the first notice' : `correction ${number - 1}`,
  answered: 'answered',
  handedOver: 'mail handed over',
  none: 'none known',
}
export type CorrectionWords = typeof en

const es: CorrectionWords = {
  correction: 'Corrección',
  allClear: 'Fin de alerta',
  corrected: 'Corregido',
  corrects: 'Esto corrige un aviso que no era cierto:',
  clears: 'Este es el fin de alerta de:',
  correctedBy: 'Este aviso no era cierto y fue corregido. Lo que vale ahora:',
  clearedBy: 'Se envió el fin de alerta de este aviso. Lo que vale ahora:',
  wrong: 'Qué era falso',
  right: 'Qué es lo cierto',
  confirm: 'Recibimos esta corrección',
  confirmHint: 'Esto le dice al remitente que una persona de su oficina leyó la corrección.',
  ownMail: 'Llegó en un correo propio. Responda por el enlace de ese correo.',
  version: 'Tiene el texto de',
  versions: (number, isFirst) => (isFirst ? 'el primer aviso' : `la corrección ${number - 1}`),
  answered: 'respondió',
  handedOver: 'correo entregado al servidor',
  none: 'ninguno que se sepa',
}

const fr: CorrectionWords = {
  correction: 'Correction',
  allClear: 'Fin d’alerte',
  corrected: 'Corrigé',
  corrects: 'Ceci corrige un avis qui était faux :',
  clears: 'Ceci est la fin d’alerte de :',
  correctedBy: 'Cet avis était faux et a été corrigé. Ce qui vaut maintenant :',
  clearedBy: 'La fin d’alerte de cet avis a été envoyée. Ce qui vaut maintenant :',
  wrong: 'Ce qui était faux',
  right: 'Ce qui est vrai',
  confirm: 'Nous avons cette correction',
  confirmHint: 'Ceci dit à l’expéditeur qu’une personne de votre bureau a lu la correction.',
  ownMail: 'Elle est venue dans un message à part. Répondez par le lien de ce message.',
  version: 'A le texte de',
  versions: (number, isFirst) => (isFirst ? 'l’avis d’origine' : `la correction ${number - 1}`),
  answered: 'a répondu',
  handedOver: 'message remis à un serveur',
  none: 'aucun à notre connaissance',
}

export const CORRECTION_WORDS: Record<Language, CorrectionWords> = { en, es, fr }
