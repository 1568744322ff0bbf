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
}

const WORDS: Record<Language, Words> = {
  en: {
    head: 'SMS and calls',
    names: { sms: 'SMS', voice: 'Calls by a machine' },
    taken: (count) => `${count} handed to a gateway`,
    delivered: (count) => `${count} of these delivered to a telephone, as the network says`,
    queued: (count) => `${count} waiting to be sent`,
    blocked: (count) => `${count} that cannot be sent`,
    failed: (count) => `${count} refused, given up or not delivered`,
    unknown: (count) => `${count} of which nobody knows whether a gateway took it, not sent again`,
  },
  es: {
    head: 'SMS y llamadas',
    names: { sms: 'SMS', voice: 'Llamadas de una máquina' },
    taken: (count) => `${count} pasados a una pasarela`,
    delivered: (count) => `${count} de ellos entregados a un teléfono, según la red`,
    queued: (count) => `${count} esperan su envío`,
    blocked: (count) => `${count} no se pueden enviar`,
    failed: (count) => `${count} rechazados, abandonados o no entregados`,
    unknown: (count) => `${count} de los que nadie sabe si una pasarela los tomó; no se repiten`,
  },
  fr: {
    head: 'SMS et appels',
    names: { sms: 'SMS', voice: 'Appels d’une machine' },
    taken: (count) => `${count} remis à une passerelle`,
    delivered: (count) => `dont ${count} livrés à un téléphone, selon le réseau`,
    queued: (count) => `${count} en attente d’envoi`,
    blocked: (count) => `${count} ne peuvent être envoyés`,
    failed: (count) => `${count} refusés, abandonnés ou non livrés`,
    unknown: (count) => `${count} dont nul ne sait si une passerelle les a pris ; pas renvoyés`,
  },
}

export const textsHead = (language: Language): string => WORDS[language].head

/** A channel, and how far its messages are, each in the words of its state; none says that a person read or heard one. */
export function textFacts(one: ChannelMessages, language: Language = 'en'): [string, string] {
  const { channel, queued, handedOver, delivered, failed, unknown, blocked } = one
  const words = WORDS[language]
  const parts = [
    words.taken(handedOver + delivered),
    ...(delivered > 0 ? [words.delivered(delivered)] : []),
    ...(queued > 0 ? [blocked ? words.blocked(queued) : words.queued(queued)] : []),
    ...(failed > 0 ? [words.failed(failed)] : []),
    ...(unknown > 0 ? [words.unknown(unknown)] : []),
  ]
  return [words.names[channel], parts.join(', ')]
}

/** The same in one line. */
export function textWords(one: ChannelMessages, language: Language = 'en'): string {
  return textFacts(one, language).join(': ')
}
