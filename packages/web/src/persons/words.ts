import type { FoundPerson, PersonStatement } from '@tocsin/api'

export const PERSON_KIND_NAMES: Record<FoundPerson['kind'], string> = {
  mail: 'Mail address',
  phone: 'Telephone number',
  id: 'Number of a paper',
  postal: 'Postal address',
  account: 'Account',
  name: 'Name',
  number: 'Number, perhaps of somebody',
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
