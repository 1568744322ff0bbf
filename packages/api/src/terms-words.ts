/** What the terms of a release and the types of message mean, in English words, on screen and on paper. */
import type { Purpose } from './groups.ts'
import type { Message, MessageType } from './message.ts'
import type { Pap, Tlp } from './scalars.ts'

/** Whom it may be told (TLP 2.0). */
export const TLP_MEANINGS: Record<Tlp, string> = {
  clear: 'may be told to anyone',
  green: 'the community, not in public',
  amber: 'own organisation and its clients, if they need it',
  'amber+strict': 'own organisation only',
  red: 'the named recipients only',
}

/** What may be done with it (PAP). */
export const PAP_MEANINGS: Record<Pap, string> = {
  clear: 'any use',
  green: 'active measures allowed, such as blocking',
  amber: 'passive online checks only',
  red: 'offline checks only, nothing the other side could see',
}

export const PURPOSE_NAMES: Record<Purpose, string> = {
  'election-security': 'Election security',
  'platform-integrity': 'Platform integrity',
  research: 'Research',
  'public-warning': 'Public warning',
}

export const MESSAGE_TYPE_NAMES: Record<MessageType, string> = {
  'notice-of-information': 'Notice of information',
  'technical-indicator': 'Technical indicator',
  advisory: 'Advisory',
  'legal-process': 'Legal process',
}

export const NEXUS_NAMES: Record<NonNullable<Message['nexus']>['kind'], string> = {
  'foreign-government': 'By or for a foreign government',
  'credible-facts': 'Specific and credible facts',
}
