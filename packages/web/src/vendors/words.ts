import type { SystemKind, VendorChange } from '@tocsin/api'

export const SYSTEM_KIND_NAMES: Record<SystemKind, string> = {
  'poll-book': 'poll book',
  registration: 'voter registration',
  tabulator: 'tabulator',
  'ballot-marking': 'ballot marking',
  'results-page': 'results page',
  website: 'website',
  other: 'other system',
}

export const CHANGE_STATES: Record<VendorChange['state'], string> = {
  proposed: 'Waits for another person',
  applied: 'Stands',
  refused: 'Refused',
  undone: 'Taken back',
}
