import type { Message, MessageType } from '@tocsin/api'

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
