/** On which terms objects posted over TAXII are released: their own markings, else what the group's charter says. */
import type { Pap, Terms, Tlp } from '@tocsin/api'
import { TLP_LEVELS } from '@tocsin/stix'
import type { Marked } from '../sharing/meanings.ts'
import type { Standing } from '../sharing/standing.ts'

const UNMARKED: Tlp = 'amber'

const SECOND = 1000
const DAY_MS = 86_400_000

/**
 * `own` is the strictest the objects say; `named` narrows the release to these members. Where the charter sets a term for
 * what is released, it ends with that.
 */
export function termsFor(
  { group }: Standing,
  own: Marked,
  named: readonly string[],
  at: Date,
): Terms {
  const tlp = own.tlp ?? milder(UNMARKED, group.maxTlp)
  return {
    groupId: group.id,
    tlp,
    pap: own.pap ?? ((tlp === 'clear' ? 'clear' : 'amber') satisfies Pap),
    purpose: group.purposes[0]!,
    basis: group.basis,
    ...(named.length > 0 && { named: [...named] }),
    ...(group.retentionDays !== null && { expiresAt: endOf(at, group.retentionDays) }),
  }
}

/** So many days from the second that the rules are asked in. */
function endOf(at: Date, days: number): string {
  const now = at.getTime()
  return new Date(now - (now % SECOND) + days * DAY_MS).toISOString()
}

function milder(a: Tlp, b: Tlp): Tlp {
  return TLP_LEVELS.indexOf(a) < TLP_LEVELS.indexOf(b) ? a : b
}
