import { STANDINGS, TRIAGE_TABS, type listNetworks, type QueryOf } from '@tocsin/api'

/** What is asked of the list of networks. */
export type TriageSearch = Omit<QueryOf<typeof listNetworks>, 'after' | 'limit'>

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const LONGEST = 300

/** What an address asks of the list; what it cannot ask is left out. */
export function toTriageSearch(asked: Record<string, unknown>): TriageSearch {
  const idOf = (name: string) => {
    const value = asked[name]
    return typeof value === 'string' && ID.test(value) ? value : undefined
  }
  const tab = TRIAGE_TABS.find((one) => one === asked['tab'])
  const standing = STANDINGS.find((one) => one === asked['standing'])
  const assignee = asked['assignee'] === 'none' ? ('none' as const) : idOf('assignee')
  const run = idOf('run')
  const given = asked['words']
  const words =
    typeof given === 'string' || typeof given === 'number'
      ? String(given).trim().slice(0, LONGEST)
      : ''
  return {
    ...(tab && { tab }),
    ...(standing && { standing }),
    ...(assignee && { assignee }),
    ...(run && { run }),
    ...(words && { words }),
  }
}
