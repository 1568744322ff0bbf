import type { FoundPerson, PersonMeans, PersonStatement } from '@tocsin/api'

export const PERSON_KIND_NAMES: Record<FoundPerson['kind'], string> = {
  mail: 'Mail address',
  phone: 'Telephone number',
  id: 'Number of a paper',
  postal: 'Postal address',
  account: 'Account',
  name: 'Name',
  number: 'Number, perhaps of somebody',
}

/** By what somebody was found, of names; of other identifiers their form says it. */
export const PERSON_MEANS_NAMES: Record<PersonMeans, string> = {
  declared: 'on your list',
  registry: 'in the registry',
  form: 'by its form or a word beside it',
  reader: 'reads like a name',
  spelling: 'perhaps a name: no ordinary words',
  repeat: 'named elsewhere in this message',
}

export const PERSON_STATEMENT_NAMES: Record<PersonStatement, string> = {
  'of-the-country': 'A person of the country: masked',
  foreign: 'Foreign: shown',
  subject: 'What the message is about: shown',
  nobody: 'No person: shown',
}

/** Of an entry of the register, in words for anybody. */
export const PERSONS_NAMED = {
  'not-reviewed': 'No review of whether the message names one is on record.',
  'none-found':
    'None was stated: what might name one was looked for by machine, and two people of the sender stood for the message.',
  masked: 'Masked: the receivers were given a pseudonym in the place of each that was stated.',
} as const
