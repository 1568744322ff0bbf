/** What the list of networks says of each, and what changes make of them. Pure. */
import {
  explanationName,
  type CHOSEN_STATES,
  type Network,
  type STANDINGS,
  type TriageChange,
  type TriageState,
  type TriageTab,
} from '@tocsin/api'

type Standing = (typeof STANDINGS)[number]
export type ChosenState = (typeof CHOSEN_STATES)[number]

export const STANDING_NAMES: Record<Standing, string> = {
  stands: 'Stands',
  unclear: 'Too little to tell',
  explained: 'Explained',
  chance: 'Chance would do',
}

/** Red is suspicion that stands, amber is doubt; what is explained has no colour, and nothing here is green. */
export const STANDING_TONES: Record<Standing, 'bad' | 'warn' | 'plain'> = {
  stands: 'bad',
  unclear: 'warn',
  explained: 'plain',
  chance: 'plain',
}

/** The innocent explanation that suffices, where one does. */
export function explanationOf({
  standing,
  explainedBy,
}: Pick<Network, 'standing' | 'explainedBy'>): string | undefined {
  if (standing !== 'explained' || explainedBy === undefined) return undefined
  return explanationName(explainedBy)
}

export const STATE_NAMES: Record<TriageState, string> = {
  new: 'New',
  looking: 'Looking',
  shared: 'Shared',
  benign: 'Benign',
  closed: 'Closed',
}

export const TAB_NAMES: Record<TriageTab, string> = {
  open: 'To look at',
  new: 'New',
  looking: 'Looking',
  shared: 'Shared',
  benign: 'Benign',
  closed: 'Closed',
  chance: 'Chance would do',
}

/** What one press makes of networks. */
export type Wish = Pick<TriageChange, 'state' | 'assignee' | 'note'>

export function toChanges(networks: readonly Network[], wish: Wish): TriageChange[] {
  return networks.map(({ id, version }) => ({ id, version, ...wish }))
}

/** What puts networks back to how they were, `after` being how they stand since the change. */
export function toUndo(
  before: readonly Network[],
  after: readonly Pick<Network, 'id' | 'version'>[],
): TriageChange[] {
  const versions = new Map(after.map(({ id, version }) => [id, version]))
  return before.flatMap(({ id, chosen, assignee, note }) => {
    const version = versions.get(id)
    if (version === undefined) return []
    return [{ id, version, state: chosen, assignee: assignee?.id ?? null, note: note ?? null }]
  })
}

/** What was done, in a sentence. */
export function describeWish(
  networks: readonly Network[],
  wish: Wish,
  nameOf: (id: string) => string,
): string {
  const [first] = networks
  const which =
    networks.length === 1 && first ? `“${shorten(first.headline)}”` : `${networks.length} networks`
  const one = networks.length === 1
  if (wish.state !== undefined)
    return `${which} ${one ? 'is' : 'are'} now: ${STATE_NAMES[wish.state].toLowerCase()}.`
  if (wish.assignee === null) return `Nobody has ${which} now.`
  if (wish.assignee !== undefined) return `${nameOf(wish.assignee)} has ${which} now.`
  return `The note on ${which} was ${wish.note === null ? 'taken away' : 'kept'}.`
}

const SHORT = 60

function shorten(text: string): string {
  return text.length > SHORT ? `${text.slice(0, SHORT - 1)}…` : text
}
