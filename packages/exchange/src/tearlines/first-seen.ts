import type { StixObject } from '../sharing/meanings.ts'

/** Properties that say when something was seen, held or made, in STIX 2.1. */
const SEEN = ['first_observed', 'first_seen', 'valid_from', 'created'] as const
/** What is described once for many occasions: when such a description was made is no sighting. */
const LASTING = new Set([
  'identity',
  'location',
  'attack-pattern',
  'tool',
  'vulnerability',
  'course-of-action',
  'marking-definition',
  'extension-definition',
])
/** Objects that say by it since when there is a long-lived thing, not when it was seen in this matter. */
const LONG_LIVED = new Set([
  'campaign',
  'intrusion-set',
  'threat-actor',
  'malware',
  'infrastructure',
])

/** The earliest instant that objects say for themselves, none later than the release; else that of the release. Pure. */
export function firstSeenIn(
  objects: readonly StixObject[],
  releasedAt: Date,
): { at: Date; by: string } {
  let first = { at: releasedAt, by: 'release' }
  for (const object of objects.filter(({ type }) => !LASTING.has(type)))
    for (const by of SEEN) {
      if (by === 'first_seen' && LONG_LIVED.has(object.type)) continue
      const said = object[by]
      const at = typeof said === 'string' ? new Date(said) : undefined
      if (at && at.getTime() < first.at.getTime()) first = { at, by }
    }
  return first
}
