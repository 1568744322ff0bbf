import type { ChannelMessages, TextChannel } from '@tocsin/api'
import type { Language } from './language.ts'

type Words = {
  /** Above a column of them. */
  head: string
  names: Record<TextChannel, string>
  taken: (count: number) => string
  delivered: (count: number) => string
  queued: (count: number) => string
  blocked: (count: number) => string
  failed: (count: number) => string
  unknown: (count: number) => string
  held: Record<'order' | 'hours', (count: number, until: string) => string>
  outsideHours: (count: number) => string
}

const WORDS: Record<Language, Words> = {
  en: {
    head: 'SMS, calls and faxes',
    names: { sms: 'SMS', voice: 'Calls by a machine', fax: 'Fax' },
    taken: (count) => `${count} handed to a gateway`,
    delivered: (count) => `${count} of these delivered to a telephone, as the network says`,
    queued: (count) => `${count} waiting to be sent`,
    blocked: (count) => `${count} that cannot be sent`,
    failed: (count) => `${count} refused, given up or not delivered`,
    unknown: (count) => `${count} of which nobody knows whether a gateway took it, not sent again`,
    held: {
      order: (count, until) => `${count} held until ${until} there, after the ways before`,
      hours: (count, until) => `${count} held until ${until} there, when the hours on file begin`,
    },
    outsideHours: (count) => `${count} outside the hours on file, since they cannot wait`,
  },
  es: {
    head: 'SMS, llamadas y faxes',
    names: { sms: 'SMS', voice: 'Llamadas de una máquina', fax: 'Fax' },
    taken: (count) => `${count} pasados a una pasarela`,
    delivered: (count) => `${count} de ellos entregados a un teléfono, según la red`,
    queued: (count) => `${count} esperan su envío`,
    blocked: (count) => `${count} no se pueden enviar`,
    failed: (count) => `${count} rechazados, abandonados o no entregados`,
    unknown: (count) => `${count} de los que nadie sabe si una pasarela los tomó; no se repiten`,
    held: {
      order: (count, until) => `${count} hasta ${until} allí, después de las otras vías`,
      hours: (count, until) => `${count} hasta ${until} allí, cuando empieza su horario`,
    },
    outsideHours: (count) => `${count} fuera de su horario, porque no pueden esperar`,
  },
  fr: {
    head: 'SMS, appels et fax',
    names: { sms: 'SMS', voice: 'Appels d’une machine', fax: 'Fax' },
    taken: (count) => `${count} remis à une passerelle`,
    delivered: (count) => `dont ${count} livrés à un téléphone, selon le réseau`,
    queued: (count) => `${count} en attente d’envoi`,
    blocked: (count) => `${count} ne peuvent être envoyés`,
    failed: (count) => `${count} refusés, abandonnés ou non livrés`,
    unknown: (count) => `${count} dont nul ne sait si une passerelle les a pris ; pas renvoyés`,
    held: {
      order: (count, until) => `${count} retenus jusqu’à ${until} là-bas, après les autres voies`,
      hours: (count, until) => `${count} retenus jusqu’à ${until} là-bas, au début de leurs heures`,
    },
    outsideHours: (count) => `${count} hors de leurs heures, car ils ne peuvent attendre`,
  },
}

export const textsHead = (language: Language): string => WORDS[language].head

/** A channel, and how far its messages are, each in the words of its state; none says that a person read or heard one. */
export function textFacts(one: ChannelMessages, language: Language = 'en'): [string, string] {
  const { channel, handedOver, delivered, failed, unknown, blocked, held, outsideHours = 0 } = one
  const queued = one.queued - (held?.count ?? 0)
  const words = WORDS[language]
  const parts = [
    words.taken(handedOver + delivered),
    ...(delivered > 0 ? [words.delivered(delivered)] : []),
    ...(queued > 0 ? [blocked ? words.blocked(queued) : words.queued(queued)] : []),
    ...(held ? [words.held[held.because](held.count, wallTimeIn(language, held))] : []),
    ...(outsideHours > 0 ? [words.outsideHours(outsideHours)] : []),
    ...(failed > 0 ? [words.failed(failed)] : []),
    ...(unknown > 0 ? [words.unknown(unknown)] : []),
  ]
  return [words.names[channel], parts.join(', ')]
}

function wallTimeIn(
  language: Language,
  { until, timeZone }: NonNullable<ChannelMessages['held']>,
): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZoneName: 'short',
    ...(timeZone ? { timeZone } : {}),
  }).format(new Date(until))
}

/** The same in one line. */
export function textWords(one: ChannelMessages, language: Language = 'en'): string {
  return textFacts(one, language).join(': ')
}
