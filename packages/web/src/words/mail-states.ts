import type { TargetMail } from '@tocsin/api'

/** How far a mail to an office has come, by language. */
export const MAIL_STATES: Record<'en' | 'es' | 'fr', Record<TargetMail, string>> = {
  en: {
    none: 'nobody to mail',
    queued: 'waiting to be sent',
    blocked: 'cannot be mailed',
    'handed-over': 'handed to a mail server',
    failed: 'failed',
    bounced: 'refused by the receiving server',
  },
  es: {
    none: 'nadie a quien escribir',
    queued: 'espera su envío',
    blocked: 'no se puede enviar',
    'handed-over': 'pasado a un servidor de correo',
    failed: 'fallido',
    bounced: 'rechazado por el servidor receptor',
  },
  fr: {
    none: 'personne à qui écrire',
    queued: 'attend d’être envoyé',
    blocked: 'ne peut être envoyé',
    'handed-over': 'remis à un serveur de messagerie',
    failed: 'en échec',
    bounced: 'refusé par le serveur destinataire',
  },
}
