/** On which terms objects posted over TAXII are released: their own markings, else what the group's charter says. */
import type { Pap, Terms, Tlp } from '@tocsin/api'
import { TLP_LEVELS } from '@tocsin/stix'
import type { Marked } from '../sharing/meanings.ts'
import type { Standing } from '../sharing/standing.ts'

const UNMARKED: Tlp = 'amber'

/** `own` is the strictest the objects say; `named` narrows the release to these members. */
export function termsFor({ group }: Standing, own: Marked, named: readonly string[]): Terms {
  const tlp = own.tlp ?? milder(UNMARKED, group.maxTlp)
  return {
    groupId: group.id,
    tlp,
    pap: own.pap ?? ((tlp === 'clear' ? 'clear' : 'amber') satisfies Pap),
    purpose: group.purposes[0]!,
    basis: group.basis,
    ...(named.length > 0 && { named: [...named] }),
  }
}

function milder(a: Tlp, b: Tlp): Tlp {
  return TLP_LEVELS.indexOf(a) < TLP_LEVELS.indexOf(b) ? a : b
}
