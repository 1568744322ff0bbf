/**
 * The confidence that is left of an indicator by its kind and age: polynomial decay, as MISP documents it for its decaying models.
 *
 *     score = base x (1 - (t / lifetime) ^ (1 / speed))     for t from 0 to the lifetime, 0 after it
 *
 * `base` is the confidence that the object states (STIX 2.1, 3.2), or 100 where it states none; t counts from `valid_from`. Sightings do not
 * set it back. The object itself is never changed. Pure; O(1).
 */
import type { ValueKind } from './key.ts'
import { HALF_LIVES } from './decay.ts'

/** Days after which nothing is left, null where it does not age; the larger the speed, the more is lost at first. */
export type Decay = { readonly days: number | null; readonly speed: number }

const SPEED = 2

/** A choice, no measurement: at this speed half is lost in a quarter of the lifetime, which is the half-life of `decay.ts`. */
export const DECAYS: Readonly<Record<ValueKind, Decay>> = {
  ipv4: usual('ipv4'),
  ipv6: usual('ipv6'),
  url: usual('url'),
  domain: usual('domain'),
  email: usual('email'),
  account: usual('account'),
  hash: usual('hash'),
}

function usual(kind: ValueKind): Decay {
  const half = HALF_LIVES[kind]
  return { days: half === null ? null : half * 2 ** SPEED, speed: SPEED }
}

const DAY = 86_400_000

/** From 0 to 100; null where nobody knows how old it is. `from` and `now` are milliseconds since 1970. */
export function scoreOf(
  { confidence = 100, from }: { readonly confidence?: number; readonly from?: number },
  { days, speed }: Decay,
  now: number,
): number | null {
  if (days === null) return confidence
  if (from === undefined) return null
  const part = Math.max(0, now - from) / (days * DAY)
  return part >= 1 ? 0 : Math.round(confidence * (1 - part ** (1 / speed)))
}
