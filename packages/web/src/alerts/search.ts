import { ALERT_STATES, type listAlerts, type QueryOf } from '@tocsin/api'

export type AlertSearch = Omit<QueryOf<typeof listAlerts>, 'after' | 'limit'>

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const LONGEST = 300

/** What an address asks of the list; what it cannot ask is left out. */
export function toAlertSearch(asked: Record<string, unknown>): AlertSearch {
  const state = ALERT_STATES.find((one) => one === asked['state'])
  const party = typeof asked['party'] === 'string' && ID.test(asked['party']) ? asked['party'] : ''
  const given = asked['words']
  const words =
    typeof given === 'string' || typeof given === 'number'
      ? String(given).replaceAll('[.]', '.').trim().slice(0, LONGEST)
      : ''
  return { ...(state && { state }), ...(party && { party }), ...(words && { words }) }
}
