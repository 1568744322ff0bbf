/** Why a mail does not arrive, as servers say it; `final` is false where the receiving side tries on. */
export type Reason = { reply: string; status: string; says: string }

export const FINAL: readonly Reason[] = [
  { reply: '550', status: '5.1.1', says: 'mailbox does not exist here' },
  { reply: '550', status: '5.1.10', says: 'recipient not found by lookup' },
  { reply: '550', status: '5.2.1', says: 'this mailbox is switched off' },
  { reply: '552', status: '5.2.2', says: 'mailbox is over its quota' },
  { reply: '550', status: '5.7.1', says: 'turned away by a rule of the county' },
  { reply: '554', status: '5.4.14', says: 'too many hops' },
  { reply: '550', status: '5.4.1', says: 'access denied at the gateway' },
]

export const WAITING: readonly Reason[] = [
  { reply: '451', status: '4.7.1', says: 'greylisted, come back later' },
  { reply: '452', status: '4.2.2', says: 'mailbox is full for now' },
  { reply: '421', status: '4.4.1', says: 'no answer from the host' },
]

/** Words of mail systems by language: what they say of failing, of waiting, and what an absent person's program says. */
export const LANGUAGES = {
  en: {
    failed: ['Undelivered Mail Returned to Sender', 'Your message could not be delivered.'],
    delayed: [
      'Warning: message delayed 4 hours',
      'Delivery is delayed. It will be retried; no action is required on your part.',
    ],
    away: [
      'Automatic reply: your mail',
      'I am out of the office until Monday. For 550 forms call the desk.',
    ],
  },
  es: {
    failed: ['No se puede entregar: su aviso', 'El mensaje no se pudo entregar al destinatario.'],
    delayed: [
      'Retraso en la entrega',
      'El mensaje tiene un retraso en la entrega. El servidor seguirá intentando entregarlo.',
    ],
    away: ['Respuesta automática: su aviso', 'Estoy fuera de la oficina hasta el lunes.'],
  },
  fr: {
    failed: ['Non remis : votre avis', "Le message n'a pas pu être remis à son destinataire."],
    delayed: [
      'Remise retardée',
      'La remise retardée de ce message fera l’objet de nouvelles tentatives.',
    ],
    away: ['Réponse automatique : votre avis', 'Je suis absent du bureau jusqu’à lundi.'],
  },
  de: {
    failed: ['Unzustellbar: Ihre Nachricht', 'Die Nachricht konnte nicht zugestellt werden.'],
    delayed: [
      'Zustellung verzögert',
      'Die Zustellung ist verzögert. Es folgen weitere Zustellversuche.',
    ],
    away: ['Automatische Antwort: Abwesenheit', 'Ich bin bis Montag nicht im Büro.'],
  },
  pt: {
    failed: ['Falha na entrega', 'Não foi possível entregar a mensagem ao destinatário.'],
    delayed: ['Entrega atrasada', 'A entrega está atrasada; continuaremos tentando.'],
    away: ['Resposta automática: seu aviso', 'Estou ausente do escritório até segunda-feira.'],
  },
  it: {
    failed: ['Mancata consegna', 'Impossibile recapitare il messaggio al destinatario.'],
    delayed: ['Consegna ritardata', 'Consegna ritardata: seguiranno ulteriori tentativi.'],
    away: ['Risposta automatica: avviso', 'Sono fuori ufficio fino a lunedì.'],
  },
} as const
export type Tongue = keyof typeof LANGUAGES
