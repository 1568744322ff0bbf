import type { HitState, KeptKind, LeftOut, NotLookedFor } from '@tocsin/api'
import { countOf } from '../words/count-of.ts'

export const KEPT_KIND_NAMES: Record<KeptKind, [one: string, many: string]> = {
  domain: ['name of hosts', 'names of hosts'],
  ipv4: ['IPv4 address', 'IPv4 addresses'],
  ipv6: ['IPv6 address', 'IPv6 addresses'],
  url: ['address of the web', 'addresses of the web'],
  hash: ['hash', 'hashes'],
  email: ['mail address', 'mail addresses'],
  account: ['account', 'accounts'],
}

export const HIT_STATE_NAMES: Record<HitState, string> = {
  stands: 'stands',
  expired: 'its time is over',
  revoked: 'revoked by its sender',
  replaced: 'a later version took its place',
  recalled: 'since withdrawn: the release was taken back',
  ended: 'since withdrawn: its terms ended',
}

/** What of a list was not kept, each in words; nothing where all was. */
export function leftOutWords({ longLines, refusedLines, noNames, beyond }: LeftOut): string[] {
  return [
    longLines > 0 && `${countOf(longLines, 'line')} over 1 MB not looked at`,
    refusedLines > 0 && `${countOf(refusedLines, 'line')} naming nothing that can be kept`,
    noNames > 0 && `${countOf(noNames, 'mention')} of names that end in no known suffix`,
    beyond > 0 && `${countOf(beyond, 'mention')} beyond the most that a list holds`,
  ].filter((words) => words !== false)
}

/** What of a release was not looked for, each in words. */
export function unsoughtWords(unsought: NotLookedFor): string[] {
  const { patterns, unreadable, expired, revoked, replaced, later, faded, others, unlisted } =
    unsought
  return [
    patterns > 0 && `${countOf(patterns, 'indicator')} whose pattern is no list of values`,
    unreadable > 0 && `${countOf(unreadable, 'object')} that could not be read`,
    expired > 0 && `${countOf(expired, 'indicator')} past their time`,
    revoked > 0 && `${countOf(revoked, 'indicator')} revoked`,
    replaced > 0 && `${countOf(replaced, 'indicator')} replaced by a later version`,
    later > 0 && `${countOf(later, 'indicator')} not in force yet, looked for then`,
    faded > 0 && `${countOf(faded, 'indicator')} with less confidence left than you ask for`,
    others > 0 && `${countOf(others, 'object')} neither indicator nor account`,
    unlisted > 0 && `${countOf(unlisted, 'hit')} counted and not listed`,
  ].filter((words) => words !== false)
}
