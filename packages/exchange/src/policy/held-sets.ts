import { preparsePolicySet, type Policy } from '@cedar-policy/cedar-wasm/nodejs'
import { ExchangeError } from '../errors.ts'

/** The engine forgets no set by itself, so sets that come and go share so many places. */
const PLACES = 256
const places = new Map<string, string>()

/**
 * The engine's name of a parsed set of policies, parsed now unless it is still held. Use it before anything else is held: the
 * place of what was not asked for longest is given to the next.
 */
export function hold(key: string, toPolicies: () => Record<string, Policy>): string {
  const held = places.get(key)
  if (held !== undefined) {
    places.delete(key)
    places.set(key, held)
    return held
  }
  const [oldest] = places.size < PLACES ? [] : places.entries()
  const place = oldest?.[1] ?? `held ${places.size}`
  const parsed = preparsePolicySet(place, { staticPolicies: toPolicies() })
  if (parsed.type === 'failure')
    throw new ExchangeError('internal', `policies do not load: ${parsed.errors[0]?.message}`)
  // Only now: what did not parse takes nobody's place.
  if (oldest) places.delete(oldest[0])
  places.set(key, place)
  return place
}
