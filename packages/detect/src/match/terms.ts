/** What an object of STIX asks to be looked for in what somebody keeps, value by value, and when it counts. Pure. */
import { platformOf } from './platforms.ts'
import { readPattern, toTime, type Given } from './read-stix.ts'
import { readValue, type Value } from './read-value.ts'

export type Terms = {
  readonly of: 'indicator' | 'account'
  /** Each of them is enough; their order is that of the object, and the same each time it is read. */
  readonly values: readonly Value[]
  readonly isRevoked: boolean
  /** From when and until when an indicator is in force, in milliseconds since 1970. */
  readonly from?: number
  readonly until?: number
  /** From 0 to 100, where the object states one. */
  readonly confidence?: number
}

/** Why an object names nothing that can be looked up: its pattern is no list of values, or cannot be read. */
export type Unlooked = 'pattern' | 'unreadable'

/** The terms of an indicator or an account; why there are none; undefined for an object that is neither. */
export function readTerms(object: unknown): Terms | { readonly unlooked: Unlooked } | undefined {
  const given = (typeof object === 'object' && object !== null ? object : {}) as Given
  if (given.type === 'user-account') return readAccountTerms(given as Account)
  if (given.type !== 'indicator') return undefined
  const [from, until] = [toTime(given.valid_from), toTime(given.valid_until)]
  if (given.valid_until !== undefined && until === undefined) return { unlooked: 'unreadable' }
  const isRevoked = given.revoked === true
  const times = {
    ...(from === undefined ? {} : { from }),
    ...(until === undefined ? {} : { until }),
    ...confidenceOf(given.confidence),
  }
  // What is taken back need not be read: it hits nothing.
  if (isRevoked) return { of: 'indicator', values: [], isRevoked, ...times }
  const read = readPattern(given)
  if ('pattern' in read) return { unlooked: 'pattern' }
  if ('fault' in read) return { unlooked: 'unreadable' }
  return { of: 'indicator', values: read.values, isRevoked, ...times }
}

function confidenceOf(stated: unknown): { confidence?: number } {
  const isSound = typeof stated === 'number' && stated >= 0 && stated <= 100
  return isSound ? { confidence: stated } : {}
}

type Account = Given & {
  readonly account_type?: unknown
  readonly account_login?: unknown
}

/** An account is its platform and its name together. */
function readAccountTerms({ account_type: type, account_login: login }: Account) {
  const platform = typeof type === 'string' ? platformOf(type) : undefined
  if (platform === undefined || typeof login !== 'string') return UNREADABLE
  const read = readValue(login.startsWith('@') ? login : `@${login}`, platform)
  if (!read || !('value' in read) || read.value.kind !== 'account') return UNREADABLE
  return { of: 'account' as const, values: [read.value], isRevoked: false }
}

const UNREADABLE = { unlooked: 'unreadable' } as const
